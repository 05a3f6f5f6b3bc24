"""Bundle: the published tree of one screen for many days, as a zip, for a stick that is carried to it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from signage.config import Settings
from signage.core.heads import head
from signage.core.problems import Refused
from signage.publish import keys
from signage.publish.heads import Heads
from signage.publish.preview import Preview, asset
from signage.publish.serving import publish_or_wait
from signage.publish.tree import Tree
from signage.render.kinds import KINDS, Kind
from signage.store.addresses import servers
from signage.store.database import change_number, open_database
from signage.store.enrolments import Enrolment, enrolments

DAYS = 35
"""A month and a few days: somebody comes by with the next stick."""

MOST_DAYS = 400
"""Beyond it nobody has entered anything yet."""


def bundle(
    settings: Settings, screen: str, *, at: int, into: Path, days: int = DAYS, kinds: Mapping[str, Kind] = KINDS
) -> int:
    """Write the zip, whole or not at all; how many files are in it. Its folder `public` is what a player is given.

    Its heads are numbered as those in the tree, which are published first if there are none: a player may be given
    either after the other. Missing where there is no such screen, Refused where no player is enrolled for it, Broken
    where the clock is behind the tree.
    """
    if not 1 <= days <= MOST_DAYS:
        raise Refused(
            ja=f"{days}日分は作れません。1から{MOST_DAYS}までの日数にしてください。",
            en=f"not {days} days; a bundle holds from 1 to {MOST_DAYS} days.",
        )
    sequences, told = _in_the_tree(settings, screen, at=at, kinds=kinds)
    preview = Preview(settings.data, kinds=kinds)
    try:
        made = preview.compiled(screen, at=at, days=days)
        beside = into.with_name(into.name + ".new")
        files = {_asset(name): asset(settings.data, name).read_bytes() for name in sorted(made.assets)}
        files |= {_asset(made.name): made.data, **_heads(settings, screen, made.name, sequences, told, at=at)}
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as archive:
            for name, content in files.items():
                entry = zipfile.ZipInfo(name, datetime.fromtimestamp(at // 1000, UTC).timetuple()[:6])
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content)
        beside.replace(into)
    finally:
        preview.close()
    return len(files)


def _heads(
    settings: Settings, screen: str, manifest: str, sequences: Mapping[str, int], told: Sequence[str], *, at: int
) -> dict[str, bytes]:
    """A head for every player of the screen. Live files do not travel."""
    ring = keys.read(settings.data)
    found = {}
    for key, sequence in sequences.items():
        document = head(
            screen=screen,
            sequence=sequence,
            manifest=manifest,
            keys=ring.accepted(at),
            servers=told,
            poll_ms=settings.poll_ms,
        )
        found[f"public/v1/heads/{key}.jws"] = ring.sign(document, kind="signage-head", at=at)
    return found


def _in_the_tree(
    settings: Settings, screen: str, *, at: int, kinds: Mapping[str, Kind]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """The number of the head in the tree, for every player of the screen, and the servers that heads name."""
    db = open_database(settings.data)
    try:
        wanted = {player.head_key for player in _players(screen, enrolments(db))}
        change, told = change_number(db), servers(db, settings.addresses)
    finally:
        db.close()
    if not wanted <= Tree(settings.data).heads().keys():
        publish_or_wait(settings, change=change, clock=lambda: at, kinds=kinds)
    heads = Heads(Tree(settings.data))
    heads.refuse_a_clock_behind(at)
    return {key: heads.sequence_of(key, at) for key in sorted(wanted)}, told


def _players(screen: str, every: Iterable[Enrolment]) -> list[Enrolment]:
    players = [one for one in every if one.screen == screen and one.revoked_at is None]
    if not players:
        raise Refused(
            ja=f"モニター「{screen}」に端末の登録がありません。先に signage enrol {screen} を実行してください。",
            en=f'no player is enrolled for screen "{screen}"; run signage enrol {screen} first.',
        )
    return players


def _asset(name: str) -> str:
    return f"public/v1/assets/{name[:2]}/{name}"
