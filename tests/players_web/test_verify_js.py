"""The browser believes the same signed heads as the Pi player: every vector, by WebCrypto in real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.vectors.heads import GOOD, NEXT, NOW, RECOVERY, STRANGER, public, signed

pytestmark = pytest.mark.browser

TAKE_ALL = """
async () => {
  const { opened, canVerify } = await import("/players/web/verify.js");
  const { headOf } = await import("/players/web/documents.js");
  const { Refused } = await import("/players/web/refused.js");
  const vectors = await (await fetch("/tests/vectors/heads.json")).json();
  const wrong = [];
  for (const { why, jws, keys, screen, taken } of vectors) {
    let is = true;
    try {
      headOf((await opened(jws, { typ: "signage-head", keys })).document, { screen });
    } catch (error) {
      is = error instanceof Refused ? false : `${error}`;
    }
    if (is !== taken) wrong.push([why, is]);
  }
  return { wrong, count: vectors.length, canVerify: await canVerify };
}
"""

SIGNER = """
async ({ jws, keys, introducer }) => {
  const { opened } = await import("/players/web/verify.js");
  try {
    return (await opened(jws, { typ: "signage-head", keys, introducer })).signer;
  } catch {
    return null;
  }
}
"""


@pytest.fixture
def page(browser: Any, serve_folder: Callable[[Path], str]) -> Any:
    opened = browser.new_page()
    opened.goto(f"{serve_folder(ROOT)}/tests/vectors/heads.json")
    yield opened
    opened.close()


def introduced(*, by: Any = RECOVERY, typ: str = "signage-keys", sequence: int = 2_000) -> str:
    """A head of a key that nobody knows, with what vouches for it in its header."""
    document = {"version": 1, "keys": [public(NEXT)], "sequence": sequence}
    keys = signed(document, key=by, header={"alg": "EdDSA", "typ": typ})
    return signed(GOOD, key=NEXT, header={"alg": "EdDSA", "typ": "signage-head", "keys": keys})


def signer(page: Any, jws: str, *, newest: int = 1_000) -> str | None:
    introducer = {"recoveryKey": public(RECOVERY), "newest": newest}
    found: str | None = page.evaluate(SIGNER, {"jws": jws, "keys": [public(NOW)], "introducer": introducer})
    return found


def test_every_head_is_taken_or_refused_as_it_should_be(page: Any) -> None:
    found = page.evaluate(TAKE_ALL)

    assert found == {"wrong": [], "count": 46, "canVerify": True}


def test_a_key_that_the_recovery_key_introduces_is_believed(page: Any) -> None:
    assert signer(page, introduced()) == public(NEXT)
    assert signer(page, introduced(), newest=0) == public(NEXT)


def test_an_introduction_by_another_key_or_for_an_older_head_is_not(page: Any) -> None:
    assert signer(page, introduced(by=STRANGER)) is None
    assert signer(page, introduced(typ="signage-head")) is None
    assert signer(page, introduced(), newest=2_000) is None
