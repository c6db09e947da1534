"""Words of the supervision committee's opinions."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.branch.opinions.rules import Place, Verdict

PLACES: dict[Place, Any] = {
    Place.BEFORE_AGENDA: _("Before the agenda"),
    Place.DURING_EXECUTION: _("During execution"),
    Place.BEFORE_RESULT: _("Before the result is published"),
}

VERDICTS: dict[Verdict, Any] = {
    Verdict.AGREE: _("Agrees"),
    Verdict.MEND: _("Agrees if something is mended"),
    Verdict.OBJECT: _("Objects"),
}

VERDICT_LOOKS: dict[Verdict, str] = {Verdict.AGREE: "ok", Verdict.MEND: "wait", Verdict.OBJECT: "no"}
