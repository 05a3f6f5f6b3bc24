"""A stand-in for the actions: four screens of one ward office with pictures of plain colour."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw, ImageFont

from signage.actions import installation
from signage.config import Settings
from signage.core.catalogue import Catalogue
from signage.core.problems import Missing, Refused
from signage.core.rulebook import Rulebook
from signage.core.texts import Text
from signage.web.desk import Desk
from tests.staff import employ, one_of_each
from tests.vectors.makers import iso, manifest, segment, zone

TOKYO = ZoneInfo("Asia/Tokyo")
DAY = 86_400_000
NOW = int(datetime(2026, 11, 22, 13, 45, tzinfo=TOKYO).timestamp()) * 1000
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")


@dataclass(frozen=True, kw_only=True)
class Title:
    title: Text
    owner: Text
    begins: int
    until: int | None


@dataclass(frozen=True, kw_only=True)
class ScreenStandIn:
    id: str
    name: Text
    place: Text
    width: int
    height: int
    office: str = "midori"
    office_name: Text = Text.of(ja="みどり区役所", en="Midori Ward Office")
    floor: str = "1F"
    time_zone: str = "Asia/Tokyo"
    lit: bool = True
    until: int | None = NOW + 3_600_000
    on_now: Sequence[Title] = ()
    upcoming: Sequence[Title] = ()
    goes_dark: bool = False


@dataclass(frozen=True, kw_only=True)
class Healthy:
    ok: bool = True
    problems: Sequence[Any] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


@cache
def picture(text: str, colour: str, width: int, height: int) -> bytes:
    """A PNG of one colour with words in it."""
    image = Image.new("RGB", (width, height), colour)
    if FONT.exists():
        font = ImageFont.truetype(str(FONT), min(width, height) // 6)
        ImageDraw.Draw(image).text((width / 2, height / 2), text, "white", font, anchor="mm")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


class StandIn:
    """Answers what the pages ask. `pages` of each screen can be changed under way, as a publisher does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.health_now = Healthy()
        self.live: dict[str, list[Mapping[str, Any]]] = {}
        self.manifests: dict[str, bytes] = {}
        guide = Title(
            title=Text.of(ja="年末年始の窓口と戸籍届", en="Counters at the turn of the year"),
            owner=Text.of(ja="総務課", en="General Affairs"), begins=NOW, until=NOW + 3_600_000,
        )  # fmt: skip
        later = Title(title=Text.of(ja="マイナンバーカード休日交付", en="My Number Cards on holidays"),
                      owner=Text(), begins=NOW + 3_600_000, until=None)  # fmt: skip
        self.screens = [
            self._screen("lobby-1f", "1階 総合案内前", "Lobby, 1F", 1920, 1080, on_now=[guide], upcoming=[later]),
            self._screen(
                "lift-1f", "1階 エレベーター横", "By the lift, 1F", 1080, 1920, on_now=[guide], goes_dark=True
            ),
            self._screen("hall-2f", "2階 ホール", "Hall, 2F", 3840, 2160, lit=False, upcoming=[later]),
            self._screen("waiting-3f", "3階 待合", "Waiting area, 3F", 1920, 1080, on_now=[later]),
        ]
        for screen in self.screens:
            self.show(screen.id, ["案内", "お知らせ"], ["#0b5d4a", "#7a2f12"])

    def _screen(self, name: str, ja: str, en: str, width: int, height: int, **more: Any) -> ScreenStandIn:
        place = Text.of(ja="本庁舎", en="Main Building")
        return ScreenStandIn(id=name, name=Text.of(ja=ja, en=en), place=place, width=width, height=height, **more)

    def screen(self, name: str) -> ScreenStandIn:
        found = next((screen for screen in self.screens if screen.id == name), None)
        if found is None:
            raise Missing(ja=f"モニター「{name}」はありません。", en=f"There is no screen {name}.")
        return found

    def show(self, name: str, words: list[str], colours: list[str], *, begins: int = NOW - DAY) -> None:
        """Put pages on a screen; it holds eight days."""
        screen = self.screen(name)
        half = screen.width // 2, screen.height // 2
        items = {}
        for index, (text, colour) in enumerate(zip(words, colours, strict=True)):
            png = picture(text, colour, *half)
            sha = hashlib.sha256(png).hexdigest()
            (self.folder / sha).write_bytes(png)
            items[f"page-{index}"] = {"kind": "image", "asset": sha, "lang": "ja", "alt": text}
        box = (0, 0, screen.width, screen.height)
        power = "on" if screen.lit else "off"
        zones = [zone("guide", iso(begins), box=box)] if screen.lit else []
        plan = manifest(
            [segment(iso(begins), iso(begins + 8 * DAY), *zones, power=power)],
            {"guide": [(item, 4_000) for item in items], "always": [("page-0", 12_000)]},
            items=items,
            fallback=[zone("always", "1970-01-01T00:00:00Z", box=box)],
        )
        plan["canvas"] = {"width": screen.width, "height": screen.height, "rotation": 0}
        self.manifests[name] = json.dumps(plan, ensure_ascii=False, sort_keys=True).encode()

    def remove(self, png: bytes) -> None:
        """As if it had not been drawn."""
        (self.folder / hashlib.sha256(png).hexdigest()).unlink()

    def screens_now(self, *, at: int, now: int, only: Collection[str] | None = None) -> Sequence[ScreenStandIn]:
        return [screen for screen in self.screens if only is None or screen.id in only]

    def rulebook(self) -> Rulebook:
        return Rulebook(Catalogue())

    def instant(self, screen: str, text: str, *, now: int) -> int:
        self.screen(screen)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise Refused(ja=f"{text} は時刻ではありません。", en=f"{text} is no time.") from error
        return round((moment if moment.tzinfo else moment.replace(tzinfo=TOKYO)).timestamp() * 1000)

    def manifest(self, screen: str, *, at: int, now: int) -> bytes:
        self.screen(screen)
        plan = json.loads(self.manifests[screen])
        if not plan["valid"]["from"] <= iso(at) < plan["valid"]["until"]:
            text = self.manifests[screen].decode()
            shift = (at - NOW) // DAY * DAY
            for old in {plan["valid"]["from"], plan["valid"]["until"]}:
                new = int(datetime.fromisoformat(old).timestamp() * 1000) + shift
                text = text.replace(old, iso(new))
            return text.encode()
        return self.manifests[screen]

    def live_files(self, screen: str) -> Sequence[Mapping[str, Any]]:
        return self.live.get(screen, [])

    def picture(self, sha: str) -> Path:
        if not (self.folder / sha).exists():
            raise Missing(ja="その画像はありません。", en="There is no such picture.")
        return self.folder / sha

    def health(self, *, at: int) -> Healthy:
        return self.health_now


def a_desk(folder: Path, ask: Any, *, clock: Any = lambda: NOW) -> Desk:
    """The desk of an installation that is real and empty but for its staff; a stand-in answers about screens."""
    settings = Settings(data=folder / "data")
    if settings.data.exists():  # made by a worker that has died since
        return Desk(installation=installation.opened(settings), ask=ask, clock=clock)
    installation.create(settings, at=NOW)
    here = installation.opened(settings)
    employ(here, one_of_each())
    return Desk(installation=here, ask=ask, clock=clock)
