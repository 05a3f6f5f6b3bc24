"""Certificates: the office's own authority, and the server certificate that it issues again before the old one ends.

Each is one PEM file with its private key, so that key and certificate are replaced in one step. The authority vouches
for little: servers with a private address, a name of local networks or of `lg.jp`, or in a domain that was named when
it was made. Staff install it on their PCs; whoever steals it must not be able to play their bank.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from signage.core.instants import DAY
from signage.core.problems import Broken, Missing, Refused
from signage.publish.private import write_private

LASTS = timedelta(days=397)
"""What browsers accept of a server certificate is 398 days."""

RENEWED_BEFORE = 30 * DAY

MOST_NAMES = 64
"""Of one certificate, with those that are not asked for any more; it begins every connection."""

_AUTHORITY_FROM, _AUTHORITY_UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)
"""No clock decides it: a server whose clock was wrong on its first day keeps an authority that holds."""

_PRIVATE = tuple(
    ipaddress.ip_network(net)
    for net in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
)
_LOCAL = ("localhost", "local", "internal", "lan", "home.arpa", "test", "example", "lg.jp")
"""Names that nobody outside of a network has, and those of Japan's municipalities."""

THUMBPRINT = hashes.SHA1()  # noqa: S303 - the one that Windows shows to people; nothing is signed with it

_USES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A certificate and the key that belongs to it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey = field(repr=False)

    @property
    def pem(self) -> bytes:
        """Both, as they lie on the disk: the key first, as PKCS #8."""
        private = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return private + self.certificate.public_bytes(serialization.Encoding.PEM)


def authority_path(data: Path) -> Path:
    """Where the authority of a data folder lies."""
    return data / "keys" / "authority.pem"


def server_files(data: Path) -> tuple[Path, Path]:
    """The files with the server's certificate and with its key, which are one."""
    path = data / "keys" / "server.pem"
    return path, path


def make(data: Path, *, names: Iterable[str], at: int) -> None:
    """An authority and a first server certificate for `names`. Refused where there is an authority already."""
    if authority_path(data).exists():
        raise Refused(ja="庁内の認証局はもうあります。", en="there is an office CA already.")
    names = tuple(names)
    write_private(authority_path(data), _new_authority(names).pem)
    renew_if_due(data, names=names, at=at)


def renew_if_due(data: Path, *, names: Iterable[str], at: int) -> bool:
    """Issue the server's certificate again where it ends within 30 days or lacks a name; whether it did.

    Names for which the authority may not vouch are left out: `beyond` tells them. Missing without an authority.
    Where only a name was lacking those that it had stay: two processes that know other names would else take turns.
    """
    authority, server = _authority(data), _read(server_files(data)[0])
    wanted = tuple(dict.fromkeys(name for name in names if _may_vouch(authority.certificate, name)))
    if not _is_due(server, authority, wanted, at):
        return False
    if server is not None and not _is_due(server, authority, (), at):
        had = tuple(name for name in names_in(server.certificate) if name not in wanted)
        wanted += had[: max(0, MOST_NAMES - len(wanted))]
    write_private(server_files(data)[0], _new_server(authority, wanted, at).pem)
    return True


