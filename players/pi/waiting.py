"""The calm screen: what a player shows while it has nothing else, and what it waits for."""

from __future__ import annotations

from pathlib import Path

import pygame

from players.pi.glass import PAPER
from players.pi.stage import Waiting

_INK = (26, 26, 28)
_QUIET = (84, 86, 92)
_HAIRLINE = (200, 200, 203)
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
_FACES = (
    ("BIZUDPGothic-Bold.ttf", "BIZUDPGothic-Regular.ttf"),
    ("NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc"),
    ("NotoSansCJKjp-Bold.otf", "NotoSansCJKjp-Regular.otf"),
)
_JAPANESE, _ENGLISH = "ただいま準備中です", "Getting ready"
_ASK_JA, _ASK_EN = "ご用の方は、総合案内へお声がけください。", "Please ask at the information desk."

_REASONS = {
    "starting": ("サーバーから最初の表示内容を受け取っています。", "Waiting for the first content from the server."),
    "unreachable": (
        "サーバーに接続できません。LANケーブルと電源を確認してください。自動で再接続します。",
        "The server does not answer. Check the network cable; this player tries again by itself.",
    ),
    "loading": ("表示内容を受け取っています({here} / {of})。", "Receiving the content ({here} of {of})."),
    "revoked": (
        "この表示端末の登録は解除されました。使うには、もう一度登録してください。",
        "This player is no longer enrolled. To use it, enrol it again.",
    ),
    "empty": (
        "表示できる内容がありません。自動で取り直します。",
        "There is nothing that can be shown; it is fetched again.",
    ),
}


def reason(waiting: Waiting) -> tuple[str, str]:
    """Why there is nothing to show, in Japanese and in English."""
    japanese, english = _REASONS[waiting.why]
    return (
        japanese.format(here=waiting.here, of=waiting.of),
        english.format(here=waiting.here, of=waiting.of),
    )


def calm_screen(
    size: tuple[int, int], waiting: Waiting, *, screen: str, server: str, rotation: int
) -> pygame.Surface:
    """The whole panel: to visitors, whom to ask; beneath a hairline, to staff, what this player waits for."""
    upright = size if rotation in {0, 180} else (size[1], size[0])
    card = pygame.Surface(upright)
    card.fill(PAPER)
    width, height = upright
    unit = max(12, round(min(width, height * 1.2) / 36))
    margin = round(width * 0.08)
    bold, regular = _faces()
    japanese = bold is not None

    def write(text: str, face: Path | None, units: float, ink: tuple[int, int, int], top: int) -> int:
        """Write a text, broken where it must be. Where it ends, downwards."""
        font = pygame.font.Font(face, round(unit * units))
        font.set_linesize(round(unit * units * 1.4))
        written = font.render(text, antialias=True, color=ink, wraplength=width - 2 * margin)
        card.blit(written, (margin, top))
        return top + written.get_height()

    top = round(height * 0.27)
    if japanese:
        top = write(_JAPANESE, bold, 3, _INK, top) + round(unit * 0.6)
        top = write(_ASK_JA, regular, 1.5, _INK, top) + unit * 2
    top = write(_ENGLISH, bold, 1.5, _QUIET, top) + round(unit * 0.3)
    write(_ASK_EN, regular, 1.1, _QUIET, top)

    top = round(height * 0.95) - unit * 6
    pygame.draw.line(card, _HAIRLINE, (margin, top), (width - margin, top), max(1, unit // 14))
    top += unit
    why_ja, why_en = reason(waiting)
    for line in (*((why_ja,) if japanese else ()), why_en, f"{screen}  ·  {server}"):
        top = write(line, regular, 0.8, _QUIET, top) + round(unit * 0.35)
    return pygame.transform.rotate(card, -rotation) if rotation else card


def _faces() -> tuple[Path | None, Path | None]:
    """Bold and regular files of a Japanese face on this machine; (None, None), pygame's own, where there is none."""
    pygame.font.init()
    for names in _FACES:
        found = [next((file for folder in _FOLDERS for file in Path(folder).rglob(name)), None) for name in names]
        if all(found):
            return found[0], found[1]
    return None, None
