"""Sweep: what no head, archive, upload or cached frame reaches any more goes, never what is younger than an hour."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from signage.config import Settings
from signage.core.instants import DAY, HOUR, SECOND
from signage.publish.publisher import Publisher
from signage.store import commands, heartbeats, letters, queue_events
from signage.store.archive import archived_manifests, forget_old, in_force_since
from signage.store.database import change_number, writing
from signage.store.frames import forget_unused, frame_assets, used
from signage.store.uploads import uploaded_files

FRAMES_KEPT = 30 * DAY
"""How long a drawn frame is remembered that nobody asked for: a preview, or a notice that comes back next month."""

REPORTS_KEPT = 30 * DAY
"""How long it is known what a revoked player reported last, as long as it is told so; and what was told to players,
and to people."""

YOUNG = HOUR
"""What another thread has put and not yet named is never older."""

SHARES = 8
"""A sweep reads so small a share of the content store again: all of it in eight days."""

log = logging.getLogger(__name__)

_NAMED = re.compile(rb'"([0-9a-f]{64})"')


@dataclass(frozen=True, kw_only=True)
class Swept:
    """How many lines of the archive and how many files went. What was `damaged` is to be drawn again."""

    archive: int
    tree: int
    files: int
    damaged: int


def sweep(publisher: Publisher, settings: Settings, *, at: int) -> Swept:
    """Sweep what is damaged, archive, frame cache, tree and content store, in this order."""
    damaged = _drop_damaged(publisher, at)
    with writing(publisher.db) as under_way:
        used(under_way, publisher.studio.keys, at=at)
        forgotten = forget_old(under_way, before=at - settings.archive_days * DAY)
        forget_unused(under_way, before=at - FRAMES_KEPT)
        queue_events.forget(under_way, before=at - settings.archive_days * DAY)
        heartbeats.forget(under_way, revoked_before=at - REPORTS_KEPT)
        commands.forget(under_way, before=at - REPORTS_KEPT)
        letters.forget(under_way, before=at - REPORTS_KEPT)
    publisher.studio.forget()
    recent = in_force_since(publisher.db, at - settings.tree_days * DAY)
    in_tree = _reached(publisher, {*publisher.heads.manifests(), *recent})
    for document in publisher.tree.live().values():
        in_tree |= set(document.get("assets", ()))
    tree = _removed(publisher.tree.assets(), in_tree, at)
    publisher.look_again()
    kept = _reached(publisher, archived_manifests(publisher.db)) | in_tree
    with writing(publisher.db):  # a load that names a file again comes before this, or writes it anew
        kept |= frame_assets(publisher.db) | uploaded_files(publisher.db)
        files = _removed(map(publisher.files.path, publisher.files.names()), kept, at)
    files += _removed(publisher.files.unfinished(), set(), at)
    return Swept(archive=forgotten, tree=tree, files=files, damaged=len(damaged))


def _drop_damaged(publisher: Publisher, at: int) -> list[str]:
    """Read today's share, and remove what the disk has altered, in the tree too; uploads stay: nobody can draw them.

    Ends early where something new is to be published.
    """
    change, known = change_number(publisher.db), uploaded_files(publisher.db)
    damaged = []
    for name in publisher.files.names():
        if int(name[:2], 16) % SHARES == at // DAY % SHARES and not publisher.files.whole(name):
            log.warning("damaged on the disk: %s", publisher.files.path(name))
            if name not in known:
                publisher.files.remove(name)
                publisher.tree.drop(name)
                damaged.append(name)
        if change_number(publisher.db) != change:
            break
    publisher.press.forget(damaged)
    return damaged


def _reached(publisher: Publisher, manifests: Iterable[str]) -> set[str]:
    """These manifests and every asset that one of them names."""
    found: set[str] = set()
    for name in manifests:
        found.add(name)
        for path in (publisher.files.path(name), publisher.tree.asset(name)):
            if path.exists():
                found |= {named.decode() for named in _NAMED.findall(path.read_bytes())}
                break
    return found


def _removed(paths: Iterable[Path], kept: set[str], at: int) -> int:
    """Remove what is not kept. A file's change time tells when it was linked or written, whatever its own date."""
    removed = 0
    for path in paths:
        with suppress(FileNotFoundError):  # what is unfinished may be finished by now
            if path.name not in kept and path.stat().st_ctime * SECOND < at - YOUNG:
                path.unlink()
                removed += 1
    return removed
