"""Every table of the system, gathered so that migrations and tests see all of them."""

from __future__ import annotations

from webapp.audit import models as audit
from webapp.board import models as board
from webapp.branch.matters import models as matters
from webapp.branch.opinions import models as opinions
from webapp.branch.steps import models as steps
from webapp.charter import models as charter
from webapp.committee import models as committee
from webapp.core import numbers
from webapp.core.db import Base
from webapp.council.consultation import models as consultation
from webapp.council.mandates import models as mandates
from webapp.council.meetings import models as meetings
from webapp.council.polls import models as polls
from webapp.council.reinvitations import models as reinvitations
from webapp.council.resolutions import models as resolutions
from webapp.village import models as village
from webapp.village.accounts import models as accounts
from webapp.village.constituencies import models as constituencies
from webapp.village.kinship import models as kinship
from webapp.village.offices import models as offices
from webapp.village.register import models as register

ROOMS = (
    audit, board, matters, opinions, steps, charter, committee, numbers, consultation, mandates,
    meetings, polls, reinvitations, resolutions, village, accounts, constituencies, kinship, offices, register,
)  # fmt: skip
METADATA = Base.metadata
