"""Trials: what is not saved yet, as each screen would show it, with the rest of the loop around it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from signage.core.instants import DAY
from signage.core.problems import Missing
from signage.core.when import Limits
from signage.publish.publisher import Publisher
from signage.publish.sketches import Trials
from signage.publish.studio import Undrawable
from signage.publish.trials import Trial, Tried
from tests.publish.makers import NOW, Card, Place, a_rule, a_slide


@pytest.fixture
def trials(place: Place, card: Card) -> Iterator[Trials]:
    trials = Trials(place.data, kinds={"card": card})
    yield trials
    trials.close()


def a_trial(words: str = "new", **changed: object) -> Trial:
    """A slide that joins the round of the lobby's screen."""
    slide = a_slide("posted", words=words, changed=changed)
    return Trial(slides=(slide,), rules=(a_rule("posted-posted", slide="posted", each_round=True),))


def test_a_slide_is_seen_as_the_screen_would_show_it(trials: Trials):
    tried = trials.tried(a_trial("new words"), "lobby-1f", at=NOW)

    assert tried.box == (0, 0, 128, 72)
    assert [(page.language, page.alt, page.ms) for page in tried.pages] == [("ja", "new words ja", 6_000)]


def test_the_loop_is_told_as_it_would_be(trials: Trials):
    tried = trials.tried(a_trial(), "lobby-1f", at=NOW)

    assert tried.loop is not None
    assert tried.loop.slides == 3
    assert tried.loop.round_ms == sum(page.ms for page in tried.pages) * 3


def test_what_is_tried_is_drawn_again_only_where_it_changed(trials: Trials, card: Card):
    trials.tried(a_trial("one"), "lobby-1f", at=NOW)
    painted = len(card.painted)

    trials.tried(a_trial("one"), "lobby-1f", at=NOW)
    trials.tried(a_trial("two"), "lobby-1f", at=NOW)

    assert ["two" in words for words in card.painted[painted:]].count(True) >= 1
    assert not any("notice" in words for words in card.painted[painted:])


def test_nothing_of_a_trial_is_stored(place: Place, trials: Trials):
    trials.tried(a_trial(), "lobby-1f", at=NOW)

    (count,) = place.db.conn.execute("SELECT count(*) FROM slides WHERE id = 'posted'").fetchone()
    assert count == 0


def test_what_was_tried_and_kept_the_publisher_need_not_draw(place: Place, trials: Trials, card: Card):
    place.enrol()
    trial = a_trial("kept")
    trials.tried(trial, "lobby-1f", at=NOW)
    trials.keep(trial, at=NOW)
    place.save(*trial.slides, *trial.rules)
    painted = len(card.painted)

    with Publisher(place.settings, kinds={"card": card}) as publisher:
        publisher.publish(at=NOW)

    assert not any("kept" in words for words in card.painted[painted:])


def test_a_notice_that_begins_later_is_seen_as_it_will_be_then(trials: Trials):
    tried = trials.tried(a_trial(limits=Limits(begins="2026-12-01")), "lobby-1f", at=NOW)

    assert tried.at - NOW == 8 * DAY + 14 * 3_600_000
    assert tried.loop is not None


def test_a_notice_that_is_over_is_drawn_and_said_to_be_seen_nowhere(trials: Trials):
    tried = trials.tried(a_trial(limits=Limits(ends="2026-11-01")), "lobby-1f", at=NOW)

    assert tried.pages
    assert tried.loop is None


def test_a_slide_that_cannot_be_drawn_says_so(trials: Trials):
    broken = Trial(slides=(a_slide("posted", breaks="badly"),))

    with pytest.raises(Undrawable, match="posted"):
        trials.tried(broken, "lobby-1f", at=NOW)


def test_another_slide_that_cannot_be_drawn_is_left_out(place: Place, trials: Trials):
    place.save(a_slide("notice-1", breaks="badly"))

    tried = trials.tried(a_trial(), "lobby-1f", at=NOW)

    assert tried.loop is not None
    assert tried.loop.slides == 2


def test_an_unknown_screen_is_said_to_be_unknown(trials: Trials):
    with pytest.raises(Missing, match="nowhere"):
        trials.tried(a_trial(), "nowhere", at=NOW)


def test_trial_and_answer_survive_the_way_to_another_process(trials: Trials):
    trial = a_trial("there and back")
    tried = trials.tried(trial, "lobby-1f", at=NOW)

    assert Trial.of_plain(trial.plain(), at=NOW).key == trial.key
    assert Tried.of_plain(tried.plain()) == tried
