"""A large installation for benchmarks: the sample office grown to many screens and slides, with years of its log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.swarm import a_picture, a_report
from signage.actions import installation
from signage.actions.demo import sample
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.actions.passwords import hashed
from signage.config import Settings
from signage.core.heartbeats import heartbeat_of, picture_of
from signage.core.instants import DAY
from signage.core.people import Grant, Person
from signage.core.schedules import Rule
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.store import heartbeats
from signage.store.database import Writing, writing
from signage.store.enrolments import enrol
from signage.store.heartbeats import Heard
from signage.store.people import save_person, set_password
from signage.store.rows import save, stored

PASSWORD = "kawa-yama-sora-umi"
WHO = "admin"

LOG_LINES = 300_000
"""Three years: a hundred people, eleven deeds each working day."""

LOG_DAYS = 3 * 365
PEOPLE = 100
ON_AIR = 10
"""One slide in so many is on air; the others are of former months."""


def grown(data: Path, *, at: int, port: int, screens: int, slides: int, log_lines: int = LOG_LINES) -> Installation:
    """The sample office's own rows and as many more of their like; `admin` may sign in with PASSWORD."""
    settings = Settings(data=data, port=port)
    installation.create(settings, at=at)
    (data / "signage.toml").write_text(f"port = {port}\n", encoding="utf-8")
    here = installation.opened(settings)
    load(here, sample(), at=at, who="bench")
    with writing(here.db) as under_way:
        _screens(under_way, screens, at)
        _players(under_way, at)
        _slides(under_way, slides, at)
        _people(under_way, at)
        _log(under_way, log_lines, at)
    return here


def _screens(under_way: Writing, wanted: int, at: int) -> None:
    own = stored(under_way.db, "screens")
    for number in range(wanted - len(own)):
        like = own[number % len(own)]
        name = Text.of(ja=f"{number + 5}番モニター", en=f"Screen {number + 5}")
        save(under_way, "screens", [replace(like, id=f"more-{number}", name=name)], at=at, who="bench")


def _players(under_way: Writing, at: int) -> None:
    """Every screen has one, which has just reported, with its picture."""
    heard = []
    for screen in stored(under_way.db, "screens"):
        enrolment, document = enrol(under_way, screen.id, at=at).id, a_report(a_picture())
        beat, picture = heartbeat_of(document), picture_of(document)
        heard.append(Heard(enrolment=enrolment, beat=beat, picture=picture, at=at))
    heartbeats.record(under_way, heard)


def _slides(under_way: Writing, wanted: int, at: int) -> None:
    own = [
        slide for slide in stored(under_way.db, "slides") if slide.kind == "notice" and "level" not in slide.fields
    ]
    screens = [screen.id for screen in stored(under_way.db, "screens") if screen.layout != "whole"]
    for number in range(wanted - len(own)):
        like: Slide = own[number % len(own)]
        is_on = number % ON_AIR == 0
        name = Text.of(ja=f"お知らせ{number}", en=f"Notice {number}")
        slide = replace(like, id=f"more-{number}", name=name, state="published" if is_on else "withdrawn")
        save(under_way, "slides", [slide], at=at, who="bench")
        if is_on:
            where = screens[number // ON_AIR % len(screens)]
            rule = Rule(id=f"posted-{slide.id}", office=like.office, screens=(where,), slide=slide.id, zone="side")
            save(under_way, "rules", [replace(rule, each_round=True)], at=at, who="bench")


def _people(under_way: Writing, at: int) -> None:
    (office,) = stored(under_way.db, "offices")
    sections = stored(under_way.db, "sections")
    for number in range(PEOPLE):
        grant = Grant(role="editor", office=office.id, section=sections[number % len(sections)].id)
        person = Person(id=f"person-{number}", name=f"職員{number}", grants=(grant,), section=grant.section)
        save_person(under_way, person, at=at, who="bench")
    save_person(under_way, Person(id=WHO, name="総務", grants=(Grant(role="admin"),)), at=at, who="bench")
    set_password(under_way, WHO, hashed(PASSWORD), must_change=False)


def _log(under_way: Writing, wanted: int, at: int) -> None:
    """Lines as daily work leaves them."""

    def lines() -> Iterator[tuple[int, str, str, str, str]]:
        step = LOG_DAYS * DAY // max(wanted, 1)
        for number in range(wanted):
            who = f"person-{number % PEOPLE}"
            action, what = (("sign-in", who), ("put-up", f"more-{number % 3_000}"))[number % 2]
            yield at - step * (wanted - number), who, action, what, "{}"

    under_way.db.conn.executemany("INSERT INTO audit (at, who, action, what, detail) VALUES (?, ?, ?, ?, ?)", lines())
