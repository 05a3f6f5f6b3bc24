"""Loops: rules dealt, joined and inserted into one loop, made once for the same, each with a name of its own."""

from __future__ import annotations

from collections.abc import Iterable

from signage.core.instants import MINUTE
from signage.core.playlists import Turns, deal, insert_every, join
from signage.core.schedules import Rule

MOST_NAMED = 4
"""How many playlists a loop's name tells."""

Hands = list[tuple[Rule, Turns]]
"""Rules, and of each the slides that it has to show at an instant."""


class Loops:
    """Loops by what they are made of, and their names: readable, one for one loop, the same for the same inputs."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], tuple[Turns, str]] = {}
        self._names: dict[tuple[object, ...], str] = {}
        self._used: set[str] = set()

    def made(self, hands: Hands, joined: Hands, inserts: Hands) -> tuple[Turns, str]:
        """The loop into which rules are dealt, and its name. The same turns come as the same tuple."""
        everyone = (*hands, *joined, *inserts)
        key = tuple((rule.id, id(turns)) for rule, turns in everyone)
        if key not in self._made:
            name = _name(rule.playlist or rule.slide or rule.id for rule, _ in everyone)
            loop = deal([(turns, rule.weight) for rule, turns in hands], name=name) if hands else ()
            if joined:
                loop = join(loop, tuple(turn for _, turns in joined for turn in turns), name=name)
            if inserts:
                every = [(turns, (rule.every_minutes or 1) * MINUTE) for rule, turns in inserts]
                loop = insert_every(loop, every, name=name)
            self._made[key] = loop, self.name(name, loop)
        return self._made[key]

    def name(self, wanted: str, turns: Turns) -> str:
        """A name that no other loop has."""
        content = tuple(value for turn in turns for part in turn.parts for value in (part.item, part.ms))
        if content not in self._names:
            name, number = wanted, 1
            while name in self._used:
                number += 1
                name = f"{wanted}-{number}"
            self._used.add(name)
            self._names[content] = name
        return self._names[content]


def _name(parts: Iterable[str]) -> str:
    """What a loop is called: by what it is made of, and not at any length."""
    names = list(dict.fromkeys(parts))
    return "+".join(names if len(names) <= MOST_NAMED else [*names[:MOST_NAMED], "more"])
