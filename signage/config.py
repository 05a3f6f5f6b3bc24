"""Settings: the environment and signage.toml, read once into a frozen value that refuses nonsense by name."""

from __future__ import annotations

import ipaddress
import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from signage.core.hosts import is_host_name
from signage.core.problems import Refused
from signage.logs import FORMATS, LogFormat

FILE_NAME = "signage.toml"
DEFAULT_DATA = Path("data")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings, with their defaults. `data` and what it holds belong to this server alone."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8080
    servers: tuple[str, ...] = ()
    """Where players find this server, in the order in which they try; empty: <host>:<port>."""
    poll_ms: int = 5_000
    live_poll_ms: int = 500
    archive_days: int = 400
    """How long it can be answered what was on air (DESIGN, "Kept")."""
    tree_days: int = 2
    """How long the published tree keeps what no head reaches any more."""
    threads: int = 4
    """Threads of the web server for pages; polls are answered beside them."""
    notify: tuple[str, ...] = ()
    """Where people are told of what waits for them: addresses as Apprise writes them. Empty: nowhere, no call out."""
    alarm_after_s: int = 180
    """How long a screen that should be on may be in trouble before administrators are told."""
    morning_check_min: int = 15
    """How long before an office opens administrators are told how its screens are; 0: never."""
    log_format: LogFormat = "text"
    """How `serve`, `work` and `demo` log: for people, or a JSON object a line."""
    feeds: tuple[str, ...] = ()
    """Folders from which logs of ticket machines may be read, beside `feeds/` in the data folder."""
    tls: bool = False
    """Whether the server encrypts by itself, with the certificate of its own authority or the city's."""
    tls_certificate: str = ""
    """The city's own certificate, with those between it and its root: a PEM file. Empty: our own authority's."""
    tls_key: str = ""
    """The private key that belongs to it: a PEM file."""
    names: tuple[str, ...] = ()
    """Host names and addresses for the certificate, beside those that this machine knows of itself."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """What heads and enrolments name as servers."""
        host = self.names[0] if self.names and ipaddress.ip_address(self.host).is_unspecified else self.host
        host = f"[{host}]" if ":" in host else host
        return self.servers or (f"{'https' if self.tls else 'http'}://{host}:{self.port}",)

    @property
    def encrypted(self) -> bool:
        """Whether browsers come by https: to this server, or to a proxy in front of it."""
        return self.tls or self.addresses[0].startswith("https:")

    @property
    def exposed(self) -> bool:
        """Whether passwords cross the network as they are typed."""
        return not self.encrypted and not ipaddress.ip_address(self.host).is_loopback


def read_settings(
    data: Path | None, environment: Mapping[str, str] = os.environ, *, usual: Path = DEFAULT_DATA, **given: object
) -> Settings:
    """The settings of a data folder: what is `given` on the command line, then the environment, then the file.

    `usual` is the folder where neither names one. Refused, naming the setting, for anything unknown or out of range.
    """
    folder = data or Path(environment.get("SIGNAGE_DATA", usual))
    values: dict[str, Any] = {}
    for name, value in _file(folder / FILE_NAME).items():
        values[name] = _checked(name, value, where=FILE_NAME)
    for variable, value in environment.items():
        name = variable.removeprefix("SIGNAGE_").lower()
        if variable.startswith("SIGNAGE_") and name != "data":
            values[name] = _checked(name, value, where=variable)
    for name, value in given.items():
        if value is not None:
            values[name] = _checked(name, value, where=f"--{name}")
    settings = Settings(data=folder.absolute(), **values)
    _refuse_what_does_not_fit(settings)
    return settings


def _refuse_what_does_not_fit(settings: Settings) -> None:
    if not (settings.servers or settings.names) and ipaddress.ip_address(settings.host).is_unspecified:
        raise Refused(
            ja=f"host が {settings.host} のときは、表示端末が探せるように servers も書いてください"
            "(例 SIGNAGE_SERVERS=http://signage.ward.example:8080)",
            en=f"with host {settings.host} players cannot tell where the server is; set servers as well"
            " (like SIGNAGE_SERVERS=http://signage.ward.example:8080)",
        )
    if bool(settings.tls_certificate) != bool(settings.tls_key):
        raise Refused(
            ja="tls_certificate と tls_key は、両方を書くか、どちらも書かないでください。",
            en="set both tls_certificate and tls_key, or neither.",
        )
    if settings.tls_certificate and not settings.tls:
        raise Refused(
            ja="tls_certificate を使うには tls = true も書いてください。",
            en="to use tls_certificate set tls = true as well.",
        )


def remember(settings: Settings, **given: object) -> None:
    """Keep what was given on the command line at the first start, so that every command speaks of the same server.

    A signage.toml that somebody wrote is left alone.
    """
    lines = [f"{name} = {json.dumps(value)}" for name, value in given.items() if value is not None]
    path = settings.data / FILE_NAME
    if lines and not path.exists():
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(
            ja=f"読めません({error})。TOML の形式に直してください。",
            en=f"cannot be read ({error}); write it as TOML.",
            where=path.name,
        ) from error


def _number(least: int, most: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        number = int(str(value))
        if not least <= number <= most:
            raise ValueError(f"{least}〜{most}")
        return number

    return check


def _host(value: object) -> str:
    """An address of this machine: granian takes no names."""
    if value == "localhost":
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(str(value)))
    except ValueError:
        raise ValueError("127.0.0.1") from None


def _several(value: object) -> tuple[str, ...]:
    """A list, or words with spaces between them. What is neither is no usable value."""
    return tuple(value.split()) if isinstance(value, str) else tuple(value) if isinstance(value, list) else ("",)


def _servers(value: object) -> tuple[str, ...]:
    urls = _several(value)
    for url in urls:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https", "file"} or (parts.scheme != "file" and not parts.hostname):
            raise ValueError("https://signage.ward.example")
    return urls


def _services(value: object) -> tuple[str, ...]:
    """Addresses of Apprise. They hold passwords: a refusal does not repeat them."""
    urls = _several(value)
    if not all(isinstance(url, str) and _SERVICE.fullmatch(url) for url in urls):
        raise ValueError("mailtos://user:password@mail.ward.example")
    return urls


def _log_format(value: object) -> LogFormat:
    found = next((form for form in FORMATS if form == value), None)
    if found is None:
        raise ValueError(", ".join(FORMATS))
    return found


def _folders(value: object) -> tuple[str, ...]:
    """Folders by their whole path; in the environment with colons between them."""
    folders = (
        tuple(value.split(os.pathsep))
        if isinstance(value, str)
        else tuple(value)
        if isinstance(value, list)
        else ("",)
    )
    if not all(
        isinstance(folder, str) and Path(folder).is_absolute() and Path(folder) != Path("/") for folder in folders
    ):
        raise ValueError("/mnt/tickets")
    return folders


def _truth(value: object) -> bool:
    known = {"true": True, "1": True, "false": False, "0": False}
    if str(value).lower() not in known:
        raise ValueError("true")
    return known[str(value).lower()]


def _file_path(value: object) -> str:
    """A file by its whole path; whether it is there and what is in it is looked at by whoever uses it."""
    if not isinstance(value, str) or (value and not Path(value).is_absolute()):
        raise ValueError("/etc/ssl/signage.pem")
    return value


def _names(value: object) -> tuple[str, ...]:
    """Host names and addresses, as certificates have them."""
    return tuple(_name(name) for name in _several(value))


def _name(value: object) -> str:
    name = str(value).lower()
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        if not is_host_name(name):
            raise ValueError("signage.ward.example") from None
        return name


_SERVICE = re.compile(r"[a-z][a-z0-9]+s?://[!-~]+")

_CHECKS: Mapping[str, Callable[[object], object]] = {
    "host": _host,
    "port": _number(1, 65_535),
    "servers": _servers,
    "poll_ms": _number(500, 600_000),
    "live_poll_ms": _number(200, 60_000),
    "archive_days": _number(1, 4_000),
    "tree_days": _number(1, 100),
    "threads": _number(1, 64),
    "notify": _services,
    "alarm_after_s": _number(10, 86_400),
    "morning_check_min": _number(0, 240),
    "log_format": _log_format,
    "feeds": _folders,
    "tls": _truth,
    "tls_certificate": _file_path,
    "tls_key": _file_path,
    "names": _names,
}

_SECRET = frozenset({"notify"})
"""Settings that hold passwords."""


def _checked(name: str, value: object, *, where: str) -> object:
    if name not in _CHECKS:
        known = ", ".join(field.name for field in fields(Settings) if field.name != "data")
        raise Refused(
            ja=f"設定「{name}」はありません。使えるのは {known} です。",
            en=f"there is no setting “{name}”; the settings are {known}.",
            where=where,
        )
    try:
        return _CHECKS[name](value)
    except (ValueError, TypeError, AttributeError) as error:
        shown = "…" if name in _SECRET else value
        raise Refused(
            ja=f"設定「{name}」の値「{shown}」は使えません。例: {error}",
            en=f"the value “{shown}” of setting “{name}” is not usable; for example: {error}",
            where=where,
        ) from error
