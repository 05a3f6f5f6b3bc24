"""How a floor guide is set: the sizes and colours of its rows, on paper or inverted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from signage.render import tokens
from signage.render.canvas import Canvas
from signage.render.fonts import Weight
from signage.render.text import Style

ARROW_CONTRAST = 7.0
"""Of arrows on the own floor's ground: they are what is looked for there."""


@dataclass(frozen=True, kw_only=True)
class Colours:
    """What rows are drawn in. `plate` is under numbers and states, `sign` on it, `edge` round it; `label` on `tab`;
    pictograms are `sign_ink` on `sign_plate`.
    """

    paper: str
    ink: str
    quiet: str
    hairline: str
    plate: str
    sign: str
    quiet_sign: str
    edge: str
    sign_plate: str
    sign_ink: str
    tab: str
    label: str
    arrow: str


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Sizes in pixels. `language` is what is read first, `second` stands beside it, smaller and quieter."""

    canvas: Canvas
    colours: Colours
    language: str
    second: str | None
    size: int

    @property
    def beside(self) -> int:
        """The second language's size."""
        assert self.second is not None
        return max(self.canvas.minimum_for(self.second), round(tokens.BESIDE * self.size))

    @property
    def small(self) -> int:
        """Notes and states."""
        return max(self.canvas.minimum_for(self.language), round(tokens.BESIDE * self.size))

    @property
    def number(self) -> int:
        """Counter numbers and floor labels: never under the minimum of Japanese, which they may hold."""
        return max(self.canvas.minimum_px, self.size)

    @property
    def gap(self) -> int:
        """Between rows: less than between what belongs together and what does not."""
        return round(0.28 * self.size)

    @property
    def space(self) -> int:
        """Between a number and its name."""
        return round(0.4 * self.size)

    def style(
        self,
        size: int,
        *,
        language: str | None = None,
        weight: Weight = "regular",
        colour: str | None = None,
        on: str | None = None,
        tabular: bool = False,
        leading: float | None = None,
    ) -> Style:
        """Words of this setting; on paper, in ink and in its first language unless said."""
        return Style(
            size=size,
            language=language or self.language,
            colour=colour or self.colours.ink,
            background=on or self.colours.paper,
            weight=weight,
            tabular=tabular,
            leading=leading,
        )

    def sized(self, size: int) -> Setting:
        """The same in another size."""
        return replace(self, size=size)


def on_paper(canvas: Canvas) -> Colours:
    """The colours of the body."""
    theme = tokens.THEMES[canvas.theme]
    return Colours(
        paper=theme.paper,
        ink=theme.ink,
        quiet=theme.quiet,
        hairline=theme.hairline,
        plate=tokens.WHITE if canvas.theme == "light" else theme.plate,
        sign=theme.ink,
        quiet_sign=theme.quiet,
        edge=theme.ink if canvas.theme == "light" else theme.quiet,
        sign_plate=theme.ink if canvas.theme == "light" else theme.hairline,
        sign_ink=theme.paper if canvas.theme == "light" else theme.ink,
        tab=theme.ink if canvas.theme == "light" else theme.hairline,
        label=theme.paper if canvas.theme == "light" else theme.ink,
        arrow=tokens.readable(canvas.accent, theme.paper, ratio=tokens.TEXT_CONTRAST),
    )


def inverted(canvas: Canvas) -> Colours:
    """The colours of the screen's own floor: the other theme's."""
    light = canvas.theme == "light"
    theme, usual = (tokens.THEMES[name] for name in (("dark", "light") if light else ("light", "dark")))
    return Colours(
        paper=theme.paper,
        ink=theme.ink,
        quiet=theme.quiet,
        hairline=theme.hairline,
        plate=usual.paper if light else tokens.WHITE,
        sign=usual.ink if light else theme.ink,
        quiet_sign=usual.quiet if light else theme.quiet,
        edge=usual.paper if light else theme.ink,
        sign_plate=theme.ink,
        sign_ink=theme.paper,
        tab=canvas.accent,
        label=tokens.ink_on(canvas.accent),
        arrow=tokens.readable(canvas.accent, theme.paper, ratio=ARROW_CONTRAST),
    )
