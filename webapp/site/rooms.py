"""The pages of all rooms, registered once."""

from __future__ import annotations

from flask import Flask

from webapp.board.drafts.views import bp as drafts_bp
from webapp.board.printing.views import bp as printing_bp
from webapp.board.proofs.views import bp as proofs_bp
from webapp.board.views import bp as board_bp
from webapp.branch.matters.views import bp as matters_bp
from webapp.branch.steps.views import bp as steps_bp
from webapp.charter.views import bp as charter_bp
from webapp.committee.disclosures.views import bp as disclosures_bp
from webapp.committee.finance.exchange.views import bp as exchange_bp
from webapp.committee.finance.registers.views import bp as holdings_bp
from webapp.committee.finance.statements.views import bp as finance_bp
from webapp.committee.finance.vouchers.views import bp as vouchers_bp
from webapp.committee.views import bp as committee_bp
from webapp.council.agenda.views import bp as agenda_bp
from webapp.council.amendments.views import bp as amendments_bp
from webapp.council.calls.views import bp as calls_bp
from webapp.council.consultation.views import bp as consultation_bp
from webapp.council.departures.views import bp as departures_bp
from webapp.council.explanations.views import bp as explanations_bp
from webapp.council.mandates.views import bp as mandates_bp
from webapp.council.meetings.views import bp as meetings_bp
from webapp.council.minutes.views import bp as minutes_bp
from webapp.council.papers.views import bp as papers_bp
from webapp.council.polls.views import bp as polls_bp
from webapp.council.proxies.views import bp as proxies_bp
from webapp.council.reinvitations.views import bp as reinvitations_bp
from webapp.council.resolutions.views import bp as resolutions_bp
from webapp.council.screen.views import bp as screen_bp
from webapp.council.sheets.views import bp as sheets_bp
from webapp.council.speeches.views import bp as speeches_bp
from webapp.council.tablet.views import bp as tablet_bp
from webapp.council.tellers.views import bp as tellers_bp
from webapp.site import (
    bundle_page,
    council_page,
    desk,
    home,
    log_find,
    log_page,
    matter_chain,
    matter_page,
    powers_page,
    receipt_page,
    tiles,
    views,
)
from webapp.site.blueprint import bp as site_bp
from webapp.supervision.compliance.views import bp as compliance_bp
from webapp.supervision.corrections.views import bp as corrections_bp
from webapp.supervision.desk.views import bp as supervision_desk_bp
from webapp.supervision.escalations.views import bp as escalations_bp
from webapp.supervision.evaluations.views import bp as evaluations_bp
from webapp.supervision.handovers.views import bp as handovers_bp
from webapp.supervision.interpellations.views import bp as interpellations_bp
from webapp.supervision.reports.views import bp as reports_bp
from webapp.supervision.second_looks.views import bp as second_looks_bp
from webapp.supervision.sittings.views import bp as sittings_bp
from webapp.supervision.views import bp as supervision_bp
from webapp.supervision.views import opinions_bp
from webapp.supervision.witnesses.views import bp as witnesses_bp
from webapp.village.accounts.views import bp as accounts_bp
from webapp.village.constituencies.views import bp as constituencies_bp
from webapp.village.kinship.views import bp as kinship_bp
from webapp.village.looks.views import bp as looks_bp
from webapp.village.offices.views import bp as offices_bp
from webapp.village.register.views import bp as register_bp

PAGES = (
    council_page,
    desk,
    home,
    log_find,
    log_page,
    matter_chain,
    matter_page,
    powers_page,
    views,
    bundle_page,
    receipt_page,
    tiles,
)
BLUEPRINTS = (
    site_bp,
    accounts_bp,
    board_bp,
    drafts_bp,
    printing_bp,
    proofs_bp,
    disclosures_bp,
    charter_bp,
    meetings_bp,
    polls_bp,
    proxies_bp,
    tellers_bp,
    sheets_bp,
    minutes_bp,
    papers_bp,
    resolutions_bp,
    agenda_bp,
    speeches_bp,
    amendments_bp,
    screen_bp,
    tablet_bp,
    consultation_bp,
    departures_bp,
    calls_bp,
    explanations_bp,
    mandates_bp,
    reinvitations_bp,
    matters_bp,
    steps_bp,
    committee_bp,
    exchange_bp,
    finance_bp,
    holdings_bp,
    vouchers_bp,
    supervision_bp,
    witnesses_bp,
    opinions_bp,
    compliance_bp,
    corrections_bp,
    supervision_desk_bp,
    escalations_bp,
    interpellations_bp,
    second_looks_bp,
    evaluations_bp,
    sittings_bp,
    reports_bp,
    handovers_bp,
    register_bp,
    constituencies_bp,
    offices_bp,
    kinship_bp,
    looks_bp,
)


def install(app: Flask) -> None:
    """Register every room's pages."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
