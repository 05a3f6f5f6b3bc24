"""An office so small that a journey takes a second: one screen, two notices, in files."""

from __future__ import annotations

from pathlib import Path

OFFICE = """
offices: [{id: ume, name: {ja: 梅区役所, en: Ume Ward Office}, calendar: hours}]
calendars: [{id: hours, office: ume, name: 開庁時間, lines: [{hours: ["0:00-24:00"]}]}]
groups: [{id: all, office: ume, name: すべて}]
buildings: [{id: main, office: ume, name: 本館}]
floors: [{id: f1, office: ume, building: main, label: 1F, order: 1}]
screens:
  - id: hall
    building: main
    floor: f1
    office: ume
    name: {ja: ホール, en: Hall}
    width: 640
    height: 360
    diagonal_in: 43
    viewing_distance_m: 1
    scanning_distance_m: 1
    languages: [ja, en]
    groups: [all]
    fallback: always
playlists: [{id: always, office: ume, name: いつも, entries: [{slide: welcome}]}]
rules: [{id: base, office: ume, groups: [all], playlist: always, level: base}]
slides:
  - id: welcome
    office: ume
    kind: notice
    name: ようこそ
    owner: soumu
    review_on: today+90d
    fields: {title: ようこそ}
"""

SECTIONS = "ID,名称\nsoumu,総務課\n"


def a_notice(title: str, *, name: str = "welcome", until: str = "today+9d") -> str:
    """A file with one notice."""
    fields = f"{{title: {title}, body: 本文です。}}"
    return f"""
office: ume
slides:
  - {{id: {name}, kind: notice, name: お知らせ, owner: soumu, until: {until}, fields: {fields}}}
"""


EMERGENCY = """
office: ume
slides:
  - id: quake
    kind: notice
    name: 地震
    owner: soumu
    until: today+1d
    fields: {title: 地震です, body: 頭を守ってください。, level: 5}
rules:
  - {id: quake, groups: [all], slide: quake, level: emergency}
"""


def an_office(folder: Path) -> Path:
    """Its folder."""
    (folder / "guide").mkdir(parents=True)
    (folder / "office.yaml").write_text(OFFICE, encoding="utf-8")
    (folder / "guide/所属.csv").write_text(SECTIONS, encoding="utf-8")
    return folder
