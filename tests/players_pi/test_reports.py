"""Reports: each is counted once, whatever becomes of the network, the server, the disk, the power and the clock."""

from __future__ import annotations

import contextlib
import functools
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from players.pi.enrolment import Enrolment
from players.pi.outbox import MOST
from players.pi.witness import Glance
from signage.core.heartbeats import heartbeat_of
from tests.players_pi.reporting import Reporter, killed_at
from tests.players_pi.serving import TreeServer, serving
from tests.players_pi.tree import DAY, NOON, Tree


@pytest.fixture
def reporter(tmp_path: Path, tree: Tree, server: TreeServer) -> Reporter:
    return Reporter(tmp_path / "cache", tree.enrolment(server.url))


def ids(server: TreeServer) -> list[str]:
    return [report["id"] for report in server.reports]


def sequences(server: TreeServer) -> list[int]:
    """Of the heads that were reported, each report once, in the order in which they came."""
    once = {report["id"]: report for report in server.reports}
    return [report["head"]["sequence"] for report in once.values() if report["head"]]


def test_a_report_is_one_that_the_server_understands(reporter: Reporter, server: TreeServer) -> None:
    reporter.witness.panel = (1920, 1080)
    reporter.witness.saw("showing", at=NOON, items=("guide-1-ja", "queue-3"))

    reporter.another(7)

    (told,) = server.reports
    beat = heartbeat_of(told)
    assert (beat.sequence, beat.state, beat.items, beat.sent_at) == (7, "showing", ("guide-1-ja", "queue-3"), NOON)
    assert (beat.clock.trusted, beat.clock.source, beat.at) == (True, "kernel", NOON)
    assert told["picture"]["width"] == 160
    assert reporter.files() == []


def test_the_same_is_not_said_again_before_its_time(tmp_path: Path, tree: Tree, server: TreeServer) -> None:
    from players.pi.reports import Pace

    reporter = Reporter(tmp_path / "cache", tree.enrolment(server.url), pace=Pace(least=0))
    reporter.another(1)
    due = reporter.reports.step()
    reporter.another(1)
    reporter.troubles.news()
    reporter.witness.saw("dark", at=NOON)
    reporter.another(1)

    assert [report["state"] for report in server.reports] == ["waiting", "dark"]
    assert due > 0


@pytest.mark.parametrize("trouble", ["down", 200, 302, 401, 404, 429, 500, 503])
def test_what_nobody_takes_waits_and_comes_in_order_and_once(
    reporter: Reporter, server: TreeServer, trouble: object
) -> None:
    if isinstance(trouble, int):
        server.faults.reports = trouble
    else:
        server.faults.down = True
    for number in range(1, 6):
        reporter.another(number)
    assert len(reporter.files()) == 5
    server.reports.clear()

    server.faults.reports, server.faults.down = 204, False
    reporter.steps(lambda: reporter.reports.waiting == 0)

    assert sequences(server)[:5] == [1, 2, 3, 4, 5]
    assert len(set(ids(server))) == len(ids(server))
    assert not any("picture" in report for report in server.reports[:4])


def test_a_report_whose_answer_was_lost_is_the_same_report(reporter: Reporter, server: TreeServer) -> None:
    server.faults.forgets = 3

    reporter.another(1)
    reporter.steps(lambda: reporter.reports.waiting == 0)

    assert len(set(ids(server)[:4])) == 1


def test_a_report_that_is_none_to_the_server_is_dropped(reporter: Reporter, server: TreeServer) -> None:
    server.faults.reports = 400
    reporter.another(1)

    assert reporter.reports.waiting == 0
    assert reporter.files() == []


@pytest.mark.parametrize("fault", [pytest.param("hangs", marks=pytest.mark.soak), "cut"])
def test_a_server_that_hangs_or_breaks_off_has_not_taken_it(
    reporter: Reporter, server: TreeServer, fault: str
) -> None:
    server.faults.hangs = {"heartbeats"} if fault == "hangs" else set()
    server.faults.reports = 500
    server.faults.cut_after = {"heartbeats": 3}
    reporter.another(1)
    assert reporter.reports.waiting == 1

    server.faults.hangs, server.faults.cut_after, server.faults.reports = set(), {}, 204
    reporter.steps(lambda: reporter.reports.waiting == 0)

    assert sequences(server)[0] == 1


