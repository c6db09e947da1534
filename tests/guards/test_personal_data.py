"""A page that shows more of people than name, group and office notes who looks, before it shows them."""

from __future__ import annotations

import re

from tests.guards.source import ROOT, files, name, require_none, text

PERSONAL = re.compile(
    r"\bborn_(?:on|year)\b|\b(?:household|home|person|one)\.door\b|\.sign_in_name\b|\|relation\b|\bpeople_found\("
    r"|\.phone\b|\.identity|\bhousehold\.number\b"
)
# Template → the views that show it, which note the look (`village/looks/showing.py`).
NOTED = {
    "accounts/invitations.html": "village/accounts/views/inviting.py",
    "accounts/invited.html": "village/accounts/views/inviting.py",
    "accounts/sheet.html": "village/accounts/views/inviting.py",
    "constituencies/one.html": "village/constituencies/views.py",
    "constituencies/move.html": "village/constituencies/views.py",
    "consultation/households.html": "council/consultation/views.py",
    "consultation/signatures.html": "council/consultation/views.py",
    "departures/record.html": "council/departures/views.py",
    "departures/show.html": "council/departures/views.py",
    "evaluations/choose.html": "supervision/evaluations/views.py",
    "evaluations/hire.html": "supervision/evaluations/views.py",
    "kinship/add.html": "village/kinship/views.py",
    "kinship/one.html": "village/kinship/views.py",
    "kinship/show.html": "village/kinship/views.py",
    "offices/choose.html": "village/offices/views.py",
    "offices/fill.html": "village/offices/views.py",
    "register/show.html": "village/register/views.py",
}
# Templates that need no note, with the reason.
WITHOUT = {
    "accounts/account.html": "one's own account",
    "accounts/join.html": "one's own invitation",
    "polls/ballot.html": "a representative's own households, noted by that very person",
    "register/_parts.html": "a part of pages that are named themselves",
}


def test_every_page_with_personal_data_notes_who_looks() -> None:
    folder = ROOT / "webapp" / "templates"
    found = {
        path.relative_to(folder).as_posix()
        for path in files("webapp", ".html")
        if path.is_relative_to(folder) and PERSONAL.search(text(path))
    }
    require_none(
        sorted(found - NOTED.keys() - WITHOUT.keys()),
        "Call note_look in the view and name it here, or say in WITHOUT why nobody need know.",
    )
    require_none(
        sorted((NOTED.keys() | WITHOUT.keys()) - found), "These show nothing personal any more: take them out."
    )


def test_the_views_note_it() -> None:
    views = {ROOT / "webapp" / view for view in NOTED.values()}
    require_none(
        sorted(name(path) for path in views if "note_look(ctx" not in text(path)),
        "The view must call note_look before it shows anybody's data.",
    )
