"""Days: eight of them ahead, extended by night without a jump, archived, and told when something goes on air."""

from __future__ import annotations

from pathlib import Path

from signage.core.instants import DAY, HOUR, MINUTE, SECOND
from signage.core.shows import instant_of, published, what_shows
from signage.core.when import Limits, When
from signage.publish.publisher import Publisher
from signage.store.archive import manifest_at
from tests.publish.makers import NOW, Card, Place, a_rule, a_screen, a_slide, an_office, items_at


def test_the_next_day_is_added_within_an_hour_of_midnight_where_the_screen_hangs(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    publisher.publish(at=NOW)
    midnight = instant_of("2026-11-22T15:00:00Z")
    extends_at = next(plan.extends_at for plan in publisher._plans)

    publisher.publish(at=extends_at - SECOND)
    before = place.manifest(player)["valid"]["until"]
    publisher.publish(at=extends_at)

    assert midnight <= extends_at < midnight + HOUR
    assert before == "2026-11-29T15:00:00Z"
    assert place.manifest(player)["valid"]["until"] == "2026-11-30T15:00:00Z"


def test_adding_a_day_changes_nothing_in_the_days_that_were_known(place: Place, publisher: Publisher):
    place.save(
        a_slide("notice-2", turns=["2026-11-20T03:00:00Z", "2026-11-24T03:00:00Z"]),
        a_rule("lunch", slide="notice-2", when=When(times=(("12:00", "13:00"),)), level="interrupt"),
    )
    (player,) = place.enrol()
    publisher.publish(at=NOW)
    today = published(place.manifest(player))
    publisher.publish(at=NOW + DAY)
    tomorrow = published(place.manifest(player))

    for at in range(NOW + DAY, NOW + 6 * DAY, 47 * MINUTE + 7 * SECOND):
        assert _shown(today, at) == _shown(tomorrow, at)


def _shown(on_air, at: int) -> list[tuple[str, int]]:
    return [(zone.placed.asset, zone.began) for zone in what_shows(on_air, at).zones]


def test_the_archive_knows_which_manifest_was_in_force_when(place: Place, publisher: Publisher):
    (player,) = place.enrol()
    publisher.publish(at=NOW)
    first = place.head(player)["manifest"]
    place.save(a_slide("notice-1", words="changed"))
    publisher.publish(at=NOW + HOUR)
    second = place.head(player)["manifest"]

    asked = [manifest_at(place.db, "lobby-1f", at) for at in (NOW - DAY, NOW, NOW + HOUR - 1, NOW + HOUR)]

    assert asked == [first, first, first, second]


def test_a_notice_s_end_is_in_the_manifest_to_the_minute(place: Place, publisher: Publisher):
    place.save(a_slide("notice-1", changed={"limits": Limits(ends="2026-11-23T10:42")}))
    (player,) = place.enrol()

    publisher.publish(at=NOW)

    end = instant_of("2026-11-23T01:42:00Z")
    assert len(items_at(place.manifest(player), end - 1)) == 2
    assert len(items_at(place.manifest(player), end)) == 1
    assert publisher.due(end - MINUTE) == end


def test_what_goes_on_air_can_be_said(place: Place, publisher: Publisher):
    place.save(a_rule("lunch", slide="notice-2", when=When(times=(("12:00", "13:00"),)), level="interrupt"))
    place.enrol()
    publisher.publish(at=NOW)
    noon = instant_of("2026-11-22T03:00:00Z")

    told = publisher.goes_on_air(noon - SECOND, noon)

    assert told == [(("lobby-1f",), "main=notice-2")]
    assert publisher.goes_on_air(noon, noon + MINUTE) == []


def test_a_picture_that_changes_by_itself_is_drawn_for_both_times(place: Place, publisher: Publisher):
    turn = "2026-11-22T05:00:00Z"
    place.save(a_slide("notice-1", turns=[turn]))
    (player,) = place.enrol()

    publisher.publish(at=NOW)

    manifest = place.manifest(player)
    assert items_at(manifest, instant_of(turn) - 1) != items_at(manifest, instant_of(turn))
    after = next(segment for segment in manifest["segments"] if segment["from"] == turn)
    assert after["zones"][0]["anchor"] == turn


def test_emergencies_are_on_air_before_the_rest_is_drawn(tmp_path: Path):
    place = Place(tmp_path, a_screen("a", groups=("all",)), a_screen("z"))
    place.enrol("a", "z")
    seen: list[int] = []

    class Watching(Card):
        def pages(self, document, canvas, languages, read):
            heads = list((place.data / "public/v1/heads").iterdir())
            if document["words"] == "slow":
                seen.append(len([path for path in heads if path.suffix == ".jws"]))
            return super().pages(document, canvas, languages, read)

    place.save(
        a_slide("slow"),
        a_slide("run"),
        a_rule("daily", slide="slow"),
        a_rule("flood", slide="run", screens=("z",), level="emergency"),
    )
    with Publisher(place.settings, kinds={"card": Watching()}) as publisher:
        publisher.publish(at=NOW + SECOND)

    assert seen == [1]
    place.close()


def test_an_office_s_new_colour_redraws_its_screens(place: Place, publisher: Publisher):
    place.enrol()
    publisher.publish(at=NOW)
    place.save(an_office(accent="#AA0000"))

    done = publisher.publish(at=NOW + MINUTE)

    assert done.drawn > 0
