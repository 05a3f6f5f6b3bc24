"""What is published, read from the tree alone, as players read it."""

from __future__ import annotations

import json

from signage.publish.signing import read_unverified
from tests.journeys.staff_pages import Served


def slides_on(served: Served, screen: str) -> set[str]:
    """The slides in the loops that a screen's players have by now."""
    for head in (served.data / "public/v1/heads").glob("*.jws"):
        document = read_unverified(head.read_bytes())
        if document["screen"] == screen:
            name = document["manifest"]
            manifest = json.loads((served.data / "public/v1/assets" / name[:2] / name).read_bytes())
            items = {item for loop in manifest["loops"].values() for item, _ in loop}
            return {item.rsplit("-", 3)[0] for item in items}
    return set()
