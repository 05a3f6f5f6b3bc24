"""What reports say of the glass: facts at once, pictures in a quiet moment; commands once, a name for a while."""

from __future__ import annotations

import io
import threading

import numpy as np
import pytest
from PIL import Image

from players.pi.documents import Command
from players.pi.identify import name_card
from players.pi.pairing import Code, Sight
from players.pi.pairing_card import pairing_card
from players.pi.witness import Photo
from tests.players_pi.theatre import Theatre, pixels_of
from tests.players_pi.tree import DAY, HOUR, NOON, Tree, a_loop, a_segment, a_zone


def told(theatre: Theatre, *commands: tuple[str, str], text: str = "") -> None:
    """The newest head has these commands."""
    theatre.show.obey(tuple(Command(id=name, do=do, until=NOON + HOUR, text=text) for name, do in commands))


def photographed(theatre: Theatre, longest: int, *, until: int) -> tuple[Photo, float]:
    """A picture asked for now, and at what time of ours it was taken."""
    taken: list[Photo | None] = []
    asking = threading.Thread(target=lambda: taken.append(theatre.witness.photo(longest, limit_s=10)))
    theatre.wake.clear()
    asking.start()
    theatre.wake.wait(5)
    for _ in theatre.play(until):
        asking.join(0.001)
        if taken:
            break
    asking.join(10)
    assert taken
    assert taken[0] is not None
    return taken[0], theatre.at


def test_what_is_on_the_glass_is_told_zone_by_zone(theatre: Theatre, tree: Tree) -> None:
    theatre.frame()
    waiting = theatre.witness.glance
    theatre.give(tree.rotation(1, 2))
    theatre.frame()
    theatre.frame()

    assert (waiting.state, waiting.why) == ("waiting", "starting")
    assert (theatre.witness.glance.state, theatre.witness.glance.items) == ("showing", ("slide-1",))


def test_a_dark_screen_and_the_fallback_are_told(theatre: Theatre, tree: Tree) -> None:
    items = {"slide": tree.item(1), "plain": tree.item(99)}
    dark = a_segment(NOON - DAY, NOON + 1000, power="off")
    lit = a_segment(NOON + 1000, NOON + 3000, a_zone("main", fade_ms=0))
    theatre.give(
        tree.manifest(
            items=items,
            loops={"main": a_loop(("slide", 9000)), "always": a_loop(("plain", 9000))},
            segments=[dark, lit],
            fallback=[a_zone("always", anchor=0, fade_ms=0)],
        )
    )

    states = []
    for _ in theatre.play(NOON + 5000):
        states.append((theatre.witness.glance.state, theatre.witness.glance.items))

    assert list(dict.fromkeys(states)) == [
        ("waiting", ()),
        ("dark", ()),
        ("showing", ("slide",)),
        ("fallback", ("plain",)),
    ] or list(dict.fromkeys(states)) == [("dark", ()), ("showing", ("slide",)), ("fallback", ("plain",))]


@pytest.mark.parametrize("longest", [160, 960])
def test_a_picture_is_the_glass_and_is_never_taken_within_a_fade(theatre: Theatre, tree: Tree, longest: int) -> None:
    theatre.give(tree.rotation(1, 2, ms=5000))
    for _ in theatre.play(NOON + 5100):
        pass

    photo, at = photographed(theatre, longest, until=NOON + 9000)

    assert NOON + 5600 <= at <= NOON + 9750
    with Image.open(io.BytesIO(photo.jpeg)) as picture:
        assert picture.size == (photo.width, photo.height) == (min(longest, 320), min(longest, 320) * 9 // 16)
        expected = Image.fromarray(pixels_of(theatre.surface)).resize(picture.size, Image.Resampling.BOX)
        assert np.abs(np.asarray(picture.convert("RGB"), dtype=int) - np.asarray(expected, dtype=int)).mean() < 6
    assert photo.glance.items == ("slide-2",)


def test_commands_are_acknowledged_once_and_a_restart_waits_until_that_is_safe(theatre: Theatre, tree: Tree) -> None:
    theatre.give(tree.rotation(1))
    told(theatre, ("c-1", "screenshot"), ("../evil", "format"), ("c-2", "restart"))
    for _ in range(3):
        theatre.frame()
    said = [(order.id, order.outcome, order.screenshot) for order in theatre.orders]
    assert not theatre.commands.restart

    for order in list(theatre.orders):
        assert order.then is not None
        order.then(True)
    theatre.frame()

    assert said == [("c-1", "done", True), ("../evil", "not understood", False), ("c-2", "done", False)]
    assert theatre.commands.restart
    assert len(theatre.orders) == 3


def test_a_restart_that_cannot_be_kept_is_not_done_and_says_so(theatre: Theatre, tree: Tree) -> None:
    theatre.give(tree.rotation(1))
    told(theatre, ("c-2", "restart"))
    theatre.frame()

    assert theatre.orders[0].then is not None
    theatre.orders[0].then(False)

    assert not theatre.commands.restart
    assert "cannot be written" in theatre.orders[-1].outcome


def test_a_player_shows_its_name_for_twenty_seconds_and_then_what_it_showed(theatre: Theatre, tree: Tree) -> None:
    theatre.give(tree.rotation(1, ms=60_000))
    theatre.frame()
    theatre.frame()
    before = pixels_of(theatre.surface)

    told(theatre, ("i-1", "identify"), text="1階ロビー")
    named = []
    for at in theatre.play(NOON + 25_000):
        named.append((at, bool((pixels_of(theatre.surface)[0, 0] == (0, 90, 255)).all())))

    assert [at for at, is_named in named if is_named][-1] - NOON in range(19_500, 20_001)
    assert (pixels_of(theatre.surface) == before).all()
    assert theatre.witness.glance.items == ("slide-1",)


def test_what_is_published_meanwhile_ends_the_name(theatre: Theatre, tree: Tree) -> None:
    theatre.give(tree.rotation(1))
    told(theatre, ("i-1", "identify"), text="1階ロビー")
    theatre.frame()
    theatre.frame()

    theatre.give(tree.rotation(7))
    theatre.frame()
    theatre.frame()

    assert not (pixels_of(theatre.surface)[0, 0] == (0, 90, 255)).all()
    assert theatre.witness.glance.items == ("slide-7",)


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (320, 180), (64, 40)])
def test_a_name_and_a_code_fit_on_every_panel(size: tuple[int, int]) -> None:
    code = Code(
        digits="483920", words=(("さくら", "cherry blossom"), ("とけい", "clock")), page="https://x/" + "y" * 90
    )

    for name in ("1", "別館2階 介護保険課前 待合コーナー西側のモニター" * 3):
        assert name_card(size, name, screen="s" * 40, server="https://x", rotation=0).get_size() == size
    assert name_card(size, "1階", screen="s", server="x", rotation=90).get_size() == size
    for sight in (Sight(), Sight(code=code), Sight(code=code, trouble="unreachable"), Sight(trouble="refused")):
        assert pairing_card(size, sight, server="https://signage.ward.example").get_size() == size
