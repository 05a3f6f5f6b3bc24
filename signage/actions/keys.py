"""Keys: announcing a new one, and putting a new one in the place of one that was stolen or lost."""

from __future__ import annotations

from signage.actions.installation import Installation
from signage.publish import keys
from signage.publish.heads import Heads
from signage.publish.tree import Tree
from signage.store import audit
from signage.store.database import writing


def rotate(installation: Installation, *, at: int, who: str) -> int:
    """Announce a new signing key; the instant from which it signs. Refused while another is announced."""
    ring = keys.rotate(installation.data, at=at)
    newest = ring.signing[-1]
    _changed(installation, "rotate key", newest, at=at, who=who)
    return newest.since + keys.ANNOUNCED_FOR


def recover(installation: Installation, recovery_key: str, *, at: int, who: str) -> None:
    """A new signing key at once, vouched for by the recovery key, which is kept nowhere. Refused for a wrong one."""
    sequence = max(at, Heads(Tree(installation.data)).newest + 1)
    ring = keys.recover(installation.data, recovery_key, sequence=sequence, at=at)
    _changed(installation, "recover key", ring.signing[-1], at=at, who=who)


def _changed(installation: Installation, action: str, key: keys.SigningKey, *, at: int, who: str) -> None:
    with writing(installation.db) as under_way:
        under_way.changed = True  # every head names the keys
        audit.record(under_way, at=at, who=who, action=action, what=key.public.hex()[:16])
