"""Health: whether every player has a head, and what keeps the publisher from its work."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from signage.actions.enrolments import in_force
from signage.actions.installation import Installation
from signage.core.instants import MINUTE, written
from signage.publish.tree import Tree
from signage.store.database import change_number
from signage.store.publications import publication

LATE_MS = 2 * MINUTE
"""A change that is not in the tree after this is a fault: drawing takes seconds."""

LEAST_FREE = 256 * 1024 * 1024
"""Bytes that must be free: a day of a large office's frames and room for SQLite's journal."""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """What is wrong and what to do, in both languages."""

    ja: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Health:
    """`details` are facts with values, for a machine."""

    ok: bool
    problems: tuple[Sentence, ...]
    details: Mapping[str, Any]


def health(installation: Installation, *, at: int) -> Health:
    """Whether every enrolled player is fed, and what is wrong where not."""
    heads = Tree(installation.data).heads()
    players = in_force(installation)
    unfed = [player.screen for player in players if player.head_key not in heads]
    reached = publication(installation.db)
    newest = max((document.get("sequence", 0) for document in heads.values()), default=0)
    problems = tuple(_problems(installation, unfed, at=at, newest=newest))
    details = {
        "players": len(players),
        "without_head": sorted(set(unfed)),
        "change": change_number(installation.db),
        "published_change": reached.change,
        "published_at": written(reached.at),
        "newest_head": written(newest),
        "free_bytes": shutil.disk_usage(installation.data).free,
    }
    return Health(ok=not problems, problems=problems, details=details)


def _problems(installation: Installation, unfed: list[str], *, at: int, newest: int) -> Iterator[Sentence]:
    reached = publication(installation.db)
    if unfed:
        names = ", ".join(sorted(set(unfed)))
        yield Sentence(
            ja=f"まだ何も届いていないモニターがあります: {names}。signage publish を実行してください。",
            en=f"screens that nothing was published for yet: {names}; run signage publish.",
        )
    if reached.error_ja is not None and reached.error_en is not None:
        yield Sentence(ja=reached.error_ja, en=reached.error_en)
    if at < newest - MINUTE:
        yield Sentence(
            ja=f"サーバーの時計({written(at)})が、最後に掲載した時刻({written(newest)})より遅れています。合わせてください。",
            en=f"the server's clock ({written(at)}) is behind its newest publication ({written(newest)}); set it.",
        )
    if change_number(installation.db) > reached.change and at > reached.at + LATE_MS:
        yield Sentence(
            ja="変更がまだ掲載されていません。signage work(または serve)が動いているか確かめてください。",
            en="changes are not on air yet; see whether signage work (or serve) is running.",
        )
    if not os.access(installation.data, os.W_OK) or shutil.disk_usage(installation.data).free < LEAST_FREE:
        yield Sentence(
            ja="データの置き場所に空きがないか、書き込めません。空きを増やしてください。",
            en="the data folder is full or cannot be written to; make room.",
        )
