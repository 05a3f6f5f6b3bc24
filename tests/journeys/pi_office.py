"""A tiny office served over TLS, and Pi players in real windows on virtual screens before it."""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pygame

from benchmarks.glass import Glass
from players.pi.cache import Cache
from players.pi.enrolment import Enrolment
from players.pi.kept import SignedHead, kept, keys_of, servers_of
from players.pi.paired import paired
from players.pi.pairing import Code, Sight
from players.pi.pairing_card import pairing_card
from players.pi.snapshot import painted
from signage import cli
from signage.actions import pairings
from signage.actions.installation import Installation, opened
from signage.config import read_settings
from signage.core.instants import DAY, written
from signage.core.pairings import Pairing
from signage.publish import keys
from signage.publish.certificates import authority_pem
from tests.journeys.processes import ENGLISH, a_port, asked, running, wait_until
from tests.journeys.tiny_office import an_office
from tests.staff import a_person, employ

SIZE = (640, 360)
NOTICE = """
office: ume
slides:
  - {id: welcome, kind: notice, name: ようこそ, owner: soumu, review_on: today+90d, fields: {title: %s}}
"""
ADMIN = a_person("admin")


def now() -> int:
    return time.time_ns() // 1_000_000


class PiOffice:
    """A data folder and its command line. `recovery_key` is what `init` printed."""

    def __init__(self, folder: Path, *, recovery_key: str = "") -> None:
        self.folder, self.data, self.port = folder, folder / "data", a_port()
        self.recovery_key = recovery_key
        self._seen: set[str] = set()

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    @property
    def installation(self) -> Installation:
        return opened(read_settings(self.data, {}))

    def settle(self) -> None:
        """Its settings, as the one who installs it writes them."""
        text = f'port = {self.port}\npoll_ms = 500\ntls = true\nservers = ["{self.address}"]\n'
        (self.data / "signage.toml").write_text(text, encoding="utf-8")

    def put_up(self, title: str) -> None:
        """The notice that hangs, with another title."""
        file = self.folder / "news.yaml"
        file.write_text(NOTICE % title, encoding="utf-8")
        assert cli.main(["load", str(file), "--data", str(self.data)]) == 0

    def a_month_after_the_rotation(self) -> None:
        """The key that was announced signs by now, and the other is no longer named."""
        file = keys.path(self.data)
        ring = json.loads(file.read_text())
        ring["signing"][-1]["since"] = written(now() - 31 * DAY)
        file.write_text(json.dumps(ring))

    def moved(self, folder: Path) -> PiOffice:
        """A copy of it on another machine, at another address."""
        shutil.copytree(self.data, folder / "data")
        elsewhere = PiOffice(folder, recovery_key=self.recovery_key)
        elsewhere.settle()
        return elsewhere

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        said = self.folder / "served"
        with running("signage", "serve", "--data", self.data, said=said) as process:

            def ready() -> bool:
                answer = asked(self.port, "/healthz", authority=authority_pem(self.data))[0]
                return answer in {200, 503} or process.poll() is not None

            wait_until(ready, seconds=120, said=said)
            yield

    def waiting(self) -> Pairing:
        """The player that shows a new code, once it has shown its words."""
        found: list[Pairing] = []

        def shown() -> bool:
            every = pairings.waiting(self.installation, at=now())
            found[:] = [one for one in every if one.is_revealed and one.id not in self._seen]
            return len(found) == 1

        wait_until(shown)
        self._seen.add(found[0].id)
        return found[0]

    def words(self, pairing: Pairing) -> tuple[tuple[str, str], tuple[str, str]]:
        told = pairings.words_of(self.installation, pairing, at=now())
        assert told is not None
        return (told[0].ja, told[0].en), (told[1].ja, told[1].en)

    def confirm(self, pairing: Pairing) -> None:
        """What the page does when somebody presses 「同じです。つなぐ」."""
        pairings.confirm(
            self.installation,
            pairing.code,
            "hall",
            seen=tuple(ja for ja, _ in self.words(pairing)),
            replaces=tuple(one.id for one in pairings.feeding(self.installation, "hall")),
            at=now(),
            by=ADMIN,
        )


def an_office_with_tls(folder: Path, *, recovery_key: str) -> PiOffice:
    """Its folder, its content, its admin; `recovery_key` is what `init` prints."""
    office = PiOffice(folder, recovery_key=recovery_key)
    office.settle()
    assert cli.main(["load", str(an_office(folder / "office")), "--data", str(office.data)]) == 0
    employ(office.installation, [ADMIN])
    return office


@dataclass(frozen=True, kw_only=True)
class Pi:
    """A player whose glass can be looked at."""

    screen: Glass
    cache: Path
    server: str

    def shows_code(self, pairing: Pairing, words: tuple[tuple[str, str], tuple[str, str]]) -> bool:
        """Whether the glass has this code with these words."""
        page = f"{self.server}/players/pair?code={pairing.code}"
        code = Code(digits=pairing.code, words=words, page=page)
        return self.same(pairing_card(SIZE, Sight(code=code), server=self.server))

    def same(self, expected: pygame.Surface) -> bool:
        """Whether the glass has exactly these pixels, whatever its fourth bytes are."""
        seen, wanted = self.screen.area((0, 0, *SIZE)), pygame.image.tobytes(expected, "BGRA")
        return all(seen[channel::4] == wanted[channel::4] for channel in range(3))

    def enrolment(self) -> Enrolment | None:
        return paired(Cache(self.cache), server=self.server)

    def shows_what_is_published(self, *, than: str = "") -> bool:
        """Whether the glass has the picture of the manifest in force, and that is another `than` this one."""
        enrolment = self.enrolment()
        if enrolment is None:
            return False
        cache = Cache(self.cache)
        manifest = kept(cache, enrolment=enrolment).manifest
        return (
            manifest is not None and manifest.sha256 != than and self.same(painted(manifest, cache=cache, at=now()))
        )

    def in_force(self) -> str:
        enrolment = self.enrolment()
        assert enrolment is not None
        manifest = kept(Cache(self.cache), enrolment=enrolment).manifest
        return "" if manifest is None else manifest.sha256

    def servers(self) -> tuple[str, ...]:
        """Where it would ask, by the newest head that it kept."""
        enrolment, head = self._newest()
        return servers_of(head, enrolment=enrolment)

    def keys(self) -> int:
        """How many signing keys it believes, beside the recovery key."""
        enrolment, head = self._newest()
        return len(keys_of(head, enrolment=enrolment)) - 1

    def _newest(self) -> tuple[Enrolment, SignedHead | None]:
        enrolment = self.enrolment()
        assert enrolment is not None
        return enrolment, kept(Cache(self.cache), enrolment=enrolment).newest

    @contextlib.contextmanager
    def on(self, said: Path) -> Iterator[Any]:
        """Switched on."""
        environment = {**ENGLISH, **self.screen.environment, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy"}
        words = ("--server", self.server, "--cache", self.cache)
        with running("players.pi.cli", *words, said=said, env=environment) as process:
            yield process
