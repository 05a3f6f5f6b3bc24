"""Doctor: looks at the installation, the fonts, the clock and the disk, and says what to do."""

from __future__ import annotations

import ctypes
import ctypes.util
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from signage.actions import encryption, fleet, installation
from signage.actions.health import health
from signage.actions.installation import Installation
from signage.config import Settings
from signage.core.fleet import is_trouble
from signage.core.problems import Problem
from signage.publish import keys
from signage.publish.certificates import RENEWED_BEFORE, ends_at
from signage.publish.speech import languages_here
from signage.render import fonts
from signage.store.catalogue import catalogue
from signage.store.rows import stored

_TIME_ERROR = 5
"""What adjtimex(2) returns while the clock is not synchronised."""


_VOICE = "pip install 'lobby-signage[speech]'"


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One thing that was looked at."""

    ok: bool
    ja: str
    en: str


def examine(settings: Settings, *, at: int) -> tuple[Looked, ...]:
    """All that can be looked at, in the order in which it should be mended."""
    return tuple(_examined(settings, at))


def _examined(settings: Settings, at: int) -> Iterator[Looked]:
    yield from _fonts()
    yield _clock()
    try:
        opened = installation.opened(settings)
        keys.read(settings.data)
    except Problem as none:
        yield Looked(ok=False, ja=none.sentence("ja"), en=none.sentence("en"))
        return
    yield _secret(settings)
    yield _encryption(settings, at)
    if any(queue.sound == "spoken" for queue in stored(opened.db, "queues")):
        yield voice_for(languages_here())
    found = health(opened, at=at)
    for problem in found.problems:
        yield Looked(ok=False, ja=problem.ja, en=problem.en)
    if found.ok:
        players = found.details["players"]
        yield Looked(
            ok=True,
            ja=f"登録済みの表示端末 {players} 台すべてに配信できています。",
            en=f"every one of {players} enrolled players is fed.",
        )
    yield from _players(opened, at)


def _players(opened: Installation, at: int) -> Iterator[Looked]:
    """Which are in trouble and what to do; which are only to be seen to; and in one line those that are well."""
    held = catalogue(opened.db)
    found = [(held.screens[name], one) for name, one in fleet.standings(opened, at).items()]
    well = [one for _, one in found if one.is_well]
    for screen, one in found:
        yield from (
            Looked(
                ok=not is_trouble(one.why),
                ja=f"{screen.name.best('ja')}({screen.id}): {sentence.best('ja')}",
                en=f"{screen.name.best('en')} ({screen.id}): {sentence.best('en')}",
            )
            for sentence in (() if one.is_well else (one.sentence,)) + one.remarks
        )
    if well:
        yield Looked(
            ok=True,
            ja=f"モニター {len(found)} 台のうち {len(well)} 台は、予定どおり表示していると確かめました。",
            en=f"{len(well)} of {len(found)} screens are seen to show what they should.",
        )


def _fonts() -> Iterator[Looked]:
    for family, face in fonts.installed():
        package = fonts.package_of(family)
        if face is None:
            yield Looked(
                ok=False,
                ja=f"フォント {family} がありません。apt install {package} を実行してください。",
                en=f"the font {family} is missing; run apt install {package}.",
            )
        else:
            yield Looked(ok=True, ja=f"フォント {family}: {face.path}", en=f"font {family}: {face.path}")
    if not fonts.shapes():
        yield Looked(
            ok=False,
            ja="文字を組むライブラリーがありません。apt install libfribidi0 を実行してください。",
            en="what shapes text is missing; run apt install libfribidi0.",
        )


def _clock() -> Looked:
    """By kernel time synchronisation; where the kernel does not tell, nothing is claimed."""
    library = ctypes.CDLL(ctypes.util.find_library("c"))
    if not hasattr(library, "adjtimex"):
        return Looked(
            ok=True, ja="時計の同期は確認できません。", en="whether the clock is synchronised cannot be told here."
        )
    state = library.adjtimex(ctypes.create_string_buffer(512))
    if state in (-1, _TIME_ERROR):
        return Looked(
            ok=False,
            ja="サーバーの時計が時刻同期されていません。systemd-timesyncd などを有効にしてください。",
            en="the server's clock is not synchronised; enable systemd-timesyncd or another NTP client.",
        )
    return Looked(ok=True, ja="時計は時刻同期されています。", en="the clock is synchronised.")


def voice_for(languages: Sequence[str]) -> Looked:
    """Whether the languages that this machine can speak are all that a spoken call needs."""
    if "ja" not in languages:
        return Looked(
            ok=False,
            ja=f"声で呼ぶ業務がありますが、声が入っていません(チャイムが鳴ります)。{_VOICE} を実行してください。",
            en=f"a queue's calls are to be spoken, but there is no voice (a chime sounds); run {_VOICE}.",
        )
    if "en" not in languages:
        return Looked(
            ok=True,
            ja="呼び出しは日本語だけで話します。英語でも話すには apt install espeak-ng を実行してください。",
            en="calls are spoken in Japanese alone; for English too run apt install espeak-ng.",
        )
    return Looked(ok=True, ja="呼び出しは日本語と英語で話します。", en="calls are spoken in Japanese and English.")


def _encryption(settings: Settings, at: int) -> Looked:
    """Whether whoever comes over the network is safe, and what to compare where devices are to trust our CA."""
    match encryption.who(settings):
        case "nobody" if settings.exposed:
            return Looked(ok=False, ja=encryption.EXPOSED.ja, en=encryption.EXPOSED.en)
        case "nobody":
            return Looked(
                ok=True,
                ja="このサーバーの中からだけ使えます。ほかの端末から使うには tls = true か、プロキシが要ります。",
                en="it can be used from this machine alone; for others set tls = true, or put it behind a proxy.",
            )
        case "proxy":
            address = settings.addresses[0]
            return Looked(ok=True, ja=f"暗号化はプロキシが行います({address})。", en=f"a proxy encrypts ({address}).")
        case "office" | "city" as whose:
            return _certificate(settings, whose, at)


def _certificate(settings: Settings, whose: Literal["office", "city"], at: int) -> Looked:
    try:
        certificate = encryption.shown(settings, at=at)
    except Problem as problem:
        return Looked(ok=False, ja=problem.sentence("ja"), en=problem.sentence("en"))
    last = f"{certificate.not_valid_after_utc:%Y-%m-%d}"
    if strange := encryption.not_named(settings, certificate):
        return Looked(
            ok=False,
            ja=f"サーバーの証明書に {strange[0]} がありません。ブラウザーと表示端末は警告を出すか、つながりません。",
            en=f"the server's certificate does not name {strange[0]}; browsers warn, players do not connect.",
        )
    if whose == "office":
        long, short = encryption.fingerprint(settings), encryption.thumbprint(settings)
        return Looked(
            ok=True,
            ja=f"暗号化しています。証明書は {last} まで(自動で更新)。庁内の認証局の指紋: {long} (拇印 {short})",
            en=f"encrypted until {last}, renewed by itself; the office CA's fingerprint: {long} (thumbprint {short})",
        )
    if ends_at(certificate) - at < RENEWED_BEFORE:
        return Looked(
            ok=False,
            ja=f"市の証明書の期限が {last} に切れます。新しい証明書を {settings.tls_certificate} に置いてください。",
            en=f"the city's certificate ends on {last}; put a new one at {settings.tls_certificate}.",
        )
    return Looked(ok=True, ja=f"市の証明書で暗号化しています({last} まで)。", en=f"encrypted until {last}.")


def _secret(settings: Settings) -> Looked:
    mode = stat.S_IMODE(keys.path(settings.data).stat().st_mode)
    if mode & 0o077:
        return Looked(
            ok=False,
            ja=f"署名鍵がほかの利用者から読めます。chmod 600 {keys.path(settings.data)} を実行してください。",
            en=f"others can read the signing key; run chmod 600 {keys.path(settings.data)}.",
        )
    return Looked(ok=True, ja="署名鍵は所有者だけが読めます。", en="only its owner can read the signing key.")
