"""The card of a pairing: the code, the two words and the 2-D code, read from two metres; or what is wrong."""

from __future__ import annotations

import socket

import pygame

from players.pi.glass import PAPER
from players.pi.lettering import HAIRLINE, INK, QUIET, SMALLEST, Pen, has_japanese, height_of, stack
from players.pi.pairing import Code, Sight, Trouble

_QUIET_ZONE = 4
"""Modules of paper around a 2-D code."""

_CODE_SIDE = 0.38
"""Of the panel's shorter edge: a tenth of the 1.5 m from which it is scanned, on a panel of 32 inches (DOMAIN.md)."""

_TITLE = ("この表示端末をモニターに登録します", "Give this player its monitor")
_HOW = (
    "職員用ページの「表示端末」で登録番号を入れ、\n二つの言葉が同じことを確かめてください。",
    "On the staff pages, under Players, type this number\nand see that the two words are the same.",
)
_SCAN = ("二次元コードでも開けます", "or scan this code")
_ASKING = ("サーバーに登録番号を問い合わせています。", "Asking the server for a number.")

_TROUBLES: dict[Trouble, tuple[str, str]] = {
    "address": (
        "サーバーのアドレスが正しくありません。\nhttps:// で始まるアドレスを設定してください。",
        "This is no server's address. Set one that begins with https://.",
    ),
    "unreachable": (
        "サーバーに接続できません。自動でやり直します。\nLANケーブルとサーバーのアドレスを確認してください。",
        "The server does not answer; this player tries again. Check the network cable and the address.",
    ),
    "untrusted": (
        "サーバーの証明書を確認できません。\nサーバーの管理者に、証明書とアドレスの名前を確認してもらってください。",
        "The server's certificate cannot be verified. Ask its administrator about the certificate and this address.",
    ),
    "elsewhere": (
        "このアドレスには端末を登録するサーバーがありません。\nアドレスを確認してください。",
        "No server that pairs players is at this address. Check it.",
    ),
    "full": (
        "登録を待つ端末が多すぎます。\n順番が来ると、ここに登録番号が出ます。",
        "Too many players wait to be paired. A number appears here when there is room.",
    ),
    "slowed": (
        "登録番号を何度も求めたため、サーバーが待つように言っています。\nしばらくすると番号が出ます。",
        "The server asks this player to wait, after many requests. A number appears here in a while.",
    ),
    "odd": (
        "サーバーの答えが正しくありません。自動でやり直します。\n続くときはサーバーの管理者に知らせてください。",
        "The server's answer is not what it must be; this player tries again. If it goes on, tell the administrator.",
    ),
    "refused": (
        "言葉が違うため、登録は取りやめになりました。新しい番号でやり直します。\n"
        "また違うときは、ネットワークの担当者に知らせてください。",
        "The words differed, so this was called off. A new number follows.\nIf they differ again, tell whoever runs "
        "the network.",
    ),
    "expired": (
        "登録番号の期限が切れました。\nしばらくすると新しい番号が出ます。",
        "This number is no longer good. A new one follows in a while.",
    ),
    "card": (
        "SDカードに書き込めないため、登録を保存できません。\nカードを確認してください。",
        "The enrolment cannot be stored: the card cannot be written. Check it.",
    ),
}  # fmt: skip


def pairing_card(size: tuple[int, int], sight: Sight, *, server: str) -> pygame.Surface:
    """The whole panel. Beneath a hairline: which server is asked, and this machine's name."""
    width, height = size
    card = pygame.Surface(size, depth=32)
    card.fill(PAPER)
    left, line = round(width * 0.06), round(height * 0.88)
    side = 0 if sight.code is None else round(min(size) * _CODE_SIDE)
    beside = width > height
    unit = min(height / 34, width / (60 if beside else 34))
    column = width - 2 * left - (side + left if beside and side else 0)
    blocks = _blocks(Pen(unit, column), sight)
    while unit > SMALLEST and height_of(blocks) > line - (0 if beside else side) - unit * 2:
        unit *= 0.95
        blocks = _blocks(Pen(unit, column), sight)
    top = max(round(unit), (line - (0 if beside else side) - height_of(blocks)) // 2)
    stack(card, blocks, (left, top))
    if sight.code is not None:
        at = (width - left - side, (line - side) // 2) if beside else (left, line - side - round(unit))
        _draw_code(card, sight.code, at=at, side=side, unit=unit, beside=beside)
    pygame.draw.line(card, HAIRLINE, (left, line), (width - left, line), max(1, round(unit / 14)))
    pen = Pen(unit, width - 2 * left)
    stack(card, [pen.write(f"{server}  ·  {socket.gethostname()}", 0.8, ink=QUIET)], (left, line + round(unit * 0.8)))
    return card


def _blocks(pen: Pen, sight: Sight) -> list[pygame.Surface]:
    """What is to be read, in Japanese and in English; in English alone where there is no Japanese face."""
    japanese = has_japanese()
    blocks = [pen.write(_TITLE[0], 1.6, bold=True, after=0.2)] if japanese else []
    blocks.append(pen.write(_TITLE[1], 1.1, ink=QUIET, after=1.2))
    if (code := sight.code) is not None:
        blocks.append(pen.write(f"{code.digits[:3]} {code.digits[3:]}", 6, bold=True, after=0.2))
        if japanese:
            blocks.append(pen.write("・".join(ja for ja, _ in code.words), 2.6, bold=True, after=0.1))
        blocks.append(pen.write(" · ".join(en for _, en in code.words), 1.4, ink=QUIET, after=1.2))
    said = _TROUBLES.get(sight.trouble) or (_ASKING if sight.code is None else _HOW)
    if japanese:
        blocks.append(pen.write(said[0], 1.2, ink=INK, after=0.3))
    blocks.append(pen.write(said[1], 0.95, ink=QUIET))
    return blocks


def _draw_code(
    card: pygame.Surface, code: Code, *, at: tuple[int, int], side: int, unit: float, beside: bool
) -> None:
    """The 2-D code of the page, in whole pixels, with what it is for beside or beneath it."""
    import segno  # noqa: PLC0415 - a player that has been paired draws none

    rows = [list(row) for row in segno.make(code.page, error="m", micro=False).matrix]
    modules = len(rows) + 2 * _QUIET_ZONE
    pixels = max(1, side // modules)
    start = (side - pixels * len(rows)) // 2
    card.fill((255, 255, 255), (*at, side, side))
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                card.fill((0, 0, 0), (at[0] + start + x * pixels, at[1] + start + y * pixels, pixels, pixels))
    room = side if beside else card.get_width() - at[0] * 2 - side - round(unit)
    pen = Pen(unit, room)
    notes = [pen.write(_SCAN[0], 0.9, after=0.1)] if has_japanese() else []
    notes.append(pen.write(_SCAN[1], 0.75, ink=QUIET))
    stack(card, notes, (at[0], at[1] + side + round(unit * 0.4)) if beside else (at[0] + side + round(unit), at[1]))
