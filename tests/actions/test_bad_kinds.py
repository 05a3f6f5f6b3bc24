"""Mistakes in what the real kinds ask for are named by their line too."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.actions.load import load
from signage.core.problems import Refused
from tests.actions.small_office import FILES, NOW, an_installation, write

GOOD = {
    **FILES,
    "office.yaml": FILES["office.yaml"]
    .replace("floor_guide", "floor-guide")
    .replace("      picture: pictures/lift.png\n      period: {from: today+1d 9:00, until: today+1d 17:00}\n", ""),
}
NOTICE = "slides:\n  - {id: n, kind: notice, name: n, owner: soumu, until: today, fields: {\n"
GUIDE = "slides:\n  - {id: g, kind: floor-guide, name: g, owner: soumu, fields: {\n"
PICTURE = "slides:\n  - {id: p, kind: picture, name: p, owner: soumu, fields: {\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NOTICE + "subject: holiday-party}}\n", 'fields subject|subject: there is no subject "holiday-party"'),
        (NOTICE + "first: 2026-12-03,\nlast: 2026-12-01}}\n", "is before the first"),
        (NOTICE + "counter: '77'}}\n", 'counter: there is no counter "77"'),
        (NOTICE + "template: M}}\n", 'template: "M" will not do'),
        (NOTICE + "hours: morning}}\n", "is not a span of time"),
        (NOTICE + "level: 6}}\n", "6 will not do; write 1 to 5"),
        (NOTICE + "code: midori.example.jp}}\n", "is not a URL"),
        (GUIDE + "show: everything}}\n", "will not do"),
        (GUIDE + "floors: [main-9f]}}\n", 'there is no floor "main-9f"'),
        (GUIDE + "budget_s: 5}}\n", "5 will not do; write 40 to 900"),
        (PICTURE + "alt: 山}}\n", '"picture" is missing'),
        (PICTURE + "picture: office.yaml, alt: 山}}\n", "is not a picture"),
    ],
)
def test_a_mistake_in_a_kind_s_field_is_named_by_its_line(text: str, said: str, tmp_path: Path) -> None:
    installation = an_installation(tmp_path / "data")
    load(installation, [write(tmp_path / "office", GOOD)], at=NOW, who="test")

    with pytest.raises(Refused, match=rf"slides\.yaml:[234]: .*{said}"):
        load(
            installation,
            [write(tmp_path / "more", {"slides.yaml": text, "office.yaml": "groups: []"})],
            at=NOW,
            who="t",
        )
