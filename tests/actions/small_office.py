"""A small office in files: enough of every noun that anything can be said of it, right or wrong."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from signage.actions.installation import Installation
from signage.actions.load import Loaded, load
from signage.config import Settings
from signage.core.formats import Picture
from signage.core.shows import instant_of
from signage.core.texts import Text
from signage.core.when import Limits
from signage.render.kinds import Kind

NOW = instant_of("2026-11-22T01:42:00Z")
"""Sunday, 22 November 2026, 10:42 in Tokyo."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a stand-in for the notice asks for."""

    title: Text
    body: Text = Text()
    picture: Picture | None = None
    period: Limits | None = None


@dataclass(frozen=True, kw_only=True)
class Guide:
    """What a stand-in for the floor guide asks for: nothing."""


KINDS: Mapping[str, Kind] = cast(
    Any, {"notice": SimpleNamespace(fields=Notice), "floor_guide": SimpleNamespace(fields=Guide)}
)

FILES: Mapping[str, str] = {
    "office.yaml": """
offices:
  - id: midori
    name: {ja: みどり区役所, en: Midori Ward Office}
    accent: "#0B6E4F"
    calendar: office-hours
    holidays: [{date: 2026-10-15, name: 開庁記念日}, {date: 2026-11-03, observed: no}]
calendars:
  - id: office-hours
    name: 開庁時間
    lines:
      - {weekdays: [mon, tue, wed, thu, fri], hours: ["8:45-17:00"]}
      - {holidays: yes, hours: closed}
      - {dates: 12-29..01-03, hours: closed, name: 年末年始}
  - id: saturdays
    name: 土曜窓口
    base: office-hours
    lines: [{weekdays: [sat], nth: [2, 4], hours: ["9:00-12:00"], from: 2026-04-01}]
groups: [{id: lobby, name: ロビー}]
screens:
  - id: lobby-1f
    name: ロビー
    diagonal_in: 55
    building: main
    floor: main-1f
    area: east
    groups: [lobby]
    power: office-hours
    fallback: always
feeds: [{id: machine, name: 発券機, place: ticket.log}]
queues:
  - id: moving
    section: shimin
    name: 転入・転出
    counters: ["1"]
    waits: [{waiting: 3, text: {ja: 数分〜15分, en: Up to 15 min}}]
    feed: machine
    code: "1"
playlists:
  - {id: always, name: いつも, entries: [{slide: guide}]}
  - id: notices
    name: お知らせ
    entries:
      - {slide: lift, seconds: 12.5}
      - playlist: always
rules:
  - {id: all-day, groups: [lobby], playlist: notices, level: base}
  - id: mornings
    screens: [lobby-1f]
    slide: lift
    level: interrupt
    every_minutes: 10
    when: {weekdays: [mon], times: ["9:00-12:00"], from: today, until: today+14d}
slides:
  - {id: guide, kind: floor_guide, name: 庁舎案内, owner: soumu}
  - id: lift
    kind: notice
    name: エレベーター点検
    owner: soumu
    until: today+3d
    fields:
      title: {en: Lift maintenance, ja: エレベーター点検}
      body: |
        東側の一台が止まります。
        階段か西側をお使いください。
      picture: pictures/lift.png
      period: {from: today+1d 9:00, until: today+1d 17:00}
""",
    "guide/places.yaml": """
office: midori
buildings: [{id: main, name: 本館, kind: 本庁舎}]
floors:
  - {id: main-1f, building: main, label: 1F, order: 1, lifts: [lift-1]}
  - {id: main-2f, building: main, label: 2F, order: 2, lifts: [lift-1]}
areas: [{id: east, name: 東, mark: A, colour: "#ff4b00", floors: [main-1f, main-2f]}]
journeys: [{id: moving, name: 引っ越し, counters: ["1", kaikei, "1"]}]
changes:
  - {id: spring, date: april-1, operation: 改称, sections: [shimin], before: 市民課, after: 住民課}
events: [{id: concert, from: today 12:10, until: today 12:50, room: ロビー, title: コンサート}]
""",
    "guide/所属.csv": "ID,名称,名称 en,区分,上位所属,旧名称,いつもの場所,割当,終了,開始\n"
    "soumu,総務課,General Affairs,課,,,lobby-1f,40,,\n"
    "shimin,市民課,Residents,課,,戸籍課; 住民課,,,2027-03-31,\n"
    "shimin,住民課,Residents,課,,市民課,,,,2027/4/1\n",
    "guide/窓口.csv": "ID,番号,名称,名称 en,所属,棟,階,ゾーン,受付時間,状態,状態の終わり,ローカウンター,対応言語\n"
    "1,1,証明,Certificates,shimin,main,main-1f,east,saturdays,混雑,2026-12-31,○,en; zh-Hans\n"
    'kaikei,5-A,"会計, お支払い",,soumu; shimin,main,main-2f,,,受付終了,,,\n',
    "guide/取扱業務.csv": "ID,名称,同義語,目的,手数料,受付終了,オンライン,表示,窓口\n"
    "move-in,転入届,引越; 住所変更,引っ越し,無料,16:45,https://a.jp/in,,1 受付; kaikei 会計(あ〜さ行 | en: A–Sa)\n"
    "old,旧制度,,,,,,×,1\n",
    "guide/設備.csv": "ID,種別,名称,棟,階,停止開始,停止終了\n"
    "lift-1,lift,エレベーター,main,main-1f; main-2f,today,today+2d\n",
    "guide/庁舎外.csv": "ID,名称,用件,場所,電話\ntax,税務署,所得税,駅前,040-000-0000\n",
    "guide/方向.csv": "ID,モニター,行き先,矢印\nd1,lobby-1f,1,↗\nd2,lobby-1f,main-2f,上の階\n",
}


def a_png(red: int = 0, *, width: int = 1, height: int = 1) -> bytes:
    """A picture of one colour; a very large one only says that it is."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes([red, 0, 0]) * width) * height if width < 999 else b"\0\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")
    )


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Files by their path in a folder; the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def an_office(folder: Path) -> Path:
    """The small office, with its picture."""
    return write(folder, {**FILES, "pictures/lift.png": a_png()})


def an_installation(data: Path) -> Installation:
    """An installation without anything in it."""
    return Installation(settings=Settings(data=data))


def loaded(installation: Installation, *paths: Path, at: int = NOW) -> Loaded:
    """What a load with the stand-in kinds comes to."""
    return load(installation, paths, at=at, who="test", kinds=KINDS)