@pytest.mark.soak
def test_no_more_are_kept_than_the_newest_of_a_day(tmp_path: Path, tree: Tree, server: TreeServer) -> None:
    now = [NOON]
    enrolment = tree.enrolment(server.url)
    reporter = Reporter(tmp_path / "cache", enrolment, time=lambda: now[0])
    server.faults.down = True
    for number in range(1, MOST + 8):
        reporter.another(number)
    assert len(reporter.files()) == MOST
    now[0] += DAY + 1000
    reporter.clock.look(newest=0)
    reporter.clock.at_boundary()
    reporter.another(1000)

    server.faults.down = False
    reporter.steps(lambda: reporter.reports.waiting == 0)

    assert sequences(server)[0] == 1000


def test_what_was_not_taken_is_sent_after_a_restart_but_not_by_another_enrolment(
    tmp_path: Path, tree: Tree, server: TreeServer
) -> None:
    server.faults.down = True
    first = Reporter(tmp_path / "cache", tree.enrolment(server.url))
    first.another(1)
    first.command("shot-1")
    server.faults.down = False

    again = Reporter(tmp_path / "cache", tree.enrolment(server.url))
    again.steps(lambda: len(server.reports) >= 2)
    first.folder.joinpath("reports/000000000999.json").write_text('{"enrolment": "another", "report": {"id": "x"}}')
    stranger = Reporter(tmp_path / "cache", tree.enrolment(server.url, head_key="f" * 32))

    assert sequences(server)[0] == 1
    assert [one["id"] for report in server.reports for one in report["commands"]] == ["shot-1"]
    assert stranger.reports.waiting == 0


def test_a_command_is_acknowledged_on_the_disk_before_it_counts_as_done(
    reporter: Reporter, server: TreeServer, tmp_path: Path
) -> None:
    server.faults.down = True

    assert reporter.command("c-1") == [True]

    first = json.loads((tmp_path / "cache/reports" / reporter.files()[0]).read_text())
    assert first["report"]["commands"][0]["id"] == "c-1"


@pytest.mark.parametrize("harm", [b"", b"{", b"\0" * 900, b'{"enrolment": 3}'])
def test_a_harmed_report_is_left_out_and_the_others_are_sent(
    tmp_path: Path, tree: Tree, server: TreeServer, harm: bytes
) -> None:
    server.faults.down = True
    first = Reporter(tmp_path / "cache", tree.enrolment(server.url))
    for number in (1, 2, 3):
        first.another(number)
    (tmp_path / "cache/reports" / first.files()[1]).write_bytes(harm)
    server.faults.down = False

    again = Reporter(tmp_path / "cache", tree.enrolment(server.url))
    again.steps(lambda: again.reports.waiting == 0)

    assert sequences(server)[:2] == [1, 3]


@pytest.mark.parametrize("says", [10 * 60_000, 2_209_000_000_000, None])
def test_a_wrong_clock_is_told_as_one_that_nobody_vouches_for(
    tmp_path: Path, tree: Tree, server: TreeServer, says: int | None
) -> None:
    reporter = Reporter(tmp_path / "cache", tree.enrolment(server.url), time=lambda: None)
    if says is not None:
        reporter.boot = says

    reporter.another(1)

    beat = heartbeat_of(server.reports[0])
    assert (beat.at, beat.sent_at, beat.clock.trusted, beat.clock.source) == (None, None, False, "none")


def test_a_card_that_is_full_loses_nothing_while_the_power_is_on(
    reporter: Reporter, server: TreeServer, tmp_path: Path
) -> None:
    server.faults.down = True
    reports = tmp_path / "cache/reports"
    reports.rmdir()
    reports.write_text("no folder can be written here")
    for number in (1, 2, 3):
        reporter.another(number)
    assert reporter.command("c-1") == [False]
    reports.unlink()
    reports.mkdir()
    reporter.another(4)
    assert len(reporter.files()) == 5

    server.faults.down = False
    reporter.steps(lambda: reporter.reports.waiting == 0)

    assert sequences(server)[:3] == [1, 2, 3]


