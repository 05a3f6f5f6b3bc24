"""Keys: announcing a new one."""

from __future__ import annotations

from signage.actions.installation import Installation
from signage.publish import keys
from signage.store import audit
from signage.store.database import writing


def rotate(installation: Installation, *, at: int, who: str) -> int:
    """Announce a new signing key; the instant from which it signs. Refused while another is announced."""
    ring = keys.rotate(installation.data, at=at)
    newest = ring.signing[-1]
    with writing(installation.db) as under_way:
        under_way.changed = True  # every head names the keys
        audit.record(under_way, at=at, who=who, action="rotate key", what=newest.public.hex()[:16])
    return newest.since + keys.ANNOUNCED_FOR
