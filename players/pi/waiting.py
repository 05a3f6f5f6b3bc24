"""The calm screen: what a player shows while it has nothing else, and what it waits for."""

from __future__ import annotations

import pygame

from players.pi.glass import PAPER
from players.pi.lettering import HAIRLINE, QUIET, SMALLEST, Pen, has_japanese, height_of, stack
from players.pi.stage import Waiting

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
        "この表示端末の登録は取り消されました。\n使うには、もう一度登録してください。",
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
    while unit > SMALLEST and height_of(staff) > foot - line - unit:  # a narrow panel breaks more lines
        unit *= 0.95
        visitors, staff = _written(unit, width - 2 * left, waiting, screen=screen, server=server)

    stack(card, visitors, (left, (line - height_of(visitors)) // 2 + round(height * 0.04)))
    pygame.draw.line(card, HAIRLINE, (left, line), (width - left, line), max(1, round(unit / 14)))
    stack(card, staff, (left, line + round(unit)))
    return pygame.transform.rotate(card, -rotation) if rotation else card


def _written(
    unit: float, width: int, waiting: Waiting, *, screen: str, server: str
) -> tuple[list[pygame.Surface], list[pygame.Surface]]:
    """The lines for visitors and the lines for staff. Without a Japanese face on this machine, in English alone."""
    pen = Pen(unit, width)
    why_ja, why_en = reason(waiting)
    visitors = [
        pen.write(_ENGLISH, 1.5, bold=True, ink=QUIET, after=0.3),
        pen.write(_ASK_EN, 1.1, ink=QUIET),
    ]
    staff = [pen.write(why_en, 0.8, ink=QUIET, after=0.35), pen.write(f"{screen}  ·  {server}", 0.8, ink=QUIET)]
    if has_japanese():
        visitors = [pen.write(_JAPANESE, 3, bold=True, after=0.6), pen.write(_ASK_JA, 1.5, after=2), *visitors]
        staff = [pen.write(why_ja, 0.8, ink=QUIET, after=0.35), *staff]
    return visitors, staff
