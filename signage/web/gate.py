"""The gate: every route says who may use it; whoever asks is known, awake and allowed, or sent to sign in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from signage.actions import signing_in
from signage.actions.signing_in import Known
from signage.core.instants import HOUR, MINUTE, SECOND
from signage.core.people import Person
from signage.core.problems import Forbidden
from signage.core.rights import Deed, may_anywhere
from signage.web.desk import Desk
from signage.web.kept_forms import in_the_background, signed_out
from signage.web.words import said

IDLE_MS = 30 * MINUTE
"""A session without activity ends after this."""

LONGEST_MS = 12 * HOUR
"""A session ends after this whatever is done: a working day with overtime. Whoever comes in next morning types the
password again, and a cookie that was copied, or a page that something keeps busy, opens nothing the next day."""

_NOTED_EVERY_MS = 10 * SECOND
"""Activity is noted no oftener: a cookie that is written by every picture of a page would undo what others wrote."""

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Who may use a route. `bearer`: programs with a token, whom the route's own blueprint looks at."""

    who: Literal["all", "signed in", "bearer"] | None = None
    deed: Deed | None = None
    idle_ms: int = IDLE_MS


def open_to_all(view: View) -> View:
    """Anybody may ask this."""
    return _marked(view, Entry(who="all"))


def signed_in(view: View) -> View:
    """Whoever has an account."""
    return _marked(view, Entry(who="signed in"))


def bearer(view: View) -> View:
    """Programs, by a token."""
    return _marked(view, Entry(who="bearer"))


def needs(deed: Deed, *, idle_ms: int = IDLE_MS) -> Callable[[View], View]:
    """Whoever may do this somewhere; the action looks closer.

    A page that stays open all day may be idle for longer. That lets nobody on to any other page.
    """
    return lambda view: _marked(view, Entry(deed=deed, idle_ms=idle_ms))


def entry_of(app: Flask, endpoint: str) -> Entry:
    """Who may use an endpoint; a route that does not say is a slip."""
    entry = getattr(app.view_functions[endpoint], "entry", None)
    if not isinstance(entry, Entry):
        raise RuntimeError(f"the route {endpoint} does not say who may use it")  # noqa: TRY004 - a slip in the code
    return entry


def person() -> Person:
    """Who is signed in. Only where the route asks for somebody."""
    account: Account = current_user
    return account.person


def must_choose() -> bool:
    """Whether who is signed in came in by a one-time password, and must choose their own before anything else."""
    account: Account = current_user
    return account.must_change


class Account(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """A signed-in person as Flask-Login keeps it: the id, and the epoch that a new password ends."""

    def __init__(self, known: Known, *, operator: str) -> None:
        self.person, self.epoch = replace(known.person, operator=operator), known.epoch
        self.must_change = known.must_change

    def get_id(self) -> str:
        """What the session holds."""
        return f"{self.epoch}:{self.person.id}"


def install(app: Flask, desk: Desk) -> None:
    """Put the gate in front of every route of an application; refuses one whose right is not written."""
    manager = LoginManager(app)
    manager.user_loader(lambda kept: _account(desk, kept))
    app.before_request(lambda: _at_the_gate(desk))
    app.jinja_env.globals["awake_for_s"] = lambda: awake_for_s(desk)


def let_in(whose: Person, desk: Desk, *, since: int | None = None) -> None:
    """Begin a session, a new one: nothing of what was in the old one is taken over but the language.

    `since` is when somebody proved who they are, if that is not now.
    """
    known = signing_in.known(desk.installation, whose.id, at=desk.clock())
    assert known is not None, "who was proven a moment ago"
    language = whose.language or session.get("language")
    session.clear()
    if language is not None:
        session["language"] = g.language = language
    now = desk.clock()
    session["seen"], session["since"], session["operator"] = now, now if since is None else since, whose.operator
    login_user(Account(known, operator=whose.operator))


def since() -> int:
    """When somebody proved who they are."""
    proven_at: int = session.get("since", 0)
    return proven_at


def awake_for_s(desk: Desk) -> int:
    """How long the session will last from now on if nothing is done."""
    seen: int = session.get("seen", 0)
    return (min(seen + IDLE_MS, since() + LONGEST_MS) - desk.clock()) // SECOND


def let_out() -> None:
    """End the session; of it the language stays."""
    language = session.get("language")
    logout_user()
    session.clear()
    if language is not None:
        session["language"] = language


def _marked(view: View, entry: Entry) -> View:
    view.entry = entry  # type: ignore[attr-defined]
    return view


def _account(desk: Desk, kept: str) -> Account | None:
    """The person of a session; nobody where the password is another by now, or the account has ended."""
    epoch, _, name = kept.partition(":")
    known = signing_in.known(desk.installation, name, at=desk.clock())
    if known is None or epoch != str(known.epoch):
        return None
    return Account(known, operator=str(session.get("operator", "")))


def _at_the_gate(desk: Desk) -> ResponseReturnValue | None:
    if request.endpoint is None or request.routing_exception is not None:
        return None
    entry = entry_of(current_app, request.endpoint)
    if entry.who in ("all", "bearer"):
        return None
    if not current_user.is_authenticated:
        return signed_out()
    now, seen = desk.clock(), session.get("seen", 0)
    if now - seen > entry.idle_ms or now - since() > LONGEST_MS:
        whose = person().id
        let_out()
        return signed_out(whose=whose)
    if _NOTED_EVERY_MS < now - seen <= IDLE_MS and not in_the_background():
        session["seen"] = now
    if must_choose() and request.endpoint not in _BEFORE_ALL:
        return redirect(url_for("sign_in.choose_password"))
    if entry.deed is not None and not may_anywhere(person(), entry.deed):
        raise Forbidden(ja=said("forbidden", "ja"), en=said("forbidden", "en"))
    g.person = person()
    return None


_BEFORE_ALL = frozenset({"sign_in.choose_password", "sign_in.leave"})
"""What somebody may do who must choose a password first."""
