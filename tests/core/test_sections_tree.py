"""The tree of sections: each followed by its own, in their order, whatever the order they came in."""

from __future__ import annotations

from itertools import permutations

from signage.core.guide import Section, from_the_top
from signage.core.texts import Text


def a_section(name: str, parent: str | None = None, *, order: int = 0) -> Section:
    return Section(id=name, office="midori", name=Text.of(ja=name), parent=parent, order=order)


def test_each_section_is_followed_by_its_own_and_knows_how_deep_it_lies() -> None:
    rows = (
        a_section("tax"),
        a_section("citizens", order=-1),
        a_section("family", "citizens", order=2),
        a_section("insurance", "citizens", order=1),
        a_section("stray", "gone"),
    )

    found = {tuple((row.id, depth) for row, depth in from_the_top(some)) for some in permutations(rows)}

    assert found == {(("citizens", 0), ("insurance", 1), ("family", 1), ("stray", 0), ("tax", 0))}
