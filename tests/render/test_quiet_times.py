"""Quiet times: a calm table of weekdays × hours, legible, with words, shapes and colours."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from signage.core.queue_said import Lamp
from signage.core.queue_statistics import Usual
from signage.render.kinds import KINDS
from signage.render.marks import Stencil
from tests.render import legible
from tests.render.makers import CANVASES
from tests.render.queue_boards import a_request, an_office, words

KIND = KINDS["quiet-times"]


def a_week(days=range(5), hours=range(8, 18)):
    """Busy on Monday morning, quiet at noon, as usual else; of Saturday nobody knows yet."""
    levels = {(0, 10): "busy", **{(day, 12): "free" for day in days}}
    told = [Usual(weekday=day, hour=hour, level=levels.get((day, hour), "some")) for day in days for hour in hours]
    return (*told, Usual(weekday=5, hour=9, level=None))


def pages(canvas, *, levels=()):
    """Drawn from what was counted."""
    request = a_request(an_office(1))
    slide = replace(request.slide, kind="quiet-times", fields={"queue": "q0"})
    held = replace(request.catalogue, quiet={"q0": levels})
    document = KIND.document(replace(request, slide=slide, catalogue=held))
    assert json.loads(json.dumps(document)) == document
    return KIND.pages(document, canvas, ("ja", "en"), lambda asset: b"")


@pytest.mark.parametrize("shape", CANVASES)
def test_every_word_of_it_can_be_read(shape):
    told = pages(CANVASES[shape], levels=a_week())

    for page in told:
        assert page.findings == ()
        assert legible.faults(page, CANVASES[shape]) == []
        assert page.shown_ms >= 6_000


@pytest.mark.parametrize(("shape", "level"), [("whole", "free"), ("side", "some"), ("dark", "busy")])
def test_each_level_has_a_word_and_a_shape_of_its_own(shape, level: Lamp):
    (page,) = pages(CANVASES[shape], levels=a_week())

    written, shapes = words([page]), {mark.name for mark in page.marks if isinstance(mark, Stencil)}

    assert {"free": "空いています", "some": "ふつう", "busy": "混みます"}[level] in written
    assert {"free": "Usually quiet", "some": "Usual", "busy": "Usually busy"}[level] in written
    assert shapes == {"state-open", "state-some", "state-busy"}


def test_a_voice_reads_every_hour_of_every_day():
    (page,) = pages(CANVASES["whole"], levels=a_week())

    assert page.alt.startswith("すいている時間 住民票・戸籍、月 8:00 ふつう")
    assert "10:00 混みます" in page.alt
    assert "土" not in page.alt


def test_a_queue_of_which_too_little_is_known_says_so():
    (page,) = pages(CANVASES["whole"])

    assert "いま集計しています" in words([page])
