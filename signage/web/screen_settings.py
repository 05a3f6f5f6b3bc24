"""Screen settings: what a screen's size and distance mean for what can be read, its layouts to scale, its exit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from signage.actions.edits import Key
from signage.actions.installation import Installation
from signage.actions.nouns import fresh_id, rows_of
from signage.core.guide import Arrow, Direction, Facility
from signage.core.layouts import LAYOUTS
from signage.core.reading import minimum_code_px, minimum_em_px, px_per_mm
from signage.core.screens import Screen
from signage.web.choices import ARROWS, COMPASS, LAYOUT_NAMES
from signage.web.labels import told
from signage.web.sheets import Beside, Sheet, Too

EXIT = "exit"
"""The kind of facility by which one leaves the building."""

_COMPASS_ROUND = ("nw", "n", "ne", "w", None, "e", "sw", "s", "se")
"""As a compass lies on paper, row by row."""


@dataclass(frozen=True, kw_only=True)
class Zone:
    """One zone of a layout, in twelfths, and where its name stands."""

    name: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A layout as it is drawn to scale: a canvas of the screen's own proportions."""

    id: str
    label: str
    width: float
    height: float
    zones: tuple[Zone, ...]


def drawn(layout: str, width: int, height: int, label: str) -> Drawn:
    """A layout on a canvas of these proportions, its longer side 96 long."""
    scale = 96 / max(width, height)
    boxes = LAYOUTS[layout].zones(round(width * scale), round(height * scale))
    zones = (Zone(name=name, x=x, y=y, width=w, height=h) for name, (x, y, w, h) in boxes.items())
    return Drawn(id=layout, label=label, width=round(width * scale), height=round(height * scale), zones=tuple(zones))


def _shown(sheet: Sheet) -> Mapping[str, Any]:
    row, plain = sheet.row, sheet.plain
    width, height = _whole(plain.get("width"), 1920), _whole(plain.get("height"), 1080)
    directions = _exits(sheet)
    current = directions[0] if directions else None
    posted = sheet.posted
    return {
        "layouts": [drawn(name, width, height, told(words, sheet.language)) for name, words in LAYOUT_NAMES.items()],
        "compass": [(point, told(COMPASS[point], sheet.language) if point else "") for point in _COMPASS_ROUND],
        "legible": _legible(row) if row is not None else None,
        "exits": [
            (each.id, sheet.names.of("facilities", each.id))
            for each in rows_of(sheet.held, "facilities")
            if each.kind == EXIT
        ],
        "exit": posted.get("exit", "") if posted is not None else current.target if current else "",
        "arrow": posted.get("arrow", "") if posted is not None else current.arrow if current else "",
        "arrows": [(arrow, told(ARROWS[arrow], sheet.language)) for arrow in get_args(Arrow)],
    }


def _legible(screen: Screen) -> Mapping[str, Any]:
    """The smallest characters that can be read from where people stand, as the renderer will have them."""
    em = minimum_em_px(screen)
    scale = px_per_mm(diagonal_in=screen.diagonal_in, width_px=screen.width, height_px=screen.height)
    return {
        "px": em,
        "mm": round(em / scale),
        "metres": f"{screen.viewing_distance_m:g}",
        "across": screen.width // em,
        "code_mm": round(minimum_code_px(screen) / scale),
        "scanning": f"{screen.scanning_distance_m:g}",
    }


def _whole(typed: object, otherwise: int) -> int:
    text = str(typed)
    return int(text) if text.isdecimal() and 64 <= int(text) <= 16_384 else otherwise


def _exits(sheet: Sheet) -> list[Direction]:
    """The directions from this screen to an exit."""
    exits = {row.id for row in rows_of(sheet.held, "facilities") if isinstance(row, Facility) and row.kind == EXIT}
    rows: tuple[Direction, ...] = rows_of(sheet.held, "directions")
    return [row for row in rows if sheet.row is not None and row.screen == sheet.row.id and row.target in exits]


def _too(installation: Installation, sheet: Sheet, row: Any) -> Too:  # noqa: ANN401 — a Screen
    """The way to the nearest exit: one direction, changed, made or taken away."""
    assert sheet.posted is not None, "only what was sent is saved"
    target = sheet.posted.get("exit", "")
    arrow: Arrow | None = next((each for each in get_args(Arrow) if each == sheet.posted.get("arrow")), None)
    current = _exits(sheet)
    if not target or arrow is None:
        gone: tuple[Key, ...] = tuple(("directions", one.id) for one in current) if not target else ()
        return Too(removes=gone)
    if current:
        changed = replace(current[0], target=target, arrow=arrow)
        return Too(saves={"directions": (changed,)} if changed != current[0] else {})
    made = Direction(
        id=fresh_id(installation, "directions", f"{row.id}-{target}"),
        office=row.office,
        screen=row.id,
        target=target,
        arrow=arrow,
    )
    return Too(saves={"directions": (made,)})


def beside(installation: Installation) -> Beside:
    """What a screen's page has beside its fields."""
    return Beside(shown=_shown, too=lambda sheet, row: _too(installation, sheet, row))
