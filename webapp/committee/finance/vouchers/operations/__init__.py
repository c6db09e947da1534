"""The verbs of vouchers, in the order in which a voucher meets them."""

from __future__ import annotations

from webapp.committee.finance.vouchers.operations.drafting import (
    attach_voucher_paper as attach_voucher_paper,
)
from webapp.committee.finance.vouchers.operations.drafting import draft_voucher as draft_voucher
from webapp.committee.finance.vouchers.operations.drafting import drop_voucher as drop_voucher
from webapp.committee.finance.vouchers.operations.drafting import revise_voucher as revise_voucher
from webapp.committee.finance.vouchers.operations.handing_in import hand_in_voucher as hand_in_voucher
from webapp.committee.finance.vouchers.operations.handing_in import open_books as open_books
from webapp.committee.finance.vouchers.operations.handing_in import reverse_voucher as reverse_voucher
from webapp.committee.finance.vouchers.operations.reviewing import review_voucher as review_voucher
from webapp.committee.finance.vouchers.operations.signing import return_voucher as return_voucher
from webapp.committee.finance.vouchers.operations.signing import sign_voucher as sign_voucher
