"""Bundle: the published tree of one screen for many days, as a zip, for a stick that is carried to it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from signage.config import Settings
from signage.core.heads import head
from signage.core.problems import Refused
from signage.publish import keys
from signage.publish.heads import Heads
from signage.publish.preview import Preview
from signage.publish.signing import sign
from signage.publish.tree import Tree
from signage.render.kinds import KINDS, Kind
from signage.store.database import open_database
from signage.store.enrolments import Enrolment, enrolments

DAYS = 35
"""A month and a few days: somebody comes by with the next stick."""


def bundle(
    settings: Settings, screen: str, *, at: int, into: Path, days: int = DAYS, kinds: Mapping[str, Kind] = KINDS
) -> int:
    """Write the zip, whole or not at all; how many files are in it. Its folder `public` is what a player is given.

    Missing where there is no such screen, Refused where no player is enrolled for it.
    """
    preview = Preview(settings.data, kinds=kinds)
    try:
        made = preview.compiled(screen, at=at, days=days)
        beside = into.with_name(into.name + ".new")
        files = {_asset(name): preview.asset(name).read_bytes() for name in sorted(made.assets)}
        files |= {_asset(made.name): made.data, **_heads(settings, screen, made.name, at=at)}
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as archive:
            for name, content in files.items():
                entry = zipfile.ZipInfo(name, datetime.fromtimestamp(at // 1000, UTC).timetuple()[:6])
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content)
        beside.replace(into)
    finally:
        preview.close()
    return len(files)


def _heads(settings: Settings, screen: str, manifest: str, *, at: int) -> dict[str, bytes]:
    """A head for every player of the screen. Live files do not travel."""
    ring = keys.read(settings.data)
    document = head(
        screen=screen,
        sequence=Heads(Tree(settings.data)).sequence(at),
        manifest=manifest,
        keys=ring.accepted(at),
        servers=settings.addresses,
        poll_ms=settings.poll_ms,
    )
    signed = sign(document, kind="signage-head", key=ring.active(at).private)
    return {f"public/v1/heads/{player.head_key}.jws": signed for player in _players(settings, screen)}


def _players(settings: Settings, screen: str) -> list[Enrolment]:
    db = open_database(settings.data)
    try:
        players = [one for one in enrolments(db) if one.screen == screen and one.revoked_at is None]
    finally:
        db.close()
    if not players:
        raise Refused(
            ja=f"モニター「{screen}」に端末の登録がありません。先に signage enrol {screen} を実行してください。",
            en=f'no player is enrolled for screen "{screen}"; run signage enrol {screen} first.',
        )
    return players


def _asset(name: str) -> str:
    return f"public/v1/assets/{name[:2]}/{name}"
