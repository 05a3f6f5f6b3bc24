"""Versions: addresses of sheets and scripts name what is in them, so that a browser keeps them until they change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

_FOR_A_YEAR = "public, max-age=31536000, immutable"


def install(app: Flask, folders: dict[str, Path]) -> None:
    """`folders` by the endpoint that serves them. What a script imports by itself has no version: asked for anew."""
    versions = {endpoint: fingerprint(sorted(folder.iterdir())) for endpoint, folder in folders.items()}

    @app.url_defaults
    def name_the_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint in versions:
            values.setdefault("v", versions[endpoint])

    @app.after_request
    def keep(answer: Response) -> Response:
        version = versions.get(request.endpoint or "")
        if version is not None and request.args.get("v") == version and answer.status_code in (200, 304):
            answer.headers["Cache-Control"] = _FOR_A_YEAR
        return answer


def fingerprint(files: Iterable[Path]) -> str:
    """Sixteen hex digits of the bytes of all files, other ones after any change."""
    found = hashlib.sha256()
    for file in files:
        if file.is_file():
            found.update(file.read_bytes())
    return found.hexdigest()[:16]
