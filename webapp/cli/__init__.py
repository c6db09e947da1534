"""Composition for operators: `flask --app webapp …`."""

from __future__ import annotations

from flask import Flask

from webapp.cli.audit import audit
from webapp.cli.charter import charter
from webapp.cli.demo.commands import demo
from webapp.cli.docs import docs
from webapp.cli.i18n import i18n
from webapp.cli.serve import migrate, serve
from webapp.cli.village import village
from webapp.cli.worker import worker

COMMANDS = (audit, charter, migrate, serve, docs, i18n, demo, village, worker)


def install(app: Flask) -> None:
    """Register the commands."""
    for command in COMMANDS:
        app.cli.add_command(command)
