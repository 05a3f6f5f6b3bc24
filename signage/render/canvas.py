"""Canvas: the box that a page is drawn for, and the sizes that everything on it is a multiple of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Canvas:
    """A zone's box, in pixels, as seen from where its visitors stand.

    `minimum_px` is the smallest legible Japanese em there (`core.reading.minimum_em_px`), `code_px` the smallest
    side of a 二次元コード without its quiet zone. Both belong to the screen, whatever the zone.
    """

    width: int
    height: int
    minimum_px: int
    code_px: int
    theme: Literal["light", "dark"] = "light"
    accent: str = "#005AFF"
    scale: float = 1.0
    """How large a page is set: below 1 where it would need more pages, above where it has little to say."""

    @property
    def unit(self) -> int:
        """u of LOOK: half as much again as the guideline's least; everything else is a multiple of it."""
        return max(self.minimum_px, ceil(1.5 * self.minimum_px * self.scale))

    def scaled(self, scale: float) -> Canvas:
        """The same box with everything on it larger or smaller; no text goes below its minimum."""
        return replace(self, scale=scale)

    @property
    def minimum_latin_px(self) -> int:
        """Latin letters may have three quarters of the Japanese size (7 : 9, 15 : 20, 30 : 40 in DOMAIN's table)."""
        return ceil(0.75 * self.minimum_px)

    def minimum_for(self, language: str) -> int:
        """The smallest em for words of this language: by its script."""
        return self.minimum_px if language.split("-", maxsplit=1)[0] in {"ja", "zh", "ko"} else self.minimum_latin_px

    @property
    def margin_x(self) -> int:
        """Five parts in a hundred of the width; in a narrow zone nearly a unit, so that text keeps off its edge."""
        return max(round(0.05 * self.width), round(0.9 * self.unit))

    @property
    def margin_y(self) -> int:
        """Five parts in a hundred of the height: overscan eats three and a half."""
        return max(round(0.05 * self.height), round(0.9 * self.unit))

    @property
    def inner_width(self) -> int:
        """What lies between the left and the right margin."""
        return self.width - 2 * self.margin_x

    @property
    def inner_height(self) -> int:
        """What lies between the upper and the lower margin."""
        return self.height - 2 * self.margin_y

    @property
    def hairline(self) -> int:
        """The one stroke that separates: a twenty-fourth of the unit."""
        return max(2, round(self.unit / 24))

    @property
    def radius(self) -> int:
        """The one corner that plates have."""
        return max(4, round(self.unit / 6))

    def units(self, number: float) -> int:
        """So many units in whole pixels."""
        return round(number * self.unit)
