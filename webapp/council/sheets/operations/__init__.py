"""The verbs of counting in public, by what they handle: the sheet, its confirmation, the ballot paper."""

from webapp.council.sheets.operations.confirming import confirm_sheet
from webapp.council.sheets.operations.entering import (
    attach_photo,
    correct_sheet,
    drop_sheet,
    enter_sheet,
    open_sheet,
)
from webapp.council.sheets.operations.papers import hand_out_paper

__all__ = [
    "attach_photo",
    "confirm_sheet",
    "correct_sheet",
    "drop_sheet",
    "enter_sheet",
    "hand_out_paper",
    "open_sheet",
]
