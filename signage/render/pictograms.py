"""Pictograms of facilities in the manner of JIS Z 8210: drawn on a field of 24, in one stroke weight."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PIL import Image, ImageDraw

from signage.render.marks import SMOOTH

FIELD, STROKE = 24.0, 2.0

Step = tuple[str, tuple[float, ...]]
"""What is drawn, and where: L a line, F a filled and E an erased polygon, C a ring, D a disc, O an erased disc
(x, y, radius), R a frame (two corners), A an arc (x, y, radius, from, to in degrees, clockwise from the right)."""


def _steps(drawing: str) -> tuple[Step, ...]:
    words = (part.split() for part in drawing.split(";"))
    return tuple((first, tuple(float(number) for number in rest)) for first, *rest in words)


_WHEELCHAIR = "D 9.5 3.8 2.2; L 9.5 8 9.5 13.5 16 13.5 18.5 20; L 9.5 10 15 10; A 10.5 16 5.5 75 245"

_DRAWINGS: Mapping[str, str] = {
    "information": "C 12 12 10; D 12 7.2 1.6; F 10.7 10.5 13.3 10.5 13.3 18 10.7 18",
    "lift": "R 3.5 2 20.5 22; F 12 4.8 16 10.4 8 10.4; F 12 19.2 16 13.6 8 13.6",
    "escalator": "L 2.5 20.5 7 20.5 17 9.5 21.5 9.5; D 8.4 4.6 2.2; L 8.4 8.4 8.4 14.5",
    "stairs": "L 2.5 21 2.5 17 7.3 17 7.3 12.5 12 12.5 12 8 16.7 8 16.7 3.5 21.5 3.5",
    "exit": (
        "L 10.5 1.6 22 1.6 22 21.8 17.5 21.8; D 14.2 5.8 2; L 12.6 9.4 10 14; L 12.4 9.2 8 9.4 5.6 12.2;"
        "L 12.8 9.2 15.6 12.4 18.6 11.2; L 10 14 13.4 16.8 13 21.6; L 10 14 7.6 17.6 2.6 17.8"
    ),
    "toilet": (
        "D 6.5 3.8 2.2; F 3.5 7 9.5 7 9.5 14.5 8.3 14.5 8.3 22 4.7 22 4.7 14.5 3.5 14.5; L 12 2 12 22;"
        "D 17.5 3.8 2.2; F 16 7 19 7 22 16 13 16; F 15.2 16 19.8 16 19.8 22 18 22 18 16.5 17 16.5 17 22 15.2 22"
    ),
    "accessible-toilet": _WHEELCHAIR,
    "wheelchair": _WHEELCHAIR,
    "nursing-room": "D 12 3.2 1.8; F 9 5.2 15 5.2 16.2 8.2 7.8 8.2; R 7 9.2 17 22; L 12 14 15 14; L 12 18 15 18",
    "kids-corner": "C 12 6 3.6; R 2.5 13 10.5 21; R 13.5 13 21.5 21",
    "aed": "D 7.6 8.6 5.2; D 16.4 8.6 5.2; F 2.9 10.8 21.1 10.8 12 21.5;"
    "E 13.4 5.5 8.4 12.6 11.4 12.6 10.4 18 15.6 10.6 12.6 10.6",
    "atm": "R 2 5 22 19; L 8.6 7.8 12 12 15.4 7.8; L 12 12 12 16.8; L 9 12.6 15 12.6; L 9 15 15 15",
    "photo-booth": "R 2.5 7 21.5 20; C 12 13.5 3.8; F 8 3.8 16 3.8 17 7 7 7",
    "copier": "L 6 9 6 2.8 18 2.8 18 9; L 5 17 2.8 17 2.8 9 21.2 9 21.2 17 19 17; R 6.5 14 17.5 21.5",
    "telephone": "A 12 13.5 9.5 205 335; F 1.6 8.4 7.2 8.4 7.2 12.6 1.6 12.6;"
    "F 16.8 8.4 22.4 8.4 22.4 12.6 16.8 12.6; F 8.5 11.5 15.5 11.5 18.5 21 5.5 21; O 12 16.3 2.4",
    "post": "R 2.5 5.5 21.5 18.5; L 3 6.5 12 13.5 21 6.5",
    "taxi": "L 2.8 16.5 2.8 12.5 6 11.4 8.4 7.6 15.6 7.6 18 11.4 21.2 12.5 21.2 16.5 2.8 16.5; L 6 11.8 18 11.8;"
    "D 7.3 17.6 2.5; D 16.7 17.6 2.5; F 9.6 3.6 14.4 3.6 14.4 6.4 9.6 6.4",
    "shop": "L 4 8.2 20 8.2 21 21 3 21 4 8.2; A 12 8 4 180 360",
    "restaurant": "L 7.2 10 7.2 21.5; L 4 2.5 4 8.5 10.4 8.5 10.4 2.5; L 7.2 2.5 7.2 8.5; L 16.6 2.5 16.6 21.5;"
    "F 16.6 2.5 20.6 6 20.6 13.2 16.6 13.2",
    "vending": "R 4.5 2 19.5 22; R 8 5.2 16 13; F 8 16.4 16 16.4 16 19 8 19",
    "drinking-water": "L 5.2 3 7.2 21.2 16.8 21.2 18.8 3; F 6.2 9 17.8 9 16.8 21.2 7.2 21.2",
    "parking": "L 8 21 8 3.5 13 3.5; A 13 8.2 5.7 270 90; L 13 12.9 8 12.9",
    "bicycle-parking": "C 6 15.8 4.2; C 18 15.8 4.2; L 6 15.8 9.4 9 15.4 9 18 15.8; L 9.4 9 12.4 15.8 6 15.8;"
    "L 12.4 15.8 15.4 9 14.6 6 17.8 6; L 7.4 7.6 11 7.6",
    "smoking": "F 1.5 15 16 15 16 19 1.5 19; L 18.6 16 18.6 18; L 21.8 16 21.8 18;"
    "L 18.6 12 18.6 10 16 8.5 16 6; L 21.8 12 21.8 7.5 19 5.5 19 3",
    "meeting-room": "D 5.4 7.4 2.3; D 12 5.4 2.3; D 18.6 7.4 2.3; F 2.5 12.5 21.5 12.5 21.5 15.6 2.5 15.6;"
    "L 7 15 7 21.5; L 17 15 17 21.5",
    "quiet-room": "D 11 12.6 9.2; O 15.4 9.2 7.2; D 18.6 6.4 1.7",
    "wifi": "A 12 19 15.5 227 313; A 12 19 10.4 227 313; A 12 19 5.3 227 313; D 12 18.6 2.1",
}
_ALSO = {
    "elevator": "lift",
    "エレベーター": "lift",
    "エスカレーター": "escalator",
    "階段": "stairs",
    "非常口": "exit",
    "出口": "exit",
    "お手洗い": "toilet",
    "トイレ": "toilet",
    "バリアフリートイレ": "accessible-toilet",
    "nursing": "nursing-room",
    "授乳室": "nursing-room",
    "キッズコーナー": "kids-corner",
    "photo": "photo-booth",
    "証明写真": "photo-booth",
    "駐車場": "parking",
    "駐輪場": "bicycle-parking",
    "AED": "aed",
    "ATM": "atm",
}
KNOWN = frozenset({*_DRAWINGS, *_ALSO})
"""The kinds of facility that have a pictogram; any other is shown as information."""


@lru_cache(maxsize=256)
def pictogram(kind: str, side: int) -> Image.Image:
    """The mask of a facility's pictogram, so many pixels square."""
    big = side * SMOOTH
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    for what, numbers in _steps(_DRAWINGS.get(_ALSO.get(kind, kind), _DRAWINGS["information"])):
        _draw(draw, what, [number * big / FIELD for number in numbers[:3]], numbers, big)
    return mask.reduce(SMOOTH)


def _draw(draw: ImageDraw.ImageDraw, what: str, first: list[float], numbers: tuple[float, ...], big: int) -> None:
    scale = big / FIELD
    width = round(STROKE * scale)
    points = [(x * scale, y * scale) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
    if what == "L":
        draw.line(points, fill=255, width=width, joint="curve")
        for x, y in points:
            draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
    elif what in ("F", "E"):
        draw.polygon(points, fill=255 if what == "F" else 0)
    elif what == "R":
        draw.rounded_rectangle((*points[0], *points[1]), radius=width, outline=255, width=width)
    else:
        x, y, radius = first
        box = (x - radius, y - radius, x + radius, y + radius)
        if what == "A":
            draw.arc(box, numbers[3], numbers[4], fill=255, width=width)
        else:
            draw.ellipse(
                box, fill={"D": 255, "O": 0, "C": None}[what], outline=255 if what == "C" else None, width=width
            )
