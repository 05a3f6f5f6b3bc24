"""The picture kind: a photograph or a poster, whole or filling its box, with words on a solid plate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from signage.core.catalogue import Request
from signage.core.documents import from_plain
from signage.core.formats import Picture
from signage.core.reading import reading_ms
from signage.core.texts import Text
from signage.render import marks, photographs, tokens
from signage.render.canvas import Canvas
from signage.render.findings import glyphs
from signage.render.marks import Fill, Mark
from signage.render.pages import Page
from signage.render.text import Style, fit

SHOWN_MS = 10_000
"""A picture without words: as long as a short notice is read."""

_MOST_LINES = 2


@dataclass(frozen=True, kw_only=True)
class PictureFields:
    """What staff give. `alt` says what is to be seen, for those who cannot; `caption` is drawn."""

    picture: Picture
    alt: Text
    how: Literal["fit", "fill"] = "fit"
    caption: Text = Text()


class PictureKind:
    """Pictures that somebody uploaded."""

    name = "picture"
    fields = PictureFields

    def edges(self, request: Request, begins: int, ends: int) -> Iterable[int]:
        """A picture does not change by itself."""
        return ()

    def document(self, request: Request) -> Mapping[str, Any]:
        """What was given, as it is."""
        return dict(request.slide.fields)

    def pages(
        self, document: Mapping[str, Any], canvas: Canvas, languages: tuple[str, ...], read: Callable[[str], bytes]
    ) -> tuple[Page, ...]:
        """One page; its words in the screen's first language."""
        fields = from_plain(PictureFields, document, where=self.name)
        asset, how = fields.picture, fields.how
        content = read(asset)
        theme, language = tokens.THEMES[canvas.theme], languages[0]
        caption = fields.caption.best(language)
        plate = _plate(caption, canvas, language) if caption else ()
        height = canvas.height - (plate[0].box[3] if plate else 0)
        picture = marks.Picture(
            box=(0, 0, canvas.width, height),
            asset=f"{asset} {theme.paper}",
            how=how,
            open=lambda w, h: photographs.cut(content, w, h, how=how, around=theme.paper),
        )
        alt = fields.alt.best(language)
        return (
            Page(
                width=canvas.width,
                height=canvas.height,
                paper=theme.paper,
                marks=(picture, *plate),
                language=language,
                alt=f"{alt} {caption}".strip(),
                shown_ms=max(SHOWN_MS, reading_ms(caption, language)) if caption else SHOWN_MS,
                photographic=photographs.is_photograph(content),
                findings=glyphs((caption, language)),
            ),
        )


def _plate(caption: str, canvas: Canvas, language: str) -> tuple[Mark, ...]:
    """The words below the picture: never over it."""
    theme = tokens.THEMES[canvas.theme]
    style = Style(size=canvas.unit, language=language, colour=theme.ink, background=theme.paper, weight="bold")
    words = fit(
        caption,
        style,
        width=canvas.inner_width,
        height=canvas.height // 3,
        smallest=canvas.minimum_for(language),
        most_lines=_MOST_LINES,
        balanced=True,
    )
    pad = canvas.units(0.6)
    height = words.height + 2 * pad
    top = canvas.height - height
    return (
        Fill(box=(0, top, canvas.width, height), colour=theme.paper),
        *words.place(canvas.margin_x, top + pad),
    )
