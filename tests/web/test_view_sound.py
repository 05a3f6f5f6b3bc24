"""Sound in the view of a screen: each call once, after somebody has touched the page, and no louder than it may."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from signage.core.chime import chime
from tests.vectors.makers import iso, live
from tests.web.conftest import Office
from tests.web.standins import NOW
from tests.web.test_view import await_colour
from tests.web.test_wall import PAGES, serious

pytestmark = pytest.mark.browser

LISTEN = """
window.heard = [];
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function () {
  heard.push({ duration: this.buffer.duration, gain: this.gain, at: performance.now() });
  return start.call(this);
};
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to) {
  if (to instanceof GainNode) this.gain = to.gain.value;
  return connect.call(this, to);
};
"""
PLEASE = "音を出すには画面を押してください"


def sounding(office: Office, *, sound: str = "on", volume: int | None = None) -> None:
    """The lobby's screen may sound."""
    plan = json.loads(office.stand_in.manifests["lobby-1f"])
    for segment in plan["segments"]:
        segment["sound"] = sound
    if volume is not None:
        plan["volume"] = volume
    office.stand_in.manifests["lobby-1f"] = json.dumps(plan, ensure_ascii=False, sort_keys=True).encode()


def call(office: Office, *names: str) -> None:
    """These are called at this moment."""
    asset = hashlib.sha256(chime()).hexdigest()
    (office.stand_in.folder / asset).write_bytes(chime())
    cues = [{"id": name, "at": iso(NOW - 1_000), "for_s": 15, "asset": asset} for name in names]
    office.stand_in.live["lobby-1f"] = [live("b1", {}, cues)]


def opened(office: Office, page: Any) -> None:
    page.add_init_script(LISTEN)
    page.goto(f"{office.address}/screens/lobby-1f/view")
    await_colour(page, *PAGES)


def test_calls_sound_one_after_another_once_somebody_has_touched_the_page(office: Office, page: Any) -> None:
    sounding(office, volume=40)
    call(office, "call-1", "call-2")
    opened(office, page)
    button = page.get_by_role("button", name=PLEASE)
    button.wait_for()
    assert serious(page) == []
    assert page.evaluate("heard") == []

    button.click()
    page.wait_for_function("() => heard.length === 2")
    button.wait_for(state="hidden")

    first, second = page.evaluate("heard")
    assert first["duration"] == pytest.approx(1.2, abs=0.01)
    assert first["gain"] == pytest.approx(0.4)
    assert second["at"] - first["at"] > 1_500


def test_a_call_that_was_heard_is_not_heard_again_after_a_reload(office: Office, page: Any) -> None:
    sounding(office)
    call(office, "call-1")
    opened(office, page)
    page.mouse.click(200, 200)
    page.wait_for_function("() => heard.length === 1")

    page.reload()
    await_colour(page, *PAGES)
    page.mouse.click(200, 200)
    call(office, "call-1", "call-2")
    page.wait_for_function("() => heard.length === 1")

    stored = page.evaluate("JSON.parse(localStorage.getItem('signage-heard-lobby-1f')).map(([id]) => id)")
    assert stored == ["call-1", "call-2"]


def test_a_silent_screen_neither_sounds_nor_asks_to_be_touched(office: Office, page: Any) -> None:
    call(office, "call-1")
    opened(office, page)

    page.mouse.click(200, 200)
    with page.expect_response(lambda answer: answer.url.endswith("live.json")):
        pass

    assert page.evaluate("heard") == []
    assert page.get_by_role("button", name=PLEASE).is_hidden()


def test_a_sound_that_is_missing_keeps_no_later_one_back(office: Office, page: Any) -> None:
    sounding(office)
    call(office, "call-1")
    cue = {"id": "call-0", "at": iso(NOW - 2_000), "for_s": 15, "asset": "0" * 64}
    office.stand_in.live["lobby-1f"][0]["cues"].insert(0, cue)
    opened(office, page)

    page.mouse.click(200, 200)

    page.wait_for_function("() => heard.length === 1")
