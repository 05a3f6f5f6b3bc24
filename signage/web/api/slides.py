"""Slides for programs: list, post, read, change, archive."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from werkzeug.datastructures import FileStorage

from signage.actions import sent_slides, uploads
from signage.actions.sent_documents import BadDocument, document, read_document
from signage.actions.sent_slides import Posted
from signage.core.documents import to_plain
from signage.core.instants import DAY, written
from signage.core.people import Person
from signage.core.problems import Problem
from signage.web.api import checking
from signage.web.api.operations import FORM, JSON, PATCH, Answer, Asked, Operation, Parameter, Told
from signage.web.api.schemas import FORMATS, nullable
from signage.web.api.slide_shapes import CHANGED, KIND_SHAPES, SENT, SENT_WITH_PICTURE, SHOWN, STATES
from signage.web.desk import Desk

USUAL_PAGE, LARGEST_PAGE = 50, 200

RESTORABLE = 30 * DAY


class Outdated(Problem):
    """If-Match names another version than there is."""


_ETAG = {"ETag": "Names this version; send it back as If-Match."}
_SLIDE = Parameter(name="slide", place="path", schema=FORMATS["id"], description="The slide's id.")
_IF_MATCH = Parameter(
    name="If-Match",
    place="header",
    schema={"type": "string"},
    description="The ETag that was read: 412 where somebody else has changed it since.",
)


def _list(desk: Desk, asked: Asked) -> Answer:
    page = sent_slides.listed(
        desk.installation,
        by=_who(asked),
        owner=asked.query.get("owner"),
        state=asked.query.get("state"),
        after=asked.query.get("after", ""),
        most=asked.query.get("limit", USUAL_PAGE),
    )
    after = page.slides[-1].slide.id if page.more else None
    return Answer(body={"slides": [_shown(posted) for posted in page.slides], "after": after})


def _read(desk: Desk, asked: Asked) -> Answer:
    return _answered(sent_slides.one(desk.installation, asked.path["slide"], by=_who(asked)))


def _create(desk: Desk, asked: Asked) -> Answer:
    if asked.picture is not None:
        plain = _with_picture(desk, asked, asked.picture)
    else:
        plain = asked.document
        checking.check(plain, SENT)
    posted, new = sent_slides.create(desk.installation, read_document(plain), at=asked.at, by=_who(asked))
    if posted.waits is not None and not posted.tag:
        return _answered(posted, HTTPStatus.ACCEPTED)
    status = HTTPStatus.CREATED if new else HTTPStatus.OK
    return _answered(posted, status, Location=f"slides/{posted.slide.id}")


def _with_picture(desk: Desk, asked: Asked, picture: FileStorage) -> Any:  # noqa: ANN401 — checked
    """The document with the picture that came with it: taken in only when all else is right."""
    plain = _with_asset(asked.document, "0" * 64)
    checking.check(plain, SENT)
    read_document(plain)
    taken = uploads.take(desk.installation, picture.stream, name=picture.filename or "", at=asked.at, by=_who(asked))
    return _with_asset(plain, taken.asset)


def _with_asset(plain: Any, asset: str) -> Any:  # noqa: ANN401 — whatever was sent
    """A document with its picture named, where it is one."""
    if not isinstance(plain, dict) or not isinstance(inner := plain.get("fields", {}), dict):
        return plain
    return {**plain, "fields": {**inner, "picture": asset}}


def _change(desk: Desk, asked: Asked) -> Answer:
    checking.check(asked.document, CHANGED)
    known = sent_slides.one(desk.installation, asked.path["slide"], by=_who(asked))
    _require_match(asked, known)
    if known.slide.kind not in KIND_SHAPES:
        raise BadDocument(
            ja="この種類のコンテンツは、ここからは変えられません。",
            en="slides of this kind are not changed here.",
            path="",
        )
    changes = {key: value for key, value in asked.document.items() if key != "state"}
    merged = _merged(document(known.slide, known.screens), changes)
    checking.check(merged, SENT)
    state = asked.document.get("state")
    posted = sent_slides.change(desk.installation, known.slide.id, merged, state=state, at=asked.at, by=_who(asked))
    return _answered(posted, HTTPStatus.OK if posted.waits is None else HTTPStatus.ACCEPTED)


def _archive(desk: Desk, asked: Asked) -> Answer:
    known = sent_slides.one(desk.installation, asked.path["slide"], by=_who(asked))
    _require_match(asked, known)
    sent_slides.archive(desk.installation, known.slide.id, at=asked.at, by=_who(asked))
    return Answer(body={"id": known.slide.id, "restorable_until": written(asked.at + RESTORABLE)})


def _merged(target: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """RFC 7396."""
    merged = dict(target)
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict):
            before = merged.get(key)
            merged[key] = _merged(before if isinstance(before, dict) else {}, value)
        else:
            merged[key] = value
    return merged


def _require_match(asked: Asked, known: Posted) -> None:
    if asked.if_match and "*" not in asked.if_match and known.tag not in asked.if_match:
        raise Outdated(
            ja="読んだ後に、ほかの人が変更しました。もう一度読んでから送ってください。",
            en="somebody else has changed it since it was read; read it again and send that.",
        )


def _who(asked: Asked) -> Person:
    assert asked.caller is not None, "the table gives every operation on slides a scope"
    return asked.caller.person


def _answered(posted: Posted, status: HTTPStatus = HTTPStatus.OK, **headers: str) -> Answer:
    tag = {"ETag": f'"{posted.tag}"'} if posted.tag else {}
    return Answer(status=status, body=_shown(posted), headers={**tag, **headers})


def _shown(posted: Posted) -> dict[str, Any]:
    slide, plain = posted.slide, to_plain(posted.slide)
    return {
        "id": slide.id,
        "office": slide.office,
        "owner": slide.owner,
        "kind": slide.kind,
        "name": plain["name"],
        "state": slide.state,
        "from": slide.limits.begins,
        "until": slide.limits.ends,
        "review_on": slide.review_on,
        "screens": list(posted.screens),
        "fields": dict(slide.fields),
        "changed_at": written(slide.changed_at),
        "waits": posted.waits,
    }


_ONE = Told(description="The slide.", schema=SHOWN, headers=_ETAG)
_WAITS = Told(description="It waits for approval; what is published stays until then.", schema=SHOWN)

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="list_slides",
        method="GET",
        path="/slides",
        scope="slides:read",
        summary="Slides by id, a page at a time",
        answer=_list,
        parameters=(
            Parameter(name="owner", place="query", schema=FORMATS["id"], description="Only this section's."),
            Parameter(name="state", place="query", schema=STATES, description="Only those in this state."),
            Parameter(name="after", place="query", schema=FORMATS["id"], description="`after` of the page before."),
            Parameter(
                name="limit",
                place="query",
                schema={"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": USUAL_PAGE},
                description="How many at most.",
            ),
        ),
        answers={
            HTTPStatus.OK: Told(
                description="A page; `after` asks for the next one, and is null on the last.",
                schema={
                    "type": "object",
                    "properties": {"slides": {"type": "array", "items": SHOWN}, "after": nullable(FORMATS["id"])},
                    "required": ["slides", "after"],
                    "additionalProperties": False,
                },
            )
        },
    ),
    Operation(
        name="post_slide",
        method="POST",
        path="/slides",
        scope="slides:write",
        summary="Put a slide up",
        answer=_create,
        bodies={JSON: SENT, FORM: SENT_WITH_PICTURE},
        answers={
            HTTPStatus.CREATED: Told(
                description="It is up.", schema=SHOWN, headers={**_ETAG, "Location": "Where the slide is."}
            ),
            HTTPStatus.OK: Told(
                description="It was up already: the same was sent before.", schema=SHOWN, headers=_ETAG
            ),
            HTTPStatus.ACCEPTED: Told(description="It waits for approval, and is not up yet.", schema=SHOWN),
        },
        problems=(HTTPStatus.CONFLICT,),
    ),
    Operation(
        name="read_slide",
        method="GET",
        path="/slides/{slide}",
        scope="slides:read",
        summary="One slide",
        answer=_read,
        parameters=(_SLIDE,),
        answers={HTTPStatus.OK: _ONE},
        problems=(HTTPStatus.NOT_FOUND,),
    ),
    Operation(
        name="change_slide",
        method="PATCH",
        path="/slides/{slide}",
        scope="slides:write",
        summary="Change a slide, or take it down (state: withdrawn), which needs nobody's approval",
        answer=_change,
        parameters=(_SLIDE, _IF_MATCH),
        bodies={PATCH: CHANGED, JSON: CHANGED},
        answers={HTTPStatus.OK: _ONE, HTTPStatus.ACCEPTED: _WAITS},
        problems=(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED),
    ),
    Operation(
        name="archive_slide",
        method="DELETE",
        path="/slides/{slide}",
        scope="slides:write",
        summary="Archive a slide: off the screens at once; people can restore it for 30 days",
        answer=_archive,
        parameters=(_SLIDE, _IF_MATCH),
        answers={
            HTTPStatus.OK: Told(
                description="It is archived.",
                schema={
                    "type": "object",
                    "properties": {"id": FORMATS["id"], "restorable_until": {"type": "string"}},
                    "required": ["id", "restorable_until"],
                    "additionalProperties": False,
                },
            )
        },
        problems=(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED),
    ),
)
