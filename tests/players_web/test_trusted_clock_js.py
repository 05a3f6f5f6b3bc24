"""The browser's clock: when it is believed, how it is corrected, and what a restart may recall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.players_web.rig import lobby

pytestmark = pytest.mark.browser

NOON = 1_795_312_800_000
WITH_CLOCK = """
async (script) => {
  const { TrustedClock } = await import("/player/trusted_clock.js");
  const at = { machine: NOON, steady: 1000 };
  const go = (ms) => { at.machine += ms; at.steady += ms; };
  const clock = new TrustedClock({ machine: () => at.machine, steady: () => at.steady });
  const heard = () => ({ sent: at.steady - 100, received: at.steady, newest: NOON - 60_000 });
  const hear = (date) => clock.hear({ date, ...heard() });
  return new Function("clock", "at", "go", "hear", script)(clock, at, go, hear);
}
""".replace("NOON", str(NOON))


@pytest.fixture(scope="module")
def run(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Any]]:
    with lobby(tmp_path_factory.mktemp("clock")) as here:
        page = browser.new_page()
        page.goto(f"{here.address}/player/trusted_clock.js")
        yield lambda script: page.evaluate(WITH_CLOCK, script)
        page.close()


def test_a_server_that_cannot_be_right_is_not_believed(run: Any) -> None:
    assert run(f"hear({NOON} - 62_000); return [clock.trusted, clock.source];") == [False, "none"]
    assert run(f"hear({NOON} - 60_500); return [clock.trusted, clock.source];") == [True, "server"]


def test_many_answers_narrow_the_time_down(run: Any) -> None:
    tick = "for (let n = 0; n < 40; n += 1) { go(5_137); hear(Math.floor((at.machine + 250) / 1000) * 1000); }"

    assert run(f"{tick} return clock.offsetMs;") == pytest.approx(250, abs=130)


def test_small_corrections_are_glided_to_and_steps_wait_for_a_boundary(run: Any) -> None:
    begun = f"hear({NOON}); const first = clock.now() - at.machine;"
    later = f"hear({NOON} + 10_000); const held = clock.now() - at.machine;"

    assert run(f"{begun} {later} clock.atBoundary(); return [first, held, clock.now() - at.machine];") == [
        550, 550, 10_550,
    ]  # fmt: skip
    glide = "let last = clock.now(); let back = 0; for (let n = 0; n < 99; n += 1) { go(100); hear(at.machine); "
    assert run(f"{begun} {glide} if (clock.now() < last) back += 1; last = clock.now(); }} return back;") == 0


@pytest.mark.parametrize(
    ("kept", "newest", "believed"),
    [
        (f"{{agreed: true, machine: {NOON - 5_000}}}", NOON - 60_000, True),
        ("null", NOON - 60_000, False),
        (f"{{agreed: false, machine: {NOON - 5_000}}}", NOON - 60_000, False),
        (f"{{agreed: true, machine: {NOON + 5_000}}}", NOON - 60_000, False),
        (f"{{agreed: true, machine: {NOON - 5_000}}}", NOON + 60_000, False),
        (f"{{agreed: true, machine: {NOON - 5_000}}}", 0, False),
    ],
)
def test_the_machine_is_believed_only_where_all_three_hold(run: Any, kept: str, newest: int, believed: bool) -> None:
    source = run(f"clock.recall({kept}, {{ newest: {newest} }}); return clock.source;")

    assert source == ("battery" if believed else "none")


def test_a_machine_that_slept_is_found_out_and_a_clock_that_was_set_back_is_not(run: Any) -> None:
    assert run(f"hear({NOON}); go(1_000); at.machine += 3_600_000; return [clock.hasSlept(), clock.hasSlept()];") == [
        True, False,
    ]  # fmt: skip
    assert run(f"hear({NOON}); go(3_600_000); at.machine -= 60_000; return clock.hasSlept();") is False


def test_a_machine_that_has_just_woken_keeps_no_word_against_its_own_clock(run: Any) -> None:
    woken = f"hear({NOON}); go(5_000); at.machine += 3_600_000; const first = clock.toKeep; clock.hasSlept();"
    later = "const then = clock.toKeep; hear(at.machine); return [first, then, clock.toKeep.agreed];"

    assert run(f"{woken} {later}") == [None, None, True]


def test_after_a_sleep_one_answer_of_the_server_is_enough(run: Any) -> None:
    slept = f"hear({NOON}); go(5_000); at.machine += 3_600_000; hear(at.machine);"

    assert run(f"{slept} clock.atBoundary(); return Math.abs(clock.now() - at.machine) < 1_000;") is True
