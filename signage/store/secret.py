"""The secret that seals sessions: made once per data folder, readable by its owner alone."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from signage.core.problems import Broken


def session_secret(data: Path) -> str:
    """256 random bits, made at the first look; with another one every session ends."""
    path = data / "keys" / "session"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f".session-{secrets.token_hex(4)}")
    if not path.exists():
        with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # of two processes that make one, both believe the first
            os.link(made, path)
        made.unlink()
    secret = path.read_text(encoding="ascii")
    if len(secret) != 64:
        raise Broken(
            ja="セッション用の鍵が壊れています。このファイルを消すと、次の起動で作り直されます",
            en="the session key is damaged; delete the file and the next start makes a new one",
            where=str(path),
        )
    return secret
