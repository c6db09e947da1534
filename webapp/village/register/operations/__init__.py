"""The verbs of the register."""

from __future__ import annotations

from webapp.village.register.operations.drafts import discard_draft, hold_draft, import_draft
from webapp.village.register.operations.exporting import export_register
from webapp.village.register.operations.importing import import_register

__all__ = ["discard_draft", "export_register", "hold_draft", "import_draft", "import_register"]
