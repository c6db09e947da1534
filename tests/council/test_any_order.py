"""Whatever happens in the hall in whatever order: nobody counts twice, the base is the law's, and three counts agree.

`--hypothesis-profile long` searches for as long as one has patience; CI runs the same few examples every time.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.council.hall_machine import HallMachine
from tests.council.hall_ready import ReadyHall, hall_on_postgres, hall_on_sqlite
from webapp.council.polls.rules import Channel, Option, Question, Secrecy, Terms

__all__ = ["hall_on_postgres", "hall_on_sqlite"]
OPTIONS = (Option("张家"), Option("李家"), Option("王家"))
BY_NAME = (Channel.BROWSER, Channel.HANDS, Channel.PAPER)
IN_SECRET = (Channel.BROWSER, Channel.PAPER)


class Named(HallMachine):
    """A motion, by name: phone, tablet, hands, paper."""

    terms = Terms(channels=BY_NAME)


class Several(HallMachine):
    """Up to two of three, by name."""

    terms = Terms(Question.UP_TO, OPTIONS, 2, channels=BY_NAME)


class Secret(HallMachine):
    """A motion in secret: phone and paper."""

    terms = Terms(secrecy=Secrecy.SECRET, channels=IN_SECRET)


class SecretSeveral(HallMachine):
    """Up to two of three, in secret."""

    terms = Terms(Question.UP_TO, OPTIONS, 2, Secrecy.SECRET, IN_SECRET)


class Counted(HallMachine):
    """Hands that are only counted, beside phones and named papers, as in the larger bodies."""

    terms = Terms(channels=(Channel.BROWSER,))
    besides = (Channel.HANDS_COUNTED, Channel.PAPER)


KINDS = (Named, Several, Secret, SecretSeveral, Counted)


def search(kind: type[HallMachine], hall: ReadyHall, share: float) -> None:
    """Try this share of the profile's examples."""
    many = max(1, round(settings.default.max_examples * share))  # type: ignore[union-attr]
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: kind(hall), settings=settings(max_examples=many, suppress_health_check=list(HealthCheck))
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_three_counts_agree(kind: type[HallMachine], hall_on_sqlite: ReadyHall) -> None:
    search(kind, hall_on_sqlite, 0.06)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_three_counts_agree_on_postgresql(kind: type[HallMachine], hall_on_postgres: ReadyHall) -> None:
    search(kind, hall_on_postgres, 0.02)
