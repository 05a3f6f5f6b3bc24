"""Moving: the server's next address is told to every player while the old one still answers; and who knows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from signage.actions.enrolments import in_force
from signage.actions.installation import Installation
from signage.core.people import Person
from signage.core.problems import Missing, Refused
from signage.core.rights import require_to_run_everything
from signage.publish.tree import Tree
from signage.store import audit
from signage.store.addresses import Address, addresses, announce, take_back
from signage.store.database import writing
from signage.store.heartbeats import newest

LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Reached:
    """The screens whose players have, by their own report, what the tree says now, and those who have not yet."""

    have: Sequence[str]
    behind: Sequence[str]


def announced(installation: Installation) -> tuple[Address, ...]:
    """The addresses that players are told of beside the server's own, the newest first."""
    return addresses(installation.db)


def announce_address(installation: Installation, url: str, *, at: int, by: Person) -> Address:
    """Tell every player where the server moves to; they try it first. Refused where it is no address of a server."""
    require_to_run_everything(by)
    known = _address(url)
    if installation.settings.encrypted and not known.startswith("https:"):
        raise Refused(
            ja="表示端末は暗号化された接続(https)を使っています。https:// で始まるアドレスを入れてください。",
            en="players of this server use encrypted connections; write an address that begins with https://.",
        )
    with writing(installation.db) as under_way:
        announce(under_way, known, at=at, who=by.signature)
        audit.record(under_way, at=at, who=by.signature, action="announce address", what=known)
    return Address(url=known, announced_at=at, who=by.signature)


def take_back_address(installation: Installation, url: str, *, at: int, by: Person) -> None:
    """Players are no longer told of it. Missing where they were not."""
    require_to_run_everything(by)
    with writing(installation.db) as under_way:
        if not take_back(under_way, url):
            raise Missing(
                ja="そのアドレスは知らせていません。もう取り消したあとかもしれません。",
                en="that address is not announced; it may have been taken back already.",
            )
        audit.record(under_way, at=at, who=by.signature, action="take back address", what=url)


def reached(installation: Installation) -> Reached:
    """Who has the newest head. A player that never reported has not."""
    heads, reports = Tree(installation.data).heads(), newest(installation.db)
    have: list[str] = []
    behind: list[str] = []
    for player in in_force(installation):
        said, report = heads.get(player.head_key, {}), reports.get(player.id)
        has_it = report is not None and report.beat.sequence == said.get("sequence")
        (have if has_it else behind).append(player.screen)
    return Reached(have=have, behind=behind)


def _address(typed: str) -> str:
    url = typed.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and parts.hostname and url.isascii() and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or parts.path or parts.query or parts.fragment or parts.username or len(url) > LONGEST:
        raise Refused(
            ja="サーバーのアドレスとして読めません。https://signage.ward.example の形で入れてください。",
            en="this is no address of a server; write it up to the name, like https://signage.ward.example.",
        )
    return url
