"""Encryption: which certificate the server shows, renewed here; whom players are to trust; what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from signage.config import Settings
from signage.core.problems import Problem, Refused
from signage.publish import certificates, own_certificate, this_machine

EXPOSED = Problem(
    ja="通信が暗号化されていません。庁内のほかの端末から使うには、signage.toml に tls = true と書くか、TLS "
    "を終端するプロキシの"
    "後ろに置いて servers にその https:// のアドレスを書いてください。",
    en="nothing is encrypted on the way here; to use it from other machines write tls = true into signage.toml, or "
    "put it "
    "behind a proxy that ends TLS and name the proxy's https:// address in servers.",
)
"""What is missing where passwords cross the network as they are typed."""


Who = Literal["office", "city", "proxy", "nobody"]
"""Whose certificate browsers and players see: our own authority's, the city's, a proxy's, or none."""


def who(settings: Settings) -> Who:
    """Who encrypts, by the settings."""
    if settings.tls:
        return "city" if settings.tls_certificate else "office"
    return "proxy" if settings.encrypted else "nobody"


def prepare(settings: Settings, *, at: int) -> bool:
    """An authority and a certificate where there are none yet; whether they were made."""
    if certificates.authority_path(settings.data).exists():
        return False
    certificates.make(settings.data, names=_names(settings), at=at)
    return True


def renew(settings: Settings, *, at: int) -> bool:
    """Our own certificate again where it is due; whether it was. The city's own is the city's."""
    if not certificates.authority_path(settings.data).exists():
        return False
    return certificates.renew_if_due(settings.data, names=_names(settings), at=at)


def served_files(settings: Settings, *, at: int) -> tuple[Path, Path] | None:
    """The files with certificate and key that the server is to show at an instant; None where it does not encrypt.

    Refused where the city's own cannot be served, or our authority may not vouch for a name that was asked for.
    """
    if not settings.tls:
        return None
    if settings.tls_certificate:
        files = Path(settings.tls_certificate), Path(settings.tls_key)
        own_certificate.looked_at(*files, at=at)
        return files
    renew(settings, at=at)
    if beyond := certificates.beyond(settings.data, _asked_names(settings)):
        raise Refused(
            where="names",
            ja=f"庁内の認証局は {beyond[0]} の証明書を出せません。認証局を作ったときに決めた範囲(庁内のアドレス、"
            "lg.jp など)の外です。"
            "別の名前にするか、市の証明書を tls_certificate に指定するか、docs/tls.md "
            "のとおり認証局を作り直してください。",
            en=f"the office CA may not vouch for {beyond[0]}: it is outside of what was laid down when the CA was "
            "made "
            "(private addresses, lg.jp, …); use another name, name the city's own certificate in tls_certificate, or "
            "make the CA anew as docs/tls.md says.",
        )
    return certificates.server_files(settings.data)


def authority(settings: Settings) -> str:
    """Whom players are to trust beside the authorities they know, as PEM; "" where there is nobody.

    Our own authority; or the root of the city's chain, where the city has put it into its file.
    """
    if not settings.tls_certificate:
        return certificates.authority_pem(settings.data)
    root = own_certificate.root_in(own_certificate.chain_in(Path(settings.tls_certificate)))
    return "" if root is None else root.public_bytes(Encoding.PEM).decode("ascii")


def shown(settings: Settings, *, at: int) -> x509.Certificate:
    """The certificate that the server shows. Refused and Missing as `served_files`."""
    files = served_files(settings, at=at)
    assert files is not None, "nobody asks a server that does not encrypt"
    return x509.load_pem_x509_certificate(files[0].read_bytes())


def not_named(settings: Settings, certificate: x509.Certificate) -> tuple[str, ...]:
    """Hosts under which players find this server, and for which its certificate does not hold."""
    named = certificates.names_in(certificate)
    hosts = [urlsplit(url).hostname or "" for url in settings.addresses if url.startswith("https:")]
    return tuple(host for host in hosts if not {host, f"*.{host.partition('.')[2]}"} & set(named))


def fingerprint(settings: Settings) -> str:
    """Our own authority's, as people compare it. Missing before `signage init`."""
    return certificates.fingerprint(certificates.authority_of(settings.data))


def thumbprint(settings: Settings) -> str:
    """The shorter one, which Windows shows."""
    return certificates.fingerprint(certificates.authority_of(settings.data), certificates.THUMBPRINT)


def _names(settings: Settings) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_asked_names(settings), *this_machine.names())))


def _asked_names(settings: Settings) -> tuple[str, ...]:
    """What somebody has written into the settings: without these the certificate is of no use."""
    urls = (urlsplit(url) for url in settings.servers)
    return (*settings.names, *(url.hostname for url in urls if url.scheme == "https" and url.hostname))
