"""A player in a few lines: obeys a head of the published tree, and reports as a real one does, or otherwise."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

from PIL import Image
from sqlite_utils import Database

from signage.core.heartbeats import heartbeat_of, picture_of
from signage.core.instants import written
from signage.core.shows import Published, Shown, published, what_shows
from signage.publish.tree import Tree
from signage.render.snapshot import compose
from signage.store import heartbeats
from signage.store.database import writing
from signage.store.enrolments import Enrolment
from signage.store.heartbeats import Heard
from tests.core.reports import a_report

_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


class SimulatedPlayer:
    """Reads the tree as files. Its clock is `ahead_ms` of the one that tells it `at`."""

    def __init__(self, data: Path, enrolment: Enrolment, *, ahead_ms: int = 0) -> None:
        self.enrolment, self.ahead_ms = enrolment, ahead_ms
        self._tree = Tree(data)
        self.head: dict[str, Any] = {}

    def poll(self) -> None:
        """Take what the tree has for it now."""
        self.head = self._tree.heads()[self.enrolment.head_key]

    @property
    def plan(self) -> Published:
        return published(json.loads(self._tree.asset(self.head["manifest"]).read_bytes()))

    def shown(self, at: int) -> Shown:
        """What it has on its glass then, by its own clock."""
        return what_shows(self.plan, at + self.ahead_ms)

    def glass(self, at: int) -> Image.Image:
        """The whole of it, as the panel has it."""
        canvas = self.plan.manifest["canvas"]
        read = lambda sha: self._tree.asset(sha).read_bytes()  # noqa: E731 - short
        picture = compose(self.shown(at), width=canvas["width"], height=canvas["height"], read=read)
        return picture.transpose(_TURNS[canvas["rotation"]]) if canvas["rotation"] else picture

    def report(
        self, at: int, *, glass: Image.Image | None = None, longest: int = 160, **parts: Any
    ) -> dict[str, Any]:
        """What it says at an instant; `glass` is what is really on its glass, and else what should be."""
        shown, own = self.shown(at), at + self.ahead_ms
        looped = {item for loop in self.plan.manifest["loops"].values() for item, _ in loop}
        glass = glass or self.glass(at)
        return a_report(
            **{
                "at": written(own),
                "sent_at_ms": own,
                "head": {"sequence": self.head["sequence"], "server": "http://127.0.0.1"},
                "manifest": self.head["manifest"],
                "state": "showing" if shown.power == "on" else "dark",
                "items": [one.item_id for one in shown.still if one.item_id in looped],
                "shown_at_ms": own,
                "panel": {"width": glass.width, "height": glass.height},
                "throttled": [],
                "errors": [],
                "picture": photo(glass, at=own, longest=longest),
                **parts,
            }
        )

    def say(self, db: Database, at: int, **parts: Any) -> None:
        """Have a report heard, without HTTP between."""
        document = self.report(at, **parts)
        one = Heard(enrolment=self.enrolment.id, beat=heartbeat_of(document), picture=picture_of(document), at=at)
        with writing(db) as under_way:
            heartbeats.record(under_way, [one])


def photo(glass: Image.Image, *, at: int, longest: int = 160) -> dict[str, Any]:
    """A glass as a report has it: small, and as JPEG."""
    scale = longest / max(glass.size)
    small = glass.resize((round(glass.width * scale), round(glass.height * scale)), Image.Resampling.BOX)
    sink = io.BytesIO()
    small.save(sink, "JPEG", quality=75)
    jpeg = base64.b64encode(sink.getvalue()).decode()
    return {"at_ms": at, "width": small.width, "height": small.height, "jpeg": jpeg}
