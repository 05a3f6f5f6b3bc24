"""A queue that could not work is refused with one sentence when it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from signage.actions.nouns import rows_of
from signage.core.coherence import mistakes
from signage.core.documents import from_plain, to_plain
from signage.core.nouns import NOUNS
from signage.core.problems import Refused
from signage.core.queues import Feed, Queue, Wait
from signage.core.texts import Text
from tests.floor_guide_office import OFFICE, a_catalogue

HELD = a_catalogue()
COUNTER = replace(HELD.guide.counters[0], id="c0")
SOON = Text.of(ja="すぐ", en="No wait")


def a_queue(id_: str = "moving", **changes: Any) -> Queue:
    usual = {
        "office": OFFICE,
        "section": HELD.guide.sections[0].id,
        "name": Text.of(ja="住民異動"),
        "counters": (COUNTER.id,),
    }
    return Queue(**{"id": id_, **usual, **changes})


def told(*queues: Queue) -> list[tuple[str, tuple[str | int, ...]]]:
    """What is wrong between these queues and an office, a branch and a feed: whose it is, and the field."""
    rows = {noun: rows_of(HELD, noun) for noun in NOUNS} | {"screens": (), "directions": ()}
    branch = replace(rows["offices"][0], id="branch")
    feed = Feed(id="machine", office=OFFICE, name=Text.of(ja="発券機"), place="ticket.log")
    found = mistakes(
        {
            **rows,
            "offices": (*rows["offices"], branch),
            "counters": (*rows["counters"], COUNTER),
            "queues": queues,
            "feeds": (feed,),
        }
    )
    return [(finding.row.id, finding.path) for finding in found if finding.noun == "queues"]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"first": 300, "last": 200}, "last"),
        ({"waits": (Wait(waiting=3, text=SOON), Wait(waiting=3, text=SOON))}, "waits"),
        ({"waits": (Wait(waiting=9, text=SOON), Wait(waiting=3, text=SOON))}, "waits"),
        ({"some_from": 20, "busy_from": 20}, "busy_from"),
    ],
)
def test_numbers_that_do_not_go_up_are_refused_by_their_field(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(Refused) as refusal:
        from_plain(Queue, to_plain(a_queue(**changes)), where="queues")

    assert named in str(refusal.value)


def test_what_goes_up_is_kept() -> None:
    waits = (Wait(waiting=0, text=SOON), Wait(waiting=3, text=SOON))
    queue = a_queue(first=5, last=5, waits=waits, some_from=3, busy_from=4)

    assert from_plain(Queue, to_plain(queue), where="queues") == queue


def test_two_queues_that_a_feed_calls_the_same_cannot_be_told_apart() -> None:
    one, other = a_queue(feed="machine", code="異動"), a_queue("other", feed="machine", name=Text.of(ja="異動"))

    assert told(one, other) == [("other", ("code",))]
    assert told(one, replace(other, code="国保")) == []
    assert told(one, replace(other, feed=None)) == []


def test_a_queue_is_called_at_counters_of_its_own_office() -> None:
    assert told(a_queue()) == []
    assert told(a_queue(office="branch")) == [("moving", ("counters",))]
