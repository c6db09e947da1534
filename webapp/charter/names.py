"""What matters, meetings and authorities are called."""

from __future__ import annotations

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

MATTERS: dict[str, LazyString] = {
    "village_planning": _("Village planning and construction"),
    "lost_time_allowance": _("Compensation for lost working time"),
    "collective_income_use": _("Use of income from the collective economy"),
    "public_welfare": _("Public welfare works"),
    "assistance": _("People to be helped and how"),
    "other_by_law": _("Another matter in the villagers' interest"),
    "levy": _("Levy of funds and labour"),
    "charter": _("Charter of villagers' self-governance"),
    "village_rules": _("Village rules and covenants"),
    "evaluation": _("Yearly evaluation"),
    "annual_report": _("Annual report of the villagers' committee"),
    "decision_change": _("Changing an improper decision"),
    "resignation": _("Resignation from the villagers' committee"),
    "by_election": _("By-election to the villagers' committee"),
    "election": _("Election of the villagers' committee"),
    "recall": _("Recall of a committee member"),
    "guarantee": _("Guarantee for a debt"),
    "land_contracting": _("Land contracting"),
    "homestead": _("Homesteads"),
    "share_quantification": _("Shares in collective assets"),
    "land_compensation": _("Land-acquisition compensation"),
    "asset_disposal": _("Disposal of collective assets"),
    "collective_project": _("Collective projects and investment"),
    "member_status": _("Membership of the collective"),
    "rceo_charter": _("Charter of the collective economic organization"),
    "rceo_merger": _("Merging or splitting the collective organization"),
    "non_member_benefit": _("Benefits for people who are not members"),
    "land_adjustment": _("Adjusting contracted land"),
    "land_to_outsider": _("Contracting land to outsiders"),
}
BODIES: dict[str, LazyString] = {
    "representatives": _("Villagers' representatives' assembly"),
    "assembly": _("Villagers' assembly"),
    "group": _("Villagers' group meeting"),
    "party_members": _("Party members' meeting"),
    "rceo_members": _("Members' assembly"),
    "rceo_representatives": _("Members' representative assembly"),
}
TRACKS: dict[str, LazyString] = {
    "VILLAGE_AFFAIRS": _("Village affairs"),
    "COLLECTIVE_ECONOMY": _("Collective economy"),
}
AUTHORITIES: dict[str, LazyString] = {
    "TOWNSHIP": _("Township people's government"),
    "COUNTY": _("County people's government"),
}
STEPS: dict[str, LazyString] = {
    "propose": _("Propose"),
    "consult": _("Consult"),
    "party_review": _("Party members' review"),
    "resolve": _("Resolve"),
    "disclose_decision": _("Disclose the decision"),
    "disclose_result": _("Disclose the result"),
}
STEP_BODIES: dict[str, LazyString] = {
    "PARTY_ORGANIZATION": _("Village Party organization"),
    "TWO_COMMITTEES": _("The two committees"),
    "PARTY_MEMBERS": _("Party members' meeting"),
    "VILLAGERS": _("Villagers or their representatives"),
    "MEMBERS": _("Members of the collective organization"),
    "VILLAGERS_COMMITTEE": _("Villagers' committee"),
}
