"""Uploads: pictures come in here, for a script one by one, from a plain form all at once; and the list of them."""

from __future__ import annotations

import errno
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from flask import (
    Blueprint,
    Request,
    Response,
    g,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from signage.actions import uploads
from signage.core.instants import JAPAN
from signage.core.problems import Problem
from signage.store.uploads import Upload
from signage.web import gate
from signage.web.desk import Desk
from signage.web.messages import tell, tell_sentence
from signage.web.words import said

IN_MEMORY = 256 * 1024
"""Bytes of a file in a form that are held in memory; what is more goes to the disk while it comes in."""


def incoming_to(folder: Path) -> type[Request]:
    """Requests whose files go to this folder's disk while they come in: /tmp may be memory, or small."""

    class Incoming(Request):
        def _get_file_stream(
            self,
            total_content_length: int | None,
            content_type: str | None,
            filename: str | None = None,
            content_length: int | None = None,
        ) -> IO[bytes]:
            folder.mkdir(mode=0o700, exist_ok=True)
            return cast(IO[bytes], SpooledTemporaryFile(IN_MEMORY, dir=str(folder)))

    return Incoming


def brought(desk: Desk, field: str) -> str | None:
    """The asset of the picture in a form: what a script has uploaded before, or the file itself; None: neither.

    `field` names both. Refused for a file that is no picture.
    """
    file = request.files.get(field)
    if file is not None and file.filename:
        return _taken(desk, file).asset
    return request.form.get(field) or None


def upload_pages(desk: Desk) -> Blueprint:
    """The list, what comes in, and the pictures themselves."""
    pages = Blueprint("uploads", __name__)
    incoming = incoming_to(desk.installation.data / uploads.INCOMING)
    # Every form of the application may bring a file, and may find the disk full.
    pages.record_once(lambda state: setattr(state.app, "request_class", incoming))
    pages.app_errorhandler(OSError)(_full_disk)

    @pages.get("/uploads")
    @gate.needs("post")
    def shelf() -> ResponseReturnValue:
        found = uploads.shelf(desk.installation, by=gate.person(), page=request.args.get("page", 1, type=int))
        return render_template("uploads/list.html", shelf=found, zone=JAPAN, now=desk.clock())

    @pages.post("/uploads")
    @gate.needs("post")
    def take() -> ResponseReturnValue:
        if request.accept_mimetypes.best == "application/json":
            return _for_script(desk, request.files.getlist("file"))
        files = [file for file in request.files.getlist("file") if file.filename]
        if not files:
            tell("no file chosen", tone="error")
        for file in files:
            _told(desk, file)
        return redirect(url_for("uploads.shelf"))

    @pages.get("/uploads/<asset>/small")
    @gate.needs("look")
    def small(asset: str) -> ResponseReturnValue:
        return _picture(uploads.small(desk.installation, asset), "image/jpeg")

    @pages.get("/uploads/<asset>")
    @gate.needs("look")
    def large(asset: str) -> ResponseReturnValue:
        found = uploads.upload(desk.installation, asset)
        return _picture(desk.installation.files.path(found.asset), found.type)

    return pages


def _taken(desk: Desk, file: FileStorage) -> Upload:
    return uploads.take(desk.installation, file.stream, name=file.filename or "", at=desk.clock(), by=gate.person())


def _for_script(desk: Desk, files: list[FileStorage]) -> ResponseReturnValue:
    """One file, and what came of it."""
    if len(files) != 1:
        return _line(said("no file chosen", g.language), 400)
    taken = _taken(desk, files[0])
    small = url_for("uploads.small", asset=taken.asset)
    return {
        "asset": taken.asset,
        "name": taken.name,
        "width": taken.width,
        "height": taken.height,
        "small": small,
    }, 201


def _told(desk: Desk, file: FileStorage) -> None:
    """One file of several: a message says what came of it."""
    name = uploads.shown_name(file.filename or "")
    try:
        _taken(desk, file)
    except Problem as problem:
        tell("not brought in", tone="error", name=name, sentence=problem.sentence(g.language))
    else:
        tell("brought in", name=name)


def _picture(path: Path, media_type: str) -> Response:
    answer = send_file(path, mimetype=media_type, conditional=True, etag=path.name)
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer


def _line(sentence: str, status: int) -> Response:
    answer = make_response(f"{sentence}\n", status)
    answer.mimetype = "text/plain"
    return answer


def _full_disk(error: OSError) -> ResponseReturnValue:
    """What comes in may fill the disk before any of our code sees it."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        raise error
    sentence = uploads.full().sentence(g.language)
    if request.accept_mimetypes.best == "application/json":
        return _line(sentence, 507)
    tell_sentence(sentence)
    return redirect(url_for("uploads.shelf"))
