"""Commands: what a head asks a player to do once, and what the player answers."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import sys
import threading
from datetime import UTC, datetime

import pygame

from players.pi.cache import Cache
from players.pi.documents import Command
from players.pi.kept import Done
from players.pi.problems import DiskFull

REPORTS = "reports"
"""The folder of the cache in which acknowledgements and screenshots wait for the next heartbeat."""

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_KEPT = 40
_log = logging.getLogger("signage.player")


class Commands:
    """Carries out commands on the thread that shows."""

    def __init__(self, cache: Cache, *, done: Done) -> None:
        self._cache, self._done = cache, done
        self.restart = False

    def obey(self, command: Command, *, surface: pygame.Surface, at: int) -> None:
        """Do it unless it was done or is too late, and leave an acknowledgement, even if it is not understood."""
        if at >= command.until or not self._done.first_time(
            f"command {command.id}", until=command.until, at=at, durable=True
        ):
            return
        _log.info("command %s: %s", command.id, command.do)
        if command.do == "screenshot":
            picture = surface.copy()
            threading.Thread(
                target=self._screenshot, args=(command, picture, at), name="screenshot", daemon=True
            ).start()
        elif command.do == "restart":
            self._acknowledge(command, "done", at=at)
            self.restart = True
        else:
            self._acknowledge(command, "not understood", at=at)

    def _screenshot(self, command: Command, picture: pygame.Surface, at: int) -> None:
        name = f"{_file_name(command)}.png"
        try:
            (self._cache.folder / REPORTS).mkdir(exist_ok=True)
            beside = self._cache.folder / REPORTS / f"{_file_name(command)}.new.png"
            pygame.image.save(picture, beside)
            os.replace(beside, self._cache.folder / REPORTS / name)
        except (OSError, pygame.error) as error:
            self._acknowledge(command, f"failed: {error}", at=at)
        else:
            self._acknowledge(command, "done", at=at, file=name)

    def _acknowledge(self, command: Command, result: str, *, at: int, **more: str) -> None:
        when = datetime.fromtimestamp(at // 1000, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        report = {"command": command.id, "do": command.do, "result": result, "at": when, **more}
        try:
            (self._cache.folder / REPORTS).mkdir(exist_ok=True)
            self._cache.write(
                f"{REPORTS}/{_file_name(command)}.json", json.dumps(report, ensure_ascii=False).encode()
            )
            self._drop_oldest()
        except (DiskFull, OSError) as error:
            _log.warning("command %s is not acknowledged: %s", command.id, error)

    def _drop_oldest(self) -> None:
        reports = sorted((self._cache.folder / REPORTS).iterdir(), key=lambda file: file.stat().st_mtime)
        for file in reports[:-_KEPT]:
            file.unlink(missing_ok=True)


def begin_again() -> None:
    """Replace this process by a fresh one with the same arguments. Does not return."""
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - this very program, no shell


def _file_name(command: Command) -> str:
    """A command's id as a file's name; one that does not look like a name gives way to its hash."""
    if _PLAIN.fullmatch(command.id):
        return command.id
    return hashlib.sha256(command.id.encode()).hexdigest()[:32]