def test_a_disk_without_room_loses_nothing_either(small_disk: Path, tree: Tree, server: TreeServer) -> None:
    reporter = Reporter(small_disk / "cache", tree.enrolment(server.url))
    server.faults.down = True
    reporter.another(1)
    filler = small_disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1 << 16))
    for number in (2, 3, 4):
        reporter.another(number)
    kept = len(reporter.files())
    filler.unlink()
    reporter.another(5)
    assert kept < len(reporter.files()) == 5

    server.faults.down = False
    reporter.steps(lambda: reporter.reports.waiting == 0)

    assert sequences(server)[:5] == [1, 2, 3, 4, 5]


def test_two_servers_are_tried_in_turn_and_one_counts(tmp_path: Path, tree: Tree, server: TreeServer) -> None:
    with serving(tree.folder) as second:
        server.faults.reports = 503
        reporter = Reporter(tmp_path / "cache", tree.enrolment(server.url, paired_at=second.url))
        reporter.another(1)

        assert (len(server.reports), len(second.reports)) == (0, 1)


def three_reports(folder: Path, enrolment: Enrolment, number: int, note: Callable[[str], object]) -> None:
    """Make three, noting the id of each once it was put into the outbox."""
    reporter = Reporter(folder, enrolment)
    put = reporter.reports._outbox.put

    def noting(report: Any, **how: Any) -> bool:
        kept = put(report, **how)
        note(report["id"])
        return kept

    reporter.reports._outbox.put = noting  # type: ignore[method-assign]
    reporter.another(number)
    reporter.command(f"c-{number}")
    reporter.another(number + 1000)


def power_fails(tmp_path: Path, tree: Tree, server: TreeServer, *, answers: Callable[[], Any]) -> int:
    """Cut the power at each step of making, keeping and sending reports; how many steps there are."""
    import players.pi.straight
    import players.pi.telling  # noqa: F401 - what is imported later would count as a step

    enrolment, step, ended = tree.enrolment(server.url), 0, False
    while not ended:
        step, folder = step + 1, tmp_path / f"cache-{step}"
        server.reports.clear()
        answers()
        ended, promised = killed_at(step, functools.partial(three_reports, folder, enrolment, step))
        server.faults.reports, server.faults.forgets = 204, 0
        again = Reporter(folder, enrolment)
        again.steps(lambda again=again: again.reports.waiting == 0)  # type: ignore[misc]
        counted = set(ids(server))
        assert set(promised) <= counted, "none is lost"
        made = {report["id"] for report in server.reports if report["head"]}  # `again` has not heard of a head
        assert len(made) <= len(promised) + 1, "none is two; one may be kept though nobody lived to note it"
    return step


def test_the_power_may_fail_between_any_two_steps_of_reporting(
    tmp_path: Path, tree: Tree, server: TreeServer
) -> None:
    steps = power_fails(tmp_path, tree, server, answers=lambda: None)

    assert steps > 12


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(6))
def test_the_power_may_fail_while_the_server_does_too(
    tmp_path: Path, tree: Tree, server: TreeServer, seed: int
) -> None:
    dice = random.Random(seed)

    def answers() -> None:
        server.faults.reports = dice.choice([204, 204, 500, 503, 401])
        server.faults.forgets = dice.choice([0, 0, 1, 2])

    assert power_fails(tmp_path, tree, server, answers=answers) > 12


def test_a_glance_is_news_only_where_its_state_differs(reporter: Reporter) -> None:
    told: list[Glance] = []
    reporter.witness.news = lambda: told.append(reporter.witness.glance)

    reporter.witness.saw("showing", at=1, items=("a",))
    reporter.witness.saw("showing", at=2, items=("b",))
    reporter.witness.saw("showing", at=3, items=("b",))
    reporter.witness.saw("fallback", at=4, items=("b",))

    assert [(glance.state, glance.at) for glance in told] == [("showing", 1), ("fallback", 4)]


def test_nonsense_from_a_server_is_no_acceptance(reporter: Reporter, server: TreeServer) -> None:
    server.faults.reports = 200  # a hotel's page

    reporter.another(1)

    assert reporter.reports.waiting == 1