def beyond(data: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names for which the authority may not vouch."""
    authority = _authority(data).certificate
    return tuple(name for name in names if not _may_vouch(authority, name))


def authority_pem(data: Path) -> str:
    """The authority's certificate, for whoever is to trust it; "" where there is none."""
    if not authority_path(data).exists():
        return ""
    return _authority(data).certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")


def authority_of(data: Path) -> x509.Certificate:
    """The same as a value. Missing before `signage init`."""
    return _authority(data).certificate


def server_of(data: Path) -> x509.Certificate | None:
    """The server's certificate as it was last issued."""
    pair = _read(server_files(data)[0])
    return None if pair is None else pair.certificate


def fingerprint(certificate: x509.Certificate, kind: hashes.HashAlgorithm | None = None) -> str:
    """SHA-256, or another kind, in groups of four digits, as people compare it."""
    digits = certificate.fingerprint(kind or hashes.SHA256()).hex().upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def names_in(certificate: x509.Certificate) -> tuple[str, ...]:
    """The host names and addresses for which a certificate holds."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    addresses = (str(address) for address in found.get_values_for_type(x509.IPAddress))
    return (*found.get_values_for_type(x509.DNSName), *addresses)


def ends_at(certificate: x509.Certificate) -> int:
    """The instant from which a certificate does not hold any more."""
    return round(certificate.not_valid_after_utc.timestamp() * 1000)


def _authority(data: Path) -> Pair:
    path = authority_path(data)
    if not path.exists():
        raise Missing(
            ja="庁内の認証局がまだありません。signage init をもう一度実行してください。",
            en="there is no office CA yet; run signage init again.",
        )
    pair = _read(path)
    if pair is None:
        raise Broken(
            ja="認証局のファイル keys/authority.pem が壊れています。データフォルダーの控えから戻してください。",
            en="the file keys/authority.pem is damaged; put it back from a copy of the data folder.",
        )
    return pair


def _read(path: Path) -> Pair | None:
    """None where there is no such file, or it makes no sense."""
    try:
        content = path.read_bytes()
        key = serialization.load_pem_private_key(content, None)
        certificate = x509.load_pem_x509_certificate(content)
    except (FileNotFoundError, ValueError):
        return None
    return Pair(certificate=certificate, key=key) if isinstance(key, ec.EllipticCurvePrivateKey) else None


def _is_due(server: Pair | None, authority: Pair, wanted: tuple[str, ...], at: int) -> bool:
    if server is None or set(wanted) - set(names_in(server.certificate)):
        return True
    try:
        server.certificate.verify_directly_issued_by(authority.certificate)
    except (ValueError, TypeError, InvalidSignature):
        return True
    begins = round(server.certificate.not_valid_before_utc.timestamp() * 1000)
    return not begins <= at < ends_at(server.certificate) - RENEWED_BEFORE


def _new_authority(names: tuple[str, ...]) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _named(f"Signage office CA ({names[0] if names else 'signage'})")
    permitted = [x509.IPAddress(net) for net in (*_PRIVATE, *_public_networks(names))]
    domains = [x509.DNSName(domain) for domain in (*_LOCAL, *_domains(names))]
    builder = (
        _begun(subject, key, issuer=subject, issuer_key=key)
        .not_valid_before(_AUTHORITY_FROM)
        .not_valid_after(_AUTHORITY_UNTIL)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(x509.NameConstraints([*domains, *permitted], None), critical=True)
    )
    return Pair(certificate=builder.sign(key, hashes.SHA256()), key=key)


def _new_server(authority: Pair, names: tuple[str, ...], at: int) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    begins = datetime.fromtimestamp(at // 1000, UTC) - timedelta(days=1)  # for clocks that are behind
    issuer = authority.certificate.subject
    builder = (
        _begun(_named(names[0]), key, issuer=issuer, issuer_key=authority.key)
        .not_valid_before(begins)
        .not_valid_after(begins + LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage("digital_signature"), critical=True)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
    )
    return Pair(certificate=builder.sign(authority.key, hashes.SHA256()), key=key)


def _usage(*granted: str) -> x509.KeyUsage:
    """For what a key may be used, and for nothing else."""
    return x509.KeyUsage(**{use: use in granted for use in _USES})


def _begun(
    subject: x509.Name, key: ec.EllipticCurvePrivateKey, *, issuer: x509.Name, issuer_key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    """What both have: whose it is, whose signature it bears, and that it is for servers alone."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _general(name: str) -> x509.GeneralName:
    address = _address(name)
    return x509.DNSName(name) if address is None else x509.IPAddress(address)


def _domains(names: tuple[str, ...]) -> tuple[str, ...]:
    """The domains of names; of a name with fewer than four parts the name alone: above it may be all of `co.jp`."""
    hosts = [name for name in names if _address(name) is None]
    parents = [host.partition(".")[2] if host.count(".") > 2 else host for host in hosts]
    return tuple(dict.fromkeys(parent for parent in parents if not _is_within(parent, _LOCAL)))


def _public_networks(names: tuple[str, ...]) -> tuple[_Network, ...]:
    addresses = [address for address in map(_address, names) if address is not None]
    return tuple(ipaddress.ip_network(each) for each in addresses if not any(each in net for net in _PRIVATE))


def _is_within(name: str, domains: Iterable[str]) -> bool:
    return any(name == domain or name.endswith(f".{domain}") for domain in domains)


def _may_vouch(authority: x509.Certificate, name: str) -> bool:
    permitted = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    address = _address(name)
    if address is None:
        return _is_within(name, [each.value for each in permitted if isinstance(each, x509.DNSName)])
    networks = (ipaddress.ip_network(each.value) for each in permitted if isinstance(each, x509.IPAddress))
    return any(address in network for network in networks)
