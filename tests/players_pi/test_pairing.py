"""Pairing: the code, the two words, what may go wrong, and the enrolment that is kept whole or not at all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from players.pi.cache import Cache
from players.pi.enrolment import Enrolment
from players.pi.paired import forget, keep_paired, paired
from players.pi.pairing import Offer, Pairing, Sight, words_of
from players.pi.pauses import Pauses
from players.pi.problems import DiskFull
from tests.players_pi.process import by_and_by
from tests.players_pi.reporting import killed_at
from tests.players_pi.serving import TreeServer, serving
from tests.players_pi.test_fetch import an_office_certificate
from tests.players_pi.tree import HEAD_KEY, SCREEN, Tree, b64, public

VECTORS = json.loads((Path(__file__).parent.parent / "vectors/pairing.json").read_text(encoding="utf-8"))
WORDS = tuple(
    (ja, en) for ja, en in json.loads((Path(__file__).parents[2] / "players/words.json").read_text(encoding="utf-8"))
)


def an_offer(tree: Tree, **fields: Any) -> dict[str, Any]:
    keys = {"public_key": b64(public(tree.key)), "recovery_key": b64(public(tree.recovery))}
    return {"pairing_id": "abc-1", "code": "483920", "poll_ms": 500, "authority": "", **keys, **fields}


def what_is_given(tree: Tree, server: str, **fields: Any) -> dict[str, Any]:
    keys = {"public_key": b64(public(tree.key)), "recovery_key": b64(public(tree.recovery)), "authority": ""}
    whole = {"screen": SCREEN, "server": server, "head_key": HEAD_KEY, "token": "secret", "time_zone": "Asia/Tokyo"}
    return {**whole, "name": "1階ロビー", **keys, **fields}


class Attempt:
    """A pairing that runs in a thread; `sights` is what there was to see, in order."""

    def __init__(self, server: str, *, keep: Callable[[Any], None] = lambda given: None) -> None:
        self.sights: list[Sight] = []
        self.enrolment: Enrolment | None = None
        self.pairing = Pairing(server, model="Pi", keep=keep, tell=self.sights.append, read_s=0.05, again_s=0.05)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        self.enrolment = self.pairing.run()

    def troubles(self) -> list[str]:
        return [sight.trouble for sight in self.sights if sight.trouble]

    def end(self) -> None:
        self.pairing.stop()
        self._thread.join(10)
        assert not self._thread.is_alive()


@pytest.fixture
def attempt() -> Iterator[Callable[..., Attempt]]:
    made: list[Attempt] = []

    def begin(server: str, **how: Any) -> Attempt:
        made.append(Attempt(server, **how))
        return made[-1]

    yield begin
    for one in made:
        one.end()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["why"])
def test_the_words_are_those_of_the_vectors(vector: dict[str, Any]) -> None:
    keys = {name: vector[name] for name in ("public_key", "recovery_key", "authority")}
    offer = Offer(id="x", digits=vector["code"], poll_ms=1, **keys)

    words = words_of(offer, nonce=bytes.fromhex(vector["nonce"]), among=WORDS)

    assert [list(word) for word in words] == vector["words"]


def test_a_code_is_shown_until_somebody_gives_this_player_a_screen(
    tree: Tree, server: TreeServer, attempt: Callable[..., Attempt]
) -> None:
    server.pairings.offer = an_offer(tree)
    begun = attempt(server.url)
    by_and_by(lambda: len(server.pairings.nonces) > 1)
    server.pairings.given = what_is_given(tree, server.url)

    by_and_by(lambda: begun.enrolment is not None)

    assert begun.enrolment == tree.enrolment(
        server.url, token="secret", name="1階ロビー", paired_at=server.url, time_zone=begun.enrolment.time_zone
    )
    (sight,) = begun.sights
    assert sight.code is not None
    assert (sight.code.digits, sight.code.page) == ("483920", f"{server.url}/players/pair?code=483920")
    nonce = bytes.fromhex(server.pairings.nonces[0])
    assert server.pairings.asked == [{"commitment": sha256(nonce).hexdigest(), "model": "Pi"}]


@pytest.mark.parametrize("field", ["public_key", "recovery_key", "authority"])
def test_what_comes_of_another_server_than_the_words_vouched_for_is_not_taken(
    tree: Tree, server: TreeServer, attempt: Callable[..., Attempt], field: str
) -> None:
    server.pairings.offer = an_offer(tree)
    stranger = {"public_key": b64(b"s" * 32), "recovery_key": b64(b"t" * 32), "authority": "a stranger's"}
    server.pairings.given = what_is_given(tree, server.url, **{field: stranger[field]})

    begun = attempt(server.url)
    by_and_by(lambda: "odd" in begun.troubles())

    assert begun.enrolment is None


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"status": 404}, "elsewhere"),
        ({"status": 503}, "full"),
        ({"status": 429}, "slowed"),
        ({"status": 500}, "unreachable"),
        ({"offer": {"code": "483920"}}, "odd"),
        ({"offer": {"code": "48392x"}}, "odd"),
        ({"waiting": (404, {})}, "expired"),
        ({"waiting": (200, {"state": "refused"})}, "refused"),
        ({"waiting": (500, {})}, "unreachable"),
    ],
)
def test_whatever_goes_wrong_is_said_and_a_new_code_follows(
    tree: Tree, server: TreeServer, attempt: Callable[..., Attempt], change: dict[str, Any], trouble: str
) -> None:
    server.pairings.offer = an_offer(tree)
    for name, value in change.items():
        setattr(server.pairings, name, an_offer(tree, pairing_id="../x", **value) if name == "offer" else value)
    begun = attempt(server.url)
    by_and_by(lambda: trouble in begun.troubles())

    server.pairings.offer, server.pairings.status = an_offer(tree, code="111222"), 201
    server.pairings.waiting, server.pairings.given = (404, {}), {}
    by_and_by(lambda: any(sight.code and sight.code.digits == "111222" for sight in begun.sights))
    server.pairings.given = what_is_given(tree, server.url)

    by_and_by(lambda: begun.enrolment is not None)


@pytest.mark.parametrize(("server", "trouble"), [("http://127.0.0.1:9", "unreachable"), ("signage", "address")])
def test_an_address_that_leads_nowhere_is_said(server: str, trouble: str, attempt: Callable[..., Attempt]) -> None:
    begun = attempt(server)

    by_and_by(lambda: begun.troubles() == [trouble])


def test_a_card_that_cannot_be_written_keeps_the_player_waiting_for_it(
    tree: Tree, server: TreeServer, attempt: Callable[..., Attempt]
) -> None:
    full = [True]

    def keep(given: object) -> None:
        if full.pop():
            full.append(len(begun.sights) < 2)
            raise DiskFull(ja="満杯", en="full")

    server.pairings.offer, server.pairings.given = an_offer(tree), what_is_given(tree, server.url)
    full.append(True)
    begun = attempt(server.url, keep=keep)

    by_and_by(lambda: begun.troubles() == ["card"] and begun.enrolment is not None)


def test_the_enrolment_is_kept_for_its_owner_alone_and_forgotten_with_everything_else(
    tree: Tree, tmp_path: Path
) -> None:
    cache = Cache(tmp_path / "cache")
    given = what_is_given(tree, "https://signage.ward.example")

    keep_paired(cache, given)
    kept = paired(cache, server="https://10.0.0.5")
    assert kept is not None
    assert (kept.token, kept.servers) == ("secret", ("https://signage.ward.example", "https://10.0.0.5"))
    assert (tmp_path / "cache/enrolment.json").stat().st_mode & 0o777 == 0o600
    (cache.folder / "reports").mkdir()
    for name in ("newest.json", "reports/1.json", "a" * 64):
        (cache.folder / name).write_text("x")
    forget(cache)

    assert list(cache.folder.iterdir()) == []
    assert paired(cache, server="https://10.0.0.5") is None


@pytest.mark.parametrize("harm", [b"", b"{", b'{"screen": "lobby-1f"}', b"\0" * 300])
def test_a_harmed_enrolment_is_none(tmp_path: Path, harm: bytes) -> None:
    (tmp_path / "enrolment.json").write_bytes(harm)

    assert paired(Cache(tmp_path), server="http://127.0.0.1:9") is None


def test_a_server_that_nobody_vouches_for_is_believed_by_its_words_and_then_by_its_authority_alone(
    tree: Tree, attempt: Callable[..., Attempt], tmp_path: Path
) -> None:
    certificate, office = an_office_certificate(tmp_path)
    with serving(tree.folder, certificate=certificate) as server:
        server.pairings.offer = an_offer(tree, authority=office.read_text())
        server.pairings.given = what_is_given(tree, server.url, authority=office.read_text())

        begun = attempt(server.url)
        by_and_by(lambda: begun.enrolment is not None)

    assert begun.troubles() == []
    assert begun.enrolment is not None
    assert begun.enrolment.authority == office.read_text()


@pytest.mark.parametrize("relays", [True, False])
def test_a_man_in_the_middle_shows_other_words_or_is_found_out(
    tree: Tree, attempt: Callable[..., Attempt], tmp_path: Path, relays: bool
) -> None:
    (tmp_path / "his").mkdir()
    genuine = an_office_certificate(tmp_path)[1].read_text()
    certificate, own = an_office_certificate(tmp_path / "his")
    offer = an_offer(tree, authority=genuine)
    said = offer if relays else {**offer, "authority": own.read_text(), "public_key": b64(b"m" * 32)}
    with serving(tree.folder, certificate=certificate) as server:
        server.pairings.offer = said

        begun = attempt(server.url)
        by_and_by(lambda: len(server.pairings.nonces) > 0 or "untrusted" in begun.troubles())
        begun.end()

    if relays:  # he cannot go on with an authority that is not his: nothing is revealed to him
        assert server.pairings.nonces == []
        return
    code = begun.sights[0].code
    assert code is not None
    nonce = bytes.fromhex(server.pairings.nonces[0])
    keys = {name: offer[name] for name in ("public_key", "recovery_key", "authority")}
    assert code.words != words_of(Offer(id="x", digits="483920", poll_ms=1, **keys), nonce=nonce, among=WORDS)


@pytest.mark.parametrize("lets_live", [None, 5, 6])
def test_a_man_in_the_middle_who_ends_codes_has_eleven_guesses_in_the_half_hour_of_a_real_one(
    lets_live: int | None,
) -> None:
    pauses, now, guesses = Pauses(), 0.0, 0

    while now < 30 * 60:
        guesses += 1
        lived_s = 21 * 60 if guesses == lets_live else 0
        now += lived_s + pauses.after(lived_ms=lived_s * 1000)

    assert guesses <= 11


def test_after_a_code_that_lived_its_time_the_next_comes_as_soon_as_ever() -> None:
    pauses = Pauses()
    early = [pauses.after(lived_ms=0) for _ in range(12)]

    pause = pauses.after(lived_ms=30 * 60_000)

    assert (early[:3], early[-1], pause) == ([8, 16, 32], 300, 8)


def test_no_answer_of_a_server_keeps_the_codes_coming_fast(
    tree: Tree, server: TreeServer, attempt: Callable[..., Attempt]
) -> None:
    server.pairings.offer = an_offer(tree)
    ends = [(404, {}), (200, {"state": "refused"}), (200, {"state": "paired"}), (400, {})]
    began = time.monotonic()
    attempt(server.url)
    by_and_by(partial(asked_more_than, server, 0))

    for end in ends:
        codes, server.pairings.waiting = len(server.pairings.asked), end
        by_and_by(partial(asked_more_than, server, codes))

    polls_s, pauses_s = 4 * 0.5, 0.05 * (1 + 2 + 4 + 8)
    assert time.monotonic() - began >= polls_s + pauses_s


def asked_more_than(server: TreeServer, codes: int) -> bool:
    return len(server.pairings.asked) > codes


def paired_once(folder: Path, server: str, note: Callable[[str], object]) -> None:
    """Pair, on a cache of ours, and note the screen once that is done."""
    cache = Cache(folder)
    if paired(cache, server=server) is None:
        forget(cache)
        kept = partial(keep_paired, cache)
        enrolment = Pairing(server, model="Pi", keep=kept, tell=lambda sight: None, again_s=0.01).run()
        assert enrolment is not None
        note(enrolment.screen)


def test_the_power_may_fail_at_any_step_of_pairing_and_the_player_is_paired_or_begins_anew(
    tree: Tree, server: TreeServer, tmp_path: Path
) -> None:
    import segno  # noqa: F401 - what is imported later would count as a step

    server.pairings.offer = an_offer(tree, poll_ms=1)
    server.pairings.given = what_is_given(tree, server.url)
    step, ended, anew = 0, False, 0
    while not ended:
        step += 1
        folder = tmp_path / f"cache-{step}"
        ended, told = killed_at(step, partial(paired_once, folder, server.url))
        enrolment = paired(Cache(folder), server=server.url)
        anew += enrolment is None
        assert enrolment is not None or not told, "who was told that it is paired stays so"
        assert enrolment is None or enrolment.token == "secret"

    assert 5 < anew < step
