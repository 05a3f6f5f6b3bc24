"""The calm screen: what a player shows while it has nothing else, and what it waits for."""

from __future__ import annotations

from functools import cache
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
        "サーバーに接続できません。自動で再接続します。\nLANケーブルと電源を確認してください。",
        "The server does not answer; this player tries again.\nCheck the network cable.",
    ),
    "loading": ("表示内容を受け取っています({here} / {of})。", "Receiving the content ({here} of {of})."),
    "revoked": (
        "この表示端末の登録は解除されました。\n使うには、もう一度登録してください。",
        "This player is no longer enrolled.\nTo use it, enrol it again.",
    ),
    "empty": (
        "表示できる内容がありません。自動で取り直します。",
        "There is nothing to show; it is fetched again.",
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
    width, height = size if rotation in {0, 180} else (size[1], size[0])
    card = pygame.Surface((width, height), depth=32)
    card.fill(PAPER)
    left, line, foot = round(width * 0.08), round(height * 0.7), round(height * 0.94)
    unit = min(height / 30, (width - 2 * left) / 29)  # the visitors' sentences stay whole: 19 characters of 1.5
    visitors, staff = _written(unit, width - 2 * left, waiting, screen=screen, server=server)
    while _height(staff) > foot - line - unit:  # a narrow panel breaks more lines
        unit *= 0.95
        visitors, staff = _written(unit, width - 2 * left, waiting, screen=screen, server=server)

    _stack(card, visitors, (left, (line - _height(visitors)) // 2 + round(height * 0.04)))
    pygame.draw.line(card, _HAIRLINE, (left, line), (width - left, line), max(1, round(unit / 14)))
    _stack(card, staff, (left, line + round(unit)))
    return pygame.transform.rotate(card, -rotation) if rotation else card


def _written(
    unit: float, width: int, waiting: Waiting, *, screen: str, server: str
) -> tuple[list[pygame.Surface], list[pygame.Surface]]:
    """The lines for visitors and the lines for staff. Without a Japanese face on this machine, in English alone."""
    bold, regular = _faces()

    def write(text: str, face: Path | None, units: float, ink: tuple[int, int, int], after: float) -> pygame.Surface:
        font = pygame.font.Font(face, max(6, round(unit * units)))
        font.set_linesize(round(unit * units * 1.4))
        words = font.render(text, antialias=True, color=ink, wraplength=width)
        block = pygame.Surface((width, words.get_height() + round(unit * after)), depth=32)
        block.fill(PAPER)
        block.blit(words, (0, 0))
        return block

    why_ja, why_en = reason(waiting)
    visitors = [write(_ENGLISH, bold, 1.5, _QUIET, 0.3), write(_ASK_EN, regular, 1.1, _QUIET, 0)]
    staff = [write(why_en, regular, 0.8, _QUIET, 0.35), write(f"{screen}  ·  {server}", regular, 0.8, _QUIET, 0)]
    if bold is not None:
        visitors = [write(_JAPANESE, bold, 3, _INK, 0.6), write(_ASK_JA, regular, 1.5, _INK, 2), *visitors]
        staff = [write(why_ja, regular, 0.8, _QUIET, 0.35), *staff]
    return visitors, staff


def _height(lines: list[pygame.Surface]) -> int:
    return sum(line.get_height() for line in lines)


def _stack(card: pygame.Surface, lines: list[pygame.Surface], at: tuple[int, int]) -> None:
    left, top = at
    for line in lines:
        card.blit(line, (left, top))
        top += line.get_height()


@cache
def _faces() -> tuple[Path | None, Path | None]:
    """Bold and regular files of a Japanese face on this machine; (None, None), pygame's own, where there is none."""
    pygame.font.init()
    for names in _FACES:
        found = [next((file for folder in _FOLDERS for file in Path(folder).rglob(name)), None) for name in names]
        if all(found):
            return found[0], found[1]
    return None, None
