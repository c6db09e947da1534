"""Every table of the system, gathered so that migrations and tests see all of them."""

from __future__ import annotations

from webapp.audit import models as audit
from webapp.board import models as board
from webapp.board.drafts import models as drafts
from webapp.board.proofs import models as proofs
from webapp.branch.matters import models as matters
from webapp.branch.opinions import models as opinions
from webapp.branch.steps import models as steps
from webapp.charter import models as charter
from webapp.committee import models as committee
from webapp.committee.disclosures import models as disclosures
from webapp.committee.finance.registers import models as holdings
from webapp.committee.finance.statements import models as statements
from webapp.committee.finance.vouchers import models as vouchers
from webapp.core import numbers
from webapp.core.db import Base
from webapp.council.amendments import models as amendments
from webapp.council.ballots.box import models as box
from webapp.council.calls import models as calls
from webapp.council.consultation import models as consultation
from webapp.council.explanations import models as explanations
from webapp.council.mandates import models as mandates
from webapp.council.meetings import models as meetings
from webapp.council.minutes import models as minutes
from webapp.council.polls import models as polls
from webapp.council.proxies import models as proxies
from webapp.council.reinvitations import models as reinvitations
from webapp.council.resolutions import models as resolutions
from webapp.council.sheets import models as sheets
from webapp.council.speeches import models as speeches
from webapp.council.tablet import models as tablet
from webapp.council.tellers import models as tellers
from webapp.supervision.corrections import models as corrections
from webapp.supervision.escalations import models as escalations
from webapp.supervision.evaluations import models as evaluations
from webapp.supervision.handovers import models as handovers
from webapp.supervision.interpellations import models as interpellations
from webapp.supervision.reports import models as reports
from webapp.supervision.second_looks import models as second_looks
from webapp.supervision.sittings import models as sittings
from webapp.supervision.witnesses import models as witnesses
from webapp.village import models as village
from webapp.village.accounts import models as accounts
from webapp.village.constituencies import models as constituencies
from webapp.village.kinship import models as kinship
from webapp.village.looks import models as looks
from webapp.village.offices import models as offices
from webapp.village.register import models as register

ROOMS = (
    audit, board, drafts, proofs, matters, opinions, steps, charter, committee, numbers, disclosures, holdings,
    statements, vouchers, amendments, box, calls, consultation, explanations, mandates, meetings, minutes, polls,
    proxies, reinvitations, resolutions, sheets, speeches, tablet, tellers, corrections, escalations, evaluations,
    handovers, interpellations, reports, second_looks, sittings, witnesses, village, accounts, constituencies,
    kinship, looks, offices, register,
)  # fmt: skip
METADATA = Base.metadata
