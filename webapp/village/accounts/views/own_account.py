"""One's own account."""

from __future__ import annotations

from flask import flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.core.errors import NotFound, RuleBroken
from webapp.kit.explain import explain
from webapp.kit.guards import signed_in
from webapp.kit.request import current_ctx
from webapp.village.accounts import operations
from webapp.village.accounts.forms import ChangePasswordForm
from webapp.village.accounts.labels import BLOCKERS
from webapp.village.accounts.models import Account
from webapp.village.accounts.passwords import hash_password
from webapp.village.accounts.views.blueprint import bp
from webapp.village.accounts.views.signing_in import TOO_MANY, checked_account, enter, is_good_password
from webapp.village.offices.labels import office_label
from webapp.village.offices.rules import Office


@bp.get("/account")
@signed_in
def account() -> str:
    """Who I am here, and the ways out."""
    held = current_ctx().actor.offices
    offices = [office_label(office) for office in Office if office.value in held]
    return render_template("accounts/account.html", account=_own(), offices=offices)


@bp.route("/password", methods=["GET", "POST"])
@signed_in
def change_password() -> str | Response | tuple[str, int]:
    """Change one's password."""
    form, status, mine = ChangePasswordForm(), 422, _own()
    if form.validate_on_submit() and is_good_password(form.password, mine.sign_in_name):
        try:
            if checked_account(mine.sign_in_name, form.current.data) is not None:
                changed = operations.change_password(current_ctx(), hash_password(form.password.data))
                flash(_("The new password holds from now on. Other devices were signed out."), "success")
                return enter(changed)
            form.current.errors = [str(BLOCKERS["account.wrong_password"])]
        except RuleBroken as broken:
            form.form_errors.extend(reason["message"] for reason in explain(broken.blockers))
            status = TOO_MANY
    return render_template("accounts/password.html", form=form), status if form.errors else 200


def _own() -> Account:
    ctx = current_ctx()
    found = ctx.session.get(Account, (ctx.village_id, ctx.actor.account_id))
    if found is None:
        raise NotFound("Account", ctx.actor.account_id)
    return found
