"""The one who does by and by what nobody waits for: a process beside the server."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask import Flask
from flask.cli import with_appcontext

from webapp.cli.database import database_errors_as_sentences, require_ready
from webapp.cli.upkeep import ask_witnesses, sign_logs
from webapp.kit.request import current_database

ROUND = 60.0
STEP = 1.0


@click.command("worker")
@click.option("--once", is_flag=True, help="One round, then stop.")
@with_appcontext
def worker(once: bool) -> None:
    """Sign all logs at least hourly and show them to outside witnesses. `serve` starts one of its own."""
    with database_errors_as_sentences():
        require_ready(current_database())
    if once:
        one_round()
        return
    work_until(lambda: False)


def one_round() -> None:
    """Everything that is due now; what fails is said and tried again in the next round."""
    for task in (sign_logs, ask_witnesses):
        try:
            task(only_due=True)
        except Exception as error:  # whatever it is, the village's pages go on
            click.echo(f"worker: {type(error).__name__}: {error}", err=True)


def work_until(is_over: Callable[[], bool]) -> None:
    """Round after round, until it is over."""
    while not is_over():
        one_round()
        end = time.monotonic() + ROUND
        while time.monotonic() < end:
            if is_over():
                return
            time.sleep(STEP)


@contextmanager
def worker_beside(app: Flask) -> Iterator[None]:
    """A worker as a child of this process; it ends with it, however that ends."""
    child = multiprocessing.get_context("fork").Process(target=_work_as_child, args=(app, os.getpid()), daemon=True)
    child.start()
    try:
        yield
    finally:
        child.terminate()
        child.join(5)


def _work_as_child(app: Flask, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with app.app_context():
        work_until(lambda: os.getppid() != parent)
