"""Preview: any instant of any screen, unsigned; archived where that covers it, else compiled for that day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files as package_files
from typing import Any

import jsonschema
import pytest

from signage.core.instants import DAY, HOUR, MINUTE
from signage.core.problems import Missing
from signage.core.when import Limits
from signage.publish.preview import Preview, archived, asset
from signage.publish.publisher import Publisher
from tests.publish.makers import NOW, Card, Place, a_slide, items_at


@pytest.fixture
def preview(place: Place, card: Card) -> Iterator[Preview]:
    preview = Preview(place.data, kinds={"card": card})
    yield preview
    preview.close()


def shown(place: Place, preview: Preview, screen: str, *, at: int) -> dict[str, Any]:
    return json.loads(archived(place.db, place.data, screen, at=at) or preview.compiled(screen, at=at).data)


def test_now_is_what_was_published(place: Place, publisher: Publisher, preview: Preview):
    (player,) = place.enrol()
    publisher.publish(at=NOW)

    assert shown(place, preview, "lobby-1f", at=NOW + HOUR) == place.manifest(player)


def test_a_past_instant_is_what_was_in_force_then(place: Place, publisher: Publisher, preview: Preview):
    (player,) = place.enrol()
    publisher.publish(at=NOW)
    before = place.manifest(player)
    place.save(a_slide("notice-1", words="changed"))
    publisher.publish(at=NOW + HOUR)

    assert shown(place, preview, "lobby-1f", at=NOW + HOUR - 1) == before
    assert shown(place, preview, "lobby-1f", at=NOW + HOUR) == place.manifest(player)


def test_before_the_first_archived_the_oldest_that_covers_the_instant_answers(
    place: Place, publisher: Publisher, preview: Preview
):
    (player,) = place.enrol()
    publisher.publish(at=NOW)

    assert shown(place, preview, "lobby-1f", at=NOW - 5 * HOUR) == place.manifest(player)


def test_a_day_that_no_manifest_covers_is_compiled_for_itself(place: Place, preview: Preview):
    place.save(a_slide("notice-1", changed={"limits": Limits(ends="2026-12-01")}))

    manifest = shown(place, preview, "lobby-1f", at=NOW + 20 * DAY)

    schema = json.loads((package_files("signage.core") / "schemas" / "manifest.schema.json").read_text())
    jsonschema.validate(manifest, schema)
    assert manifest["valid"] == {"from": "2026-12-11T15:00:00Z", "until": "2026-12-12T15:00:00Z"}
    assert len(items_at(manifest, NOW + 20 * DAY)) == 1
    assert all(asset(place.data, name).exists() for name in manifest["assets"])


def test_the_same_day_is_compiled_once_until_something_changes(place: Place, preview: Preview, card: Card):
    first = preview.compiled("lobby-1f", at=NOW)

    again = preview.compiled("lobby-1f", at=NOW + MINUTE)
    place.save(a_slide("notice-1", words="changed"), at=NOW + MINUTE)
    changed = preview.compiled("lobby-1f", at=NOW + MINUTE)

    assert again is first
    assert changed.name != first.name


def test_what_a_preview_drew_the_publisher_need_not_draw(place: Place, card: Card, preview: Preview):
    place.enrol()
    preview.compiled("lobby-1f", at=NOW)
    painted = len(card.painted)

    with Publisher(place.settings, kinds={"card": card}) as publisher:
        publisher.publish(at=NOW)

    assert len(card.painted) == painted


def test_a_slide_that_cannot_be_drawn_is_left_out(place: Place, preview: Preview):
    place.save(a_slide("notice-1", breaks="badly"))

    manifest = shown(place, preview, "lobby-1f", at=NOW)

    assert {item.split("-ja")[0] for item in items_at(manifest, NOW)} == {"notice-2-1"}


def test_an_unknown_screen_is_said_to_be_unknown(place: Place, preview: Preview):
    with pytest.raises(Missing, match="nowhere"):
        shown(place, preview, "nowhere", at=NOW)


def test_an_unknown_asset_is_said_to_be_unknown(place: Place):
    with pytest.raises(Missing):
        asset(place.data, "ab" * 32)
