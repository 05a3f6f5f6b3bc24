"""Versions: what was stored at an instant, what was taken away, and what one edit changed."""

from __future__ import annotations

from sqlite_utils import Database

from signage.core.texts import Text
from signage.store.database import writing
from signage.store.rows import remove, save
from signage.store.versions import changes, deleted_since, first_version_at, newest_at, rows_at
from tests.store.makers import a_calendar, a_slide, an_office


def an_office_with_a_slide(db: Database, *, at: int = 10) -> None:
    """One slide, stored with its office."""
    with writing(db) as under_way:
        for noun, row in (("calendars", a_calendar()), ("offices", an_office()), ("slides", a_slide())):
            save(under_way, noun, [row], at=at, who="sato")


def rename(db: Database, name: str, *, at: int) -> None:
    """The slide is called something else from then on."""
    with writing(db) as under_way:
        save(under_way, "slides", [a_slide(title=name)], at=at, who="suzuki")


def take_away(db: Database, *, at: int) -> None:
    """The slide is deleted."""
    with writing(db) as under_way:
        remove(under_way, "slides", "guide", at=at, who="suzuki")


def test_rows_are_as_they_were_at_an_instant_and_only_what_changed_since_is_read(db: Database) -> None:
    an_office_with_a_slide(db)
    rename(db, "new", at=20)

    then, now = rows_at(db, 15), rows_at(db, 20)

    ((key, (slide,)),) = then.items()
    assert key == ("slides", "guide")
    assert slide.fields == {}
    assert now == {}


def test_what_came_later_was_not_there(db: Database) -> None:
    an_office_with_a_slide(db)

    assert rows_at(db, 5) == {("calendars", "hours"): (), ("offices", "midori"): (), ("slides", "guide"): ()}
    assert first_version_at(db) == 10


def test_what_was_taken_away_is_told_until_it_is_there_again(db: Database) -> None:
    an_office_with_a_slide(db)
    take_away(db, at=30)

    (number,) = deleted_since(db, 30)
    (gone,) = changes(db, [number])
    earlier = deleted_since(db, 31)
    rename(db, "back", at=40)

    assert (gone.noun, gone.name, gone.who, gone.after) == ("slides", "guide", "suzuki", ())
    assert gone.before[0].name == Text.of(ja="guide")
    assert earlier == ()
    assert deleted_since(db, 0, before=number) == ()
    assert deleted_since(db, 0) == ()


def test_a_version_knows_what_it_came_after_and_who_made_it_so(db: Database) -> None:
    an_office_with_a_slide(db)
    rename(db, "new", at=20)
    number = db.conn.execute("SELECT max(number) FROM versions").fetchone()[0]

    (change,) = changes(db, [number, 999])

    assert (change.before[0].fields, change.after[0].fields) == ({}, {"title": "new"})
    assert newest_at(db, "slides", "guide", 15) == (10, "sato")
    assert newest_at(db, "slides", "guide", 25) == (20, "suzuki")
    assert newest_at(db, "slides", "guide", 5) is None
