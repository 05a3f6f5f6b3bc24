"""The enrolment: which screen this player feeds, from which server, and whose word and signature it believes."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from players.pi.problems import Refused

_PLAIN = re.compile(r"[\w-][\w.-]{0,127}")
"""Screen ids and head keys become parts of paths."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pad:
    """A number pad on this player: at which counter it stands, for which queue's numbers. `token` lets it call."""

    queue: str
    counter: str
    token: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolment:
    """What a server gave this player: as a file of `signage enrol`, or when they were paired.

    Keys are raw Ed25519 public keys, 32 bytes. `authority` is the PEM of who vouches for the server's certificate,
    "" for none; `name` is what people call the screen; `paired_at` is the address under which a player was paired.
    """

    screen: str
    server: str
    head_key: str
    public_key: bytes
    recovery_key: bytes
    token: str
    time_zone: ZoneInfo | None = None
    keypad: Pad | None = None
    authority: str = ""
    name: str = ""
    paired_at: str = ""

    @property
    def servers(self) -> tuple[str, ...]:
        """Where to ask, whatever heads announce beside."""
        return tuple(dict.fromkeys(filter(None, (self.server, self.paired_at))))

    @property
    def fingerprint(self) -> str:
        """What a cache belongs to: another enrolment does not inherit its heads."""
        own = f"{self.screen}\n{self.head_key}\n".encode() + self.public_key + self.recovery_key
        return hashlib.sha256(own).hexdigest()


def enrolment_in(path: Path) -> Enrolment:
    """Read an enrolment; Refused with the field that is wrong."""
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(
            ja=f"登録ファイル {path} が読めません({error.strerror})。signage enrol で作ったものを指定してください。",
            en=f"The enrolment {path} cannot be read ({error.strerror}). Name the file that signage enrol made.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(
            ja=f"登録ファイル {path} の書式が正しくありません({error})。signage enrol で作り直してください。",
            en=f"The enrolment {path} is not TOML ({error}). Make it again with signage enrol.",
        ) from error
    return enrolment_of(fields)


def enrolment_of(fields: Mapping[str, Any], *, paired_at: str = "") -> Enrolment:
    """An enrolment from its fields; Refused with the one that is wrong."""
    return Enrolment(
        screen=_plain(fields, "screen"),
        server=_server(fields),
        head_key=_plain(fields, "head_key"),
        public_key=_key(fields, "public_key"),
        recovery_key=_key(fields, "recovery_key"),
        token=_text(fields, "token"),
        time_zone=_zone(fields),
        keypad=_keypad(fields),
        authority=str(fields.get("authority") or ""),
        name=str(fields.get("name") or ""),
        paired_at=paired_at,
    )


def key_of(text: object) -> bytes:
    """A raw Ed25519 public key from base64url, padded or not; TypeError or ValueError for anything else."""
    if not isinstance(text, str):
        raise TypeError("not text")
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
    if len(key) != 32:
        raise ValueError(f"{len(key)} bytes in place of 32")
    return key


def _wrong(field: str, *, ja: str, en: str) -> Refused:
    remedy_ja, remedy_en = "signage enrol で作り直してください。", "Make the enrolment again with signage enrol."
    return Refused(ja=f"登録ファイルの {field} {ja}。{remedy_ja}", en=f"`{field}` in the enrolment {en}. {remedy_en}")


def _text(fields: Mapping[str, Any], field: str) -> str:
    value = fields.get(field)
    if not isinstance(value, str) or not value:
        raise _wrong(field, ja="がありません", en="is missing")
    return value


def _plain(fields: Mapping[str, Any], field: str) -> str:
    value = _text(fields, field)
    if not _PLAIN.fullmatch(value):
        raise _wrong(field, ja="に使えない文字があります", en="has characters that it must not have")
    return value


def _server(fields: Mapping[str, Any]) -> str:
    value = _text(fields, "server").rstrip("/")
    if not value.startswith(("http://", "https://", "file:///")):
        raise _wrong(
            "server", ja="は http、https か file の URL でなければなりません", en="is no http(s) or file URL"
        )
    return value


def _key(fields: Mapping[str, Any], field: str) -> bytes:
    try:
        return key_of(_text(fields, field))
    except ValueError as error:
        raise _wrong(field, ja="が鍵になっていません", en="is no key (base64url of 32 bytes)") from error


def _keypad(fields: Mapping[str, Any]) -> Pad | None:
    if "keypad" not in fields:
        return None
    table = fields["keypad"]
    if not isinstance(table, dict):
        raise _wrong("keypad", ja="が表になっていません", en="is no table")
    return Pad(queue=_plain(table, "queue"), counter=_text(table, "counter"), token=_text(table, "token"))


def _zone(fields: Mapping[str, Any]) -> ZoneInfo | None:
    if "time_zone" not in fields:
        return None
    try:
        return ZoneInfo(_text(fields, "time_zone"))
    except (ValueError, OSError, KeyError) as error:  # ZoneInfoNotFoundError is a KeyError
        raise _wrong("time_zone", ja="という地域はありません", en="is no time zone of this machine") from error
