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
from webapp.village import models as village
from webapp.village.accounts import models as accounts
from webapp.village.constituencies import models as constituencies
from webapp.village.kinship import models as kinship
from webapp.village.offices import models as offices
from webapp.village.register import models as register

ROOMS = (
    audit, board, drafts, proofs, matters, opinions, steps, charter, committee, disclosures, numbers, village,
    accounts, constituencies, kinship, offices, register, amendments, box, calls, consultation, explanations,
    mandates, meetings, minutes, polls, proxies, reinvitations, resolutions, sheets, speeches, tablet, tellers,
)  # fmt: skip
METADATA = Base.metadata
