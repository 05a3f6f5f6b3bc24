"""The table of kinds: each has a name, checked fields, a document that is plain JSON, and a test of its own."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from pathlib import Path

import pytest

from signage.core.problems import Refused
from signage.render.kinds import KINDS
from tests.render.makers import NOON, a_canvas, a_request, drawn

SMALLEST = {"notice": {"title": {"ja": "お知らせ"}}, "picture": {"picture": "a" * 64, "alt": {"ja": "絵"}}}


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_in_every_table(name):
    kind = KINDS[name]

    assert kind.name == name
    assert is_dataclass(kind.fields)
    assert kind.fields.__dataclass_params__.frozen
    assert kind.fields.__doc__
    assert (Path(__file__).parent / f"test_{name.replace('-', '_')}.py").exists()


@pytest.mark.parametrize("name", SMALLEST)
def test_what_a_picture_depends_on_is_plain_json_and_the_same_every_time(name):
    request = a_request(name, **SMALLEST[name])

    one, other = (json.dumps(KINDS[name].document(request), sort_keys=True) for _ in range(2))

    assert one == other


@pytest.mark.parametrize("name", SMALLEST)
def test_the_smallest_slide_of_a_kind_is_one_page(name):
    (page,) = drawn(a_request(name, **SMALLEST[name]), a_canvas())

    assert page.alt
    assert page.shown_ms >= 5_000
    assert (page.width, page.height) == (1920, 1080)


@pytest.mark.parametrize("name", SMALLEST)
def test_a_kind_tells_when_its_picture_changes_by_itself(name):
    request = a_request(name, **SMALLEST[name])

    edges = list(KINDS[name].edges(request, NOON, NOON + 1_000))

    assert edges == []


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("notice", {"title": {"ja": "x"}, "tone": "shrill"}),
        ("notice", {"title": {"ja": "x"}, "template": "Z"}),
        ("notice", {"title": {"ja": "x"}, "level": 6}),
        ("notice", {"title": {"ja": "x"}, "first": "tomorrow"}),
        ("notice", {"titel": {"ja": "x"}}),
    ],
)
def test_nonsense_in_the_fields_is_refused_by_name(name, fields):
    with pytest.raises(Refused) as refused:
        drawn(a_request(name, **fields), a_canvas())

    assert "\n" not in refused.value.ja
