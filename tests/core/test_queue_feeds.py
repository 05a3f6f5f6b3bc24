"""A feed that could never be read, or never understood, is refused with one sentence when it is saved."""

from __future__ import annotations

import pytest

from signage.core.documents import from_plain, to_plain
from signage.core.problems import Refused
from signage.core.queues import Feed, Reading
from tests.actions.feed_office import a_feed

DATED = tuple(Reading(heading=name, field=name) for name in ("date", "time", "number"))  # type: ignore[arg-type]


def saved(feed: Feed) -> Feed:
    return from_plain(Feed, to_plain(feed), where="feeds")


@pytest.mark.parametrize(
    "feed",
    [
        a_feed(place="%Y%m%d.log"),
        a_feed(place="/mnt/発券機/ticket.log"),
        a_feed(kind="csv", place="calls.csv", columns=DATED),
        a_feed(kind="json", place="https://queue.ward.example:8443/now.json?all=1"),
    ],
)
def test_what_can_be_read_is_kept(feed: Feed) -> None:
    assert saved(feed) == feed


@pytest.mark.parametrize(
    ("feed", "named"),
    [
        (a_feed(place=""), "place"),
        (a_feed(place="../signage.db"), "place"),
        (a_feed(place="a/../../b"), "place"),
        (a_feed(place="folder/"), "place"),
        (a_feed(place="%H.log"), "place"),
        (a_feed(place="http://queue.ward.example/log"), "place"),
        (a_feed(kind="json", place="now.json"), "place"),
        (a_feed(kind="json", place="file:///etc/passwd"), "place"),
        (a_feed(kind="json", place="https://user:secret@queue.ward.example/"), "place"),
        (a_feed(kind="json", place="https://queue.ward.example:port/"), "place"),
        (a_feed(kind="csv", place="calls.csv"), "columns"),
        (a_feed(kind="csv", place="calls.csv", columns=DATED[1:]), "columns"),
        (a_feed(kind="csv", place="calls.csv", columns=(*DATED, DATED[2])), "columns"),
    ],
)
def test_what_cannot_is_refused_by_the_field_that_is_wrong(feed: Feed, named: str) -> None:
    with pytest.raises(Refused) as refusal:
        saved(feed)

    assert named in str(refusal.value)
    assert "secret" not in str(refusal.value)
