"""The start page: a code and two words until somebody gives this screen a monitor; it begins anew by itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.players_web.parts import Page, a_page

pytestmark = pytest.mark.browser

SOAKED = partial(pytest.param, marks=pytest.mark.soak)
VECTORS = json.loads((ROOT / "tests" / "vectors" / "pairing.json").read_text("utf-8"))
RUN = """
async () => {
  const { Pairing } = await import("/player/pairing.js");
  new Pairing(document.querySelector("#pairing")).run().then((enrolment) => { window.enrolment = enrolment; });
}
"""
HURRIED = """
() => {
  const [later, now] = [window.setTimeout, performance.now.bind(performance)];
  [window.passed, window.pauses] = [0, []];
  performance.now = () => now() + passed;
  window.setTimeout = (go, ms) => {
    if (ms === 20_000) return later(go, ms);  // how long an answer may take
    if (ms > 0) pauses.push(ms);
    return later(() => { window.passed += ms; go(); }, 0);
  };
}
"""
WORDS = """
async ({ vectors, isBare }) => {
  if (isBare) Object.defineProperty(crypto, "subtle", { value: undefined });
  const { wordsOf } = await import("/player/pairing.js");
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));
  return Promise.all(vectors.map((vector) => wordsOf(vector, bytes(vector.nonce))));
}
"""


@pytest.fixture
def start(browser: Any, tmp_path: Path, serve_folder: Callable[[Path], str]) -> Iterator[Page]:
    with a_page(browser, tmp_path, serve_folder) as page:
        yield page


def begun(code: str = "123456", number: int = 0) -> dict[str, Any]:
    """What a server answers to a player that asks for a code."""
    said = {name: VECTORS[number][name] for name in ("public_key", "recovery_key", "authority")}
    return {"pairing_id": "secret-of-the-player", "code": code, "expires_at": "…", "poll_ms": 50, **said}


def paired(**other: str) -> dict[str, str]:
    """And to one that somebody has given a monitor."""
    said = {name: begun()[name] for name in ("public_key", "recovery_key", "authority")}
    return {"state": "paired", "screen": "lobby-1f", "token": "t", "head_key": "h", **said, **other}


def in_state(start: Page, state: str) -> None:
    start.page.wait_for_selector(f"#pairing[data-state={state}]")


def test_the_two_words_are_those_of_the_vectors_with_and_without_what_only_tls_gives(start: Page) -> None:
    own = start.page.evaluate(WORDS, {"vectors": VECTORS, "isBare": False})
    computed = start.page.evaluate(WORDS, {"vectors": VECTORS, "isBare": True})

    assert own == computed == [vector["words"] for vector in VECTORS]


def test_a_code_two_words_and_where_to_type_it_stand_until_the_screen_is_paired(start: Page) -> None:
    answers = iter([{"state": "waiting"}, {"state": "waiting"}])
    start.say = {
        "POST /api/v1/pairings": lambda sent: (201, begun("408215")),
        "GET /api/v1/pairings/": lambda sent: (200, next(answers, None) or paired()),
    }

    start.page.evaluate(RUN)
    in_state(start, "waiting")
    glass = start.page.inner_text("#pairing")
    enrolment = start.page.wait_for_function("() => window.enrolment").json_value()

    assert "408" in glass
    assert "215" in glass
    assert start.page.get_attribute("#pairing img", "src") == "/player/code.svg?code=408215"
    assert start.page.inner_text("#pairing .host b") == start.address.removeprefix("http://")
    assert "secret-of-the-player" not in start.page.content()
    assert enrolment == paired()


def test_the_random_bytes_are_revealed_once_the_keys_are_known_and_not_before(start: Page) -> None:
    start.say = {
        "POST /api/v1/pairings": lambda sent: (201, begun()),
        "GET /api/v1/pairings/": lambda sent: (200, paired()),
    }

    start.page.evaluate(RUN)
    start.page.wait_for_function("() => window.enrolment")

    (asked,), (query,) = start.of("/pairings"), start.of("/secret-of-the-player")
    nonce = query.removeprefix("nonce=")
    assert asked["commitment"] == hashlib.sha256(bytes.fromhex(nonce)).hexdigest()
    assert 0 < len(asked["model"]) <= 80


@pytest.mark.parametrize("field", ["recovery_key", *(SOAKED(one) for one in ("public_key", "authority"))])
def test_what_the_words_did_not_vouch_for_is_not_taken(start: Page, field: str) -> None:
    start.say = {
        "POST /api/v1/pairings": lambda sent: (201, begun()),
        "GET /api/v1/pairings/": lambda sent: (200, paired(**{field: "somebody else's"})),
    }

    start.page.evaluate(RUN)
    in_state(start, "odd")

    assert start.page.evaluate("() => window.enrolment") is None


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        SOAKED((503, {}), "full"),
        SOAKED((0, None), "unreachable"),
        SOAKED((429, {}), "slowed"),
        SOAKED((201, None), "odd"),
        SOAKED((500, {}), "odd"),
    ],
)
def test_whatever_the_server_answers_is_said_and_tried_again(
    start: Page, answer: tuple[int, Any], state: str
) -> None:
    answers = iter([answer])
    start.say = {
        "POST /api/v1/pairings": lambda sent: next(answers, (201, begun())),
        "GET /api/v1/pairings/": lambda sent: (200, {"state": "waiting"}),
    }
    start.page.clock.install()

    start.page.evaluate(RUN)
    in_state(start, state)
    said = start.page.locator("#pairing [data-when]:visible")
    languages = said.locator("span").evaluate_all("(spans) => spans.map((span) => span.lang)")
    start.page.clock.run_for(6_000)

    in_state(start, "waiting")
    assert languages == ["ja", "en"], "one sentence, in two languages"


@pytest.mark.parametrize(
    ("answer", "state"),
    [((200, {"state": "refused"}), "refused"), SOAKED((404, {}), "expired"), SOAKED((400, {}), "odd")],
)
def test_after_a_code_that_is_over_a_new_one_comes_by_itself(
    start: Page, answer: tuple[int, Any], state: str
) -> None:
    codes, answers = iter(["111222", "333444"]), iter([answer])
    start.say = {
        "POST /api/v1/pairings": lambda sent: (201, begun(next(codes))),
        "GET /api/v1/pairings/": lambda sent: next(answers, (200, {"state": "waiting"})),
    }
    start.page.clock.install()

    start.page.evaluate(RUN)
    in_state(start, state)
    left = start.page.inner_text("#pairing .digits")
    start.page.clock.run_for(9_000)

    in_state(start, "waiting")
    assert left.strip() == ""
    assert start.page.inner_text("#pairing .digits").split() == ["333", "444"]


def test_whoever_ends_codes_early_has_few_guesses_until_a_code_has_lived_its_time(start: Page) -> None:
    lives = 25 * 60_000
    ends = [(404, {}), (200, {"state": "refused"}), *[(404, {})] * 5, (200, {"state": "waiting"}), *[(404, {})] * 3]
    answers = iter(ends)
    start.say = {
        "POST /api/v1/pairings": lambda sent: (201, begun() | {"poll_ms": lives}),
        "GET /api/v1/pairings/": lambda sent: next(answers, None) or (200, paired()),
    }

    start.page.evaluate(HURRIED)
    start.page.evaluate(RUN)
    start.page.wait_for_function("() => window.enrolment")
    pauses = [ms // 1000 for ms in start.page.evaluate("() => pauses")]

    assert pauses == [8, 16, 32, 64, 128, 256, 300, lives // 1000, 8, 8, 16]
