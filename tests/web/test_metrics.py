"""/metrics: in the format that monitors read, for whom it is meant, and with labels that never grow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from signage.actions.metrics import Family, Sample
from signage.core.heads import Deed
from signage.publish.publisher import Published
from signage.publish.vitals import Counting
from signage.store import commands, heartbeats
from signage.store.database import writing
from signage.store.enrolments import by_token
from signage.store.heartbeats import Heard
from signage.web.metrics import TYPE, written
from tests.core.reports import a_beat
from tests.web.api_office import Api
from tests.web.standins import NOW

LINE = re.compile(r'([a-z_]+)((?:\{[a-z_]+="(?:[^"\\\n]|\\.)*"(?:,[a-z_]+="(?:[^"\\\n]|\\.)*")*\})?) ([-+.e0-9]+)')
"""A series as the text format has it: name, labels, number."""


@pytest.fixture
def api(tmp_path: Path) -> Api:
    return Api(tmp_path)


def series(text: str) -> dict[str, float]:
    """What the text says, read strictly: a family is announced before its series, and no series comes twice."""
    found: dict[str, float] = {}
    announced = ""
    for line in text.removesuffix("\n").split("\n"):
        if line.startswith("# HELP "):
            announced = line.split()[2]
        elif line.startswith("# TYPE "):
            assert line.split()[2:] in [[announced, kind] for kind in ("gauge", "counter", "histogram")]
        else:
            match = LINE.fullmatch(line)
            assert match is not None, line
            assert match[1] in {announced, *(announced + suffix for suffix in ("_bucket", "_sum", "_count"))}
            assert match[1] + match[2] not in found
            found[match[1] + match[2]] = float(match[3])
    return found


def asked(api: Api, **headers: str) -> dict[str, float]:
    answer = api.client.get("/metrics", headers=headers)
    assert (answer.status_code, answer.content_type) == (200, TYPE)
    return series(answer.text)


def test_players_reports_commands_and_the_publisher_are_counted(api: Api) -> None:
    player = by_token(api.here.db, api.player())
    assert player is not None
    do: Deed = "identify"
    with writing(api.here.db) as under_way:
        commands.command(under_way, player.id, do, at=NOW - 1, until=NOW + 60_000)
        heartbeats.record(
            under_way, [Heard(enrolment=player.id, beat=a_beat(), picture=None, at=NOW) for _ in range(3)]
        )
    counting = Counting(api.here.data, at=NOW - 5_000)
    counting.published(a_publication(drawn=7), failing=False)
    counting.published(None, failing=True)
    counting.live_written(0.02)
    counting.live_written(7.0)
    counting.tell(busy=True, at=NOW)

    found = asked(api)

    assert found["signage_players"] == 1
    assert found['signage_screens{state="none"}'] == 1
    assert sum(value for name, value in found.items() if name.startswith("signage_screens{")) == 2
    assert (found["signage_heartbeats_total"], found["signage_commands_open"]) == (3, 1)
    assert found["signage_changes_waiting"] > 0
    assert (found["signage_publications_total"], found["signage_publications_failed_total"]) == (1, 1)
    assert (found["signage_pictures_drawn_total"], found["signage_publisher_busy"]) == (7, 1)
    assert found['signage_live_write_seconds_bucket{le="0.025"}'] == 1
    assert found['signage_live_write_seconds_bucket{le="+Inf"}'] == found["signage_live_write_seconds_count"] == 2
    assert found["signage_disk_free_bytes"] > found["signage_database_bytes"] > 0


def a_publication(*, drawn: int) -> Published:
    return Published(at=NOW, change=1, whole=True, heads=4, manifests=1, drawn=drawn, problems=(), took_ms=120.0)


def test_where_nobody_publishes_and_nothing_is_known_there_are_fewer_families_and_no_fault(api: Api) -> None:
    (api.here.data / "work.json").write_text('{"of": "another version"}')

    found = asked(api)

    assert "signage_publisher_busy" not in found
    assert found['signage_answers_total{what="head",status="2xx"}'] == 0


def test_there_are_as_many_series_whatever_the_number_of_players(api: Api) -> None:
    before = asked(api)
    for _ in range(5):
        api.player()

    after = asked(api)

    assert after.keys() == before.keys()
    assert after["signage_players"] == 5


@pytest.mark.parametrize(
    ("scopes", "headers", "status"),
    [
        ((), {}, 401),
        (("metrics",), {}, 200),
        (("slides:read", "slides:write", "queue"), {}, 401),
        (("metrics", "queue"), {"X-Forwarded-For": "127.0.0.1"}, 200),
        ((), {"X-Forwarded-For": "127.0.0.1"}, 401),
    ],
)
def test_from_elsewhere_a_token_for_it_is_needed(
    api: Api, scopes: tuple[str, ...], headers: dict[str, str], status: int
) -> None:
    token = {"Authorization": f"Bearer {api.made(*scopes)}"} if scopes else {}
    peer = "127.0.0.1" if headers else "192.0.2.7"

    answer = api.client.get("/metrics", headers=headers | token, environ_base={"REMOTE_ADDR": peer})

    assert answer.status_code == status
    assert ("signage_players" in answer.text) == (status == 200)


def test_a_players_token_reads_no_figures_and_a_token_for_figures_reads_nothing_else(api: Api) -> None:
    token, elsewhere = api.made("metrics"), {"REMOTE_ADDR": "192.0.2.7"}
    players = {"Authorization": f"Bearer {api.player()}"}

    figures = api.client.get("/metrics", headers=players, environ_base=elsewhere)
    slides = api.ask("GET", "/slides", token=token)

    assert (figures.status_code, slides.status_code) == (401, 403)


def test_whatever_a_label_says_it_breaks_no_line() -> None:
    sample = Sample(value=0.25, labels={"state": 'a "b"\n\\c'})

    text = written([Family(name="signage_x", kind="gauge", help="two\nlines \\", samples=(sample,))])

    assert series(text) == {'signage_x{state="a \\"b\\"\\n\\\\c"}': 0.25}
    assert text.startswith("# HELP signage_x two\\nlines \\\\\n# TYPE signage_x gauge\n")
