"""Findings that several kinds have: what a visitor could not read, and the remedy."""

from __future__ import annotations

from signage.render.fonts import missing
from signage.render.pages import Finding

PICTURE = Finding(
    kind="picture",
    ja="この表示枠では、絵を入れる場所がありません。言葉だけで表示します。",
    en="in this zone there is no room for the picture; only the words are shown.",
)
LENGTH = Finding(
    kind="length",
    ja="読める大きさでは収まらない部分があります。短くするか、広い表示枠を選んでください。",
    en="some of it does not fit at a legible size; shorten it or choose a larger zone.",
)


def glyphs(*told: tuple[str, str]) -> tuple[Finding, ...]:
    """One finding for all characters that no font has, of words each with its language; none where there are none."""
    lacking = dict.fromkeys(character for words, language in told for character in missing(words, language))
    if not lacking:
        return ()
    letters = " ".join(lacking)
    return (
        Finding(
            kind="glyph",
            ja=f"「{letters}」を描けるフォントがありません。ほかの字で書いてください。",
            en=f"no font draws “{letters}”; write it with other characters.",
        ),
    )
