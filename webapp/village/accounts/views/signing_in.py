"""Pages of signing in, joining and signing out."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import abort, redirect, render_template, request, session, url_for
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from webapp.core.errors import RuleBroken
from webapp.kit.explain import explain
from webapp.kit.guards import public, signed_in
from webapp.kit.people import SignedInPerson
from webapp.kit.request import current_ctx, safe_back
from webapp.village.accounts import operations, queries, rules
from webapp.village.accounts.forms import NewPasswordForm, SignInForm
from webapp.village.accounts.labels import BLOCKERS
from webapp.village.accounts.models import Account
from webapp.village.accounts.passwords import hash_password, password_matches
from webapp.village.accounts.views.blueprint import bp
from webapp.village.accounts.views.known_device import counter_of, remember

TOO_MANY = 429


@bp.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@public
def show_sign_in() -> str | Response | tuple[str, int]:
    """Sign in."""
    form, status = SignInForm(), 422
    if form.validate_on_submit():
        try:
            account = checked_account(form.sign_in_name.data, form.password.data)
            if account is not None:
                return enter(operations.sign_in(current_ctx(), account.id))
            form.password.errors = [str(BLOCKERS["account.wrong"])]
        except RuleBroken as broken:
            form.form_errors.extend(reason["message"] for reason in explain(broken.blockers))
            status = TOO_MANY
    return render_template("accounts/sign_in.html", form=form), status if form.errors else 200


@bp.route("/join/<token>", methods=["GET", "POST"])
@public
def join(token: str) -> str | Response | tuple[str, int]:
    """Set a password from an invitation."""
    ctx = current_ctx()
    invitation = queries.invitation_by_token(ctx.session, token) or abort(404)
    rules.require_usable(invitation.expires_at, invitation.used_at, ctx.now)
    account = ctx.session.get_one(Account, (ctx.village_id, invitation.account_id))
    form = NewPasswordForm()
    if form.validate_on_submit() and is_good_password(form.password, account.sign_in_name):
        return enter(operations.join(ctx, invitation.id, hash_password(form.password.data)))
    return render_template("accounts/join.html", form=form, account=account), 422 if form.errors else 200


@bp.post("/sign-out")
@signed_in
def sign_out() -> Response:
    """Sign out here; with `everywhere`, on every device."""
    if request.form.get("everywhere"):
        operations.sign_out_everywhere(current_ctx())
    logout_user()
    session.clear()
    return redirect(url_for("site.home"))


def is_good_password(field: Any, sign_in_name: str) -> bool:
    """Whether the typed password will do; otherwise the reason stands beside the field."""
    try:
        rules.require_good_password(field.data, sign_in_name)
    except RuleBroken as broken:
        field.errors = [reason["message"] for reason in explain(broken.blockers)]
        return False
    return True


def checked_account(sign_in_name: str, password: str) -> Account | None:
    """The account if name and password are right; a wrong one is counted and noted.

    On a device known for the account only the tries of that device count, else those for the name and from the
    address. Raises RuleBroken after too many.
    """
    ctx = current_ctx()
    account = queries.account_by_name(ctx.session, sign_in_name)
    own = counter_of(account)
    name_digest = own or hashlib.sha256(f"{ctx.village_id}:{sign_in_name}".encode()).hexdigest()
    address_digest = own or hashlib.sha256(f"{ctx.village_id}:{request.remote_addr}".encode()).hexdigest()
    since = ctx.now - rules.TRIES_WINDOW
    rules.require_tries_left(*queries.tries_since(ctx.session, since, name_digest, address_digest))
    if password_matches(account.password_hash if account else "", password):
        return account
    operations.refuse_sign_in(ctx, sign_in_name, name_digest, address_digest)
    return None


def enter(account: Account) -> Response:
    """Begin a new session for this person, and go where they wanted to go."""
    session.clear()
    session.permanent = True
    cookie = f"{account.village_id:012d}:{account.id.hex}:{account.epoch}"
    login_user(SignedInPerson(cookie, None))
    return remember(redirect(safe_back() or url_for("site.desk")), account)
