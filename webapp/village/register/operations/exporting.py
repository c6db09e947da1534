"""Handing out the register."""

from __future__ import annotations

import dataclasses

from webapp.core.context import Context
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.queries import village
from webapp.village.register.events import RegisterExported
from webapp.village.register.known import KnownHousehold
from webapp.village.register.queries import known_households
from webapp.village.register.rules import FileForm


@operation(P.REGISTER_EXPORT)
def export_register(ctx: Context, form: FileForm) -> list[KnownHousehold]:
    """Take the register out as a file; who took it, and how many people are in it, stands in the log."""
    households = [_present(household) for household in known_households(ctx.session)]
    residents = sum(len(household.residents) for household in households)
    ctx.record(RegisterExported(form.value, len(households), residents), subject=village(ctx.session))
    return households


def _present(household: KnownHousehold) -> KnownHousehold:
    """The household without those who died or left."""
    return dataclasses.replace(
        household, residents=tuple(one for one in household.residents if one.departed_on is None)
    )
