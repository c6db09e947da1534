"""`flask village`: setting a village up and keeping it, from the command line."""

from __future__ import annotations

from webapp.cli.village import bodies, create, invite, register
from webapp.cli.village.group import village

PARTS = (bodies, create, invite, register)
__all__ = ["PARTS", "village"]
