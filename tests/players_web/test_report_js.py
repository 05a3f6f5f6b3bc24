"""Reports of the browser's player: every minute and on change, kept until the server has them, each counted once."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from signage.core.heartbeats import heartbeat_of
from signage.web.api import checking
from signage.web.api.heartbeats import HEARTBEAT
from tests.players_web.parts import NOW, SHA, Page, a_page

pytestmark = pytest.mark.browser

START = """
async () => {
  const { Reports } = await import("/player/report.js");
  window.reports = new Reports({ engine, token: "the-token" });
  reports.start();
}
"""
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('signage-report-')).length"
MINUTE = 66_000


@pytest.fixture
def player(browser: Any, tmp_path: Path, serve_folder: Callable[[Path], str]) -> Iterator[Page]:
    with a_page(browser, tmp_path, serve_folder) as page:
        yield page


def answering(player: Page, *statuses: int) -> None:
    """The server answers so, one after another; then it takes all."""
    left = iter(statuses)
    player.say = {"POST /api/v1/heartbeats": lambda sent: (next(left, 204), None)}


def started(player: Page, **truth: Any) -> Page:
    player.page.clock.install()
    player.engine(**truth).page.evaluate(START)
    return player


def reports(player: Page, count: int, *, after_ms: int = 2_000) -> list[dict[str, Any]]:
    """The reports that came, once there are so many; the page's clock runs on until then."""

    def have_come() -> bool:
        player.page.clock.run_for(after_ms)
        return len(player.of("/heartbeats")) >= count

    player.until(have_come)
    return player.of("/heartbeats")


def test_a_report_says_what_the_contract_asks_for_with_a_picture_of_the_glass(player: Page) -> None:
    answering(player)

    (report,) = reports(started(player), 1)[:1]

    checking.check(report, HEARTBEAT)
    beat = heartbeat_of(report)
    assert (beat.sequence, beat.manifest, beat.state, beat.items) == (7, SHA, "showing", ("guide-1-ja",))
    assert (beat.at, beat.sent_at, beat.shown_at) == (NOW // 1000 * 1000, NOW, NOW)
    assert (beat.panel.width, beat.panel.height) == (1280, 720)  # type: ignore[union-attr]
    with Image.open(io.BytesIO(base64.b64decode(report["picture"]["jpeg"]))) as picture:
        assert picture.size == (160, 90)
        assert max(abs(a - b) for a, b in zip(picture.getpixel((80, 45)), (3, 175, 122), strict=True)) <= 3


@pytest.mark.soak
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_the_picture_is_turned_as_the_glass_is(player: Page, turn: int) -> None:
    answering(player)

    report = reports(started(player, turn=turn), 1)[0]
    with (
        Image.open(io.BytesIO(base64.b64decode(report["picture"]["jpeg"]))) as reported,
        Image.open(io.BytesIO(player.page.screenshot())) as seen,
    ):
        apart = ImageChops.difference(reported, seen.convert("RGB").resize(reported.size))

    assert ImageStat.Stat(apart).mean < [3, 3, 3]


def test_it_reports_every_minute_and_at_once_when_something_changes(player: Page) -> None:
    answering(player)
    started(player)
    (first,) = reports(player, 1)

    later = reports(player, 2, after_ms=MINUTE)
    player.page.evaluate("() => tell({ manifest: null, state: 'fallback' })")
    player.page.clock.run_for(2_000)
    player.until(lambda: player.of("/heartbeats")[-1]["state"] == "fallback")

    assert len({report["id"] for report in later}) == len(later)
    assert later[1]["uptime_s"] >= first["uptime_s"] + 54


def test_no_picture_is_taken_while_something_fades_or_nothing_is_shown(player: Page) -> None:
    answering(player)
    started(player, settled=False)

    fading = reports(player, 1)[-1]
    player.page.evaluate("() => tell({ settled: true, state: 'waiting', why: 'unreachable', shownAt: null })")
    waiting = reports(player, 2)[-1]

    assert fading["picture"] is None
    assert (waiting["state"], waiting["why"], waiting["picture"]) == ("waiting", "unreachable", None)


def test_unsent_reports_outlive_a_reload_and_go_out_oldest_first_each_with_its_own_id(player: Page) -> None:
    player.say = {"POST /api/v1/heartbeats": lambda sent: (0, None)}
    started(player)
    for place in range(3):
        player.page.evaluate("(sequence) => tell({ head: { sequence, server: '' } })", place)
        player.page.clock.run_for(3_000)
        player.until(lambda place=place: player.page.evaluate(KEPT) >= place + 1)  # type: ignore[misc]
    tried = {report["id"] for report in player.of("/heartbeats")}
    player.page.reload()
    player.asked.clear()
    answering(player)

    came = reports(started(player, now=NOW + 60_000), 4)

    assert [report["head"]["sequence"] for report in came[:3]] == [0, 1, 2]
    assert tried <= {report["id"] for report in came[:3]}
    assert [report["picture"] is None for report in came[:2]] == [True, True], "one picture is enough"
    assert came[3]["picture"] is not None
    assert all(report["sent_at_ms"] == NOW + 60_000 for report in came)
    player.until(lambda: player.page.evaluate(KEPT) == 0)


def test_nonsense_is_dropped_and_a_busy_server_asked_again(player: Page) -> None:
    answering(player, 400, 503, 204)
    started(player)

    ids = [report["id"] for report in reports(player, 1)]
    player.page.evaluate("() => tell({ state: 'dark' })")
    ids = [report["id"] for report in reports(player, 3)]

    assert ids[0] not in ids[1:]
    assert ids[1] == ids[2]
    player.until(lambda: player.page.evaluate(KEPT) == 0)


@pytest.mark.soak
def test_what_broke_is_told_at_once_and_for_an_hour(player: Page) -> None:
    answering(player)
    started(player)
    reports(player, 1)

    player.page.evaluate("() => { reports.error('it broke'); reports.error('it broke'); }")
    player.page.clock.run_for(3_000)
    player.until(lambda: player.of("/heartbeats")[-1]["errors"] == ["it broke"])
    player.page.clock.run_for(3_700_000)

    player.until(lambda: player.of("/heartbeats")[-1]["errors"] == [])


@pytest.mark.soak
def test_what_waits_for_weeks_is_bounded_by_number_and_by_age(player: Page) -> None:
    player.page.evaluate(
        """async (now) => {
          const { Outbox } = await import("/player/outbox.js");
          const at = (ms) => new Date(ms).toISOString().slice(0, 19) + "Z";
          const outbox = new Outbox();
          const report = (id, ms) => ({ id: `${id}`, at: at(now + ms), picture: null });
          for (let i = 0; i < 500; i += 1) outbox.keep(report(i, i * 1000), { now });
          window.many = outbox.oldest()[1].id;
          outbox.keep(report("a day on", 90_000_000), { now: now + 90_000_000 });
          window.old = outbox.oldest()[1].id;
        }""",
        NOW,
    )

    assert player.page.evaluate("() => many") == "260"
    assert player.page.evaluate("() => old") == "a day on"
    assert player.page.evaluate(KEPT) == 1


@pytest.mark.soak
def test_a_full_disk_keeps_reports_in_memory(player: Page) -> None:
    player.page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; }")
    answering(player, 503)

    came = reports(started(player), 2)

    assert came[0]["id"] == came[1]["id"]
    assert player.page.evaluate(KEPT) == 0
