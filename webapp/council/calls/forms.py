"""Forms of asking for a meeting."""

from __future__ import annotations

import uuid

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from webapp.branch.paper_names import Looked, PaperNamesForm
from webapp.charter.matters import Body
from webapp.council.calls.labels import ASKED
from webapp.council.calls.queries import supported_by
from webapp.council.calls.rules import LONGEST_REASON, MOST_AT_ONCE, CallSource
from webapp.kit.forms import Form


class CallForm(Form):
    """What kind of meeting, and why."""

    asked = RadioField(
        _("Who asks for which meeting"),
        [InputRequired()],
        choices=[SelectChoice(f"{body.value}/{source.value}", label) for (body, source), label in ASKED.items()],
    )
    reason = TextAreaField(
        _("What it is to be about"),
        [InputRequired(), Length(max=LONGEST_REASON)],
        description=_("Everyone who signed in can read it; once enough people ask, everybody can."),
        render_kw={"rows": 4},
    )

    def pair(self) -> tuple[Body, CallSource]:
        """The kind of meeting and who asks for it."""
        body, source = self.asked.data.split("/")
        return Body(body), CallSource(source)


class CallNamesForm(PaperNamesForm):
    """Names of a list of people who ask for a meeting."""

    def look_up(self, session: Session, call_id: uuid.UUID, tick: bool) -> Looked:
        """Offer who in the register bears these names and has not asked yet."""
        return self.looked_up(session, MOST_AT_ONCE, lambda people: supported_by(session, call_id, people), tick)
