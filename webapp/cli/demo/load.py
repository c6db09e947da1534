"""Loading the demonstration village."""

from __future__ import annotations

from datetime import datetime

from webapp.audit.log import MerkleLog
from webapp.cli.demo.cast import PASSWORD
from webapp.cli.demo.stage import Stage, play
from webapp.cli.demo.tales import whole_story
from webapp.core.database import Database
from webapp.village.accounts.passwords import hash_password


def load_demo(database: Database, register_key: bytes, now: datetime, log: MerkleLog | None = None) -> Stage:
    """Play the year that ends now. One hash serves all: everyone has the same password."""
    stage = Stage(database, register_key, now, log)
    play(stage, whole_story(stage, hash_password(PASSWORD)))
    return stage
