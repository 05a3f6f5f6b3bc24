"""Keys: what signs now and from when another does; announcing a new one, and replacing one that was stolen."""

from __future__ import annotations

from dataclasses import dataclass

from signage.actions.installation import Installation
from signage.core.instants import MINUTE
from signage.core.people import Person
from signage.core.rights import require_to_run_everything
from signage.publish import keys
from signage.publish.heads import Heads
from signage.publish.tree import Tree
from signage.store import audit
from signage.store.database import Writing, writing

UNDER_WAY_MS = 10 * MINUTE
"""An introduction is believed by players whose newest head has a lower sequence. A publication that is under way
still signs with the old key: players that take its heads must believe the introduction all the same."""


@dataclass(frozen=True, kw_only=True)
class Signing:
    """The key that signs, since when players know it, and the one that was announced, with its first day of work.

    `name` and `next_name` are what the log calls them. `recovered`: it took the place of one that was stolen or lost.
    """

    name: str
    since: int
    recovered: bool
    next_name: str | None = None
    next_from: int | None = None


def signing(installation: Installation, *, at: int) -> Signing:
    """How it stands. Missing or Broken where there are no keys that could be read."""
    ring = keys.read(installation.data)
    active, newest = ring.active(at), ring.signing[-1]
    announced = newest if newest != active else None
    return Signing(
        name=_name(active),
        since=active.since,
        recovered=bool(active.introduction),
        next_name=None if announced is None else _name(announced),
        next_from=None if announced is None else announced.since + keys.ANNOUNCED_FOR,
    )


def rotate(installation: Installation, *, at: int, by: Person) -> int:
    """Announce a new signing key; the instant from which it signs. Refused while another is announced."""
    require_to_run_everything(by)
    with writing(installation.db) as under_way:  # the file is read and written again: by one of all processes
        newest = keys.rotate(installation.data, at=at).signing[-1]
        _changed(under_way, "rotate key", newest, at=at, by=by)
    return newest.since + keys.ANNOUNCED_FOR


def recover(installation: Installation, recovery_key: str, *, at: int, by: Person) -> None:
    """A new signing key at once, vouched for by the recovery key, which is kept nowhere. Refused for a wrong one."""
    require_to_run_everything(by)
    with writing(installation.db) as under_way:
        sequence = max(at, Heads(Tree(installation.data)).newest) + UNDER_WAY_MS
        ring = keys.recover(installation.data, recovery_key, sequence=sequence, at=at)
        _changed(under_way, "recover key", ring.signing[-1], at=at, by=by)


def _changed(under_way: Writing, action: str, key: keys.SigningKey, *, at: int, by: Person) -> None:
    under_way.changed = True  # every head names the keys
    audit.record(under_way, at=at, who=by.signature, action=action, what=_name(key))


def _name(key: keys.SigningKey) -> str:
    return key.public.hex()[:16]
