"""The keypad: what a clerk types on a USB number pad at the counter, as presses of the console's keys."""

from __future__ import annotations

import time
from collections.abc import Callable

import pygame

_DIGITS = {
    **{getattr(pygame, f"K_{digit}"): str(digit) for digit in range(10)},
    **{getattr(pygame, f"K_KP{digit}"): str(digit) for digit in range(10)},
}
_ENTER = frozenset({pygame.K_RETURN, pygame.K_KP_ENTER})
_CLEAR = frozenset({pygame.K_BACKSPACE, pygame.K_DELETE, pygame.K_KP_PERIOD, pygame.K_PERIOD, pygame.K_ESCAPE})
_KEYS = {
    pygame.K_PLUS: "recall",
    pygame.K_KP_PLUS: "recall",
    pygame.K_MINUS: "hold",
    pygame.K_KP_MINUS: "hold",
    pygame.K_ASTERISK: "undo",
    pygame.K_KP_MULTIPLY: "undo",
    pygame.K_SLASH: "pause",
    pygame.K_KP_DIVIDE: "pause",
}

_LONGEST = 6
_FORGOTTEN_S = 10
"""Digits that nothing follows: somebody leaned on the pad, or was called away."""


class Keypad:
    """Digits gather until a key says what is to be done with them; `press` is told what and with which number.

    Without digits a key means the number at the counter, and Enter the next one. All on the thread that shows.
    """

    def __init__(self, press: Callable[[str, str], None], *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._press, self._seconds = press, seconds
        self._typed, self._since = "", 0.0
        self._paused = False

    @property
    def typed(self) -> str:
        """The digits so far."""
        return self._typed if self._seconds() < self._since + _FORGOTTEN_S else ""

    def key(self, key: int) -> None:
        """A key went down."""
        typed = self.typed
        if key in _DIGITS:
            self._typed, self._since = (typed + _DIGITS[key])[-_LONGEST:], self._seconds()
        elif key in _CLEAR:
            self._typed = ""
        elif key in _ENTER:
            self._do("call" if typed else "next", typed)
        elif key in _KEYS:
            self._do(_KEYS[key], typed)

    def _do(self, what: str, typed: str) -> None:
        """The pad has one key to pause and to go on; who calls again has gone on."""
        self._typed = ""
        if what == "pause":
            self._paused = not self._paused
            self._press("pause" if self._paused else "open", "")
            return
        if what in {"call", "next"} and self._paused:
            self._paused = False
            self._press("open", "")
        self._press(what, "" if what == "undo" else typed)
