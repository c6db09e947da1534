"""What belongs to one person and never hangs on a board: identity, bank account, telephone, address, health (PIPL 28).

`private_numbers` and `masked` know the three kinds of numbers that no public text may hold at all. `findings` and
`blotted` look at a whole list as well, column by column, and know fixed lines, addresses and health: what they find is
blotted out of a notice unless two people let it stand.
"""

from __future__ import annotations

from webapp.board.privacy.findings import KINDS, NEVER_SHOWN, Finding, blotted, findings
from webapp.board.privacy.numbers import masked, private_numbers

__all__ = ["KINDS", "NEVER_SHOWN", "Finding", "blotted", "findings", "masked", "private_numbers"]
