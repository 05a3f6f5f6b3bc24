"""The city's own certificate: what fits is taken, what does not is refused by the name of its setting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from signage.core.problems import Refused
from signage.publish.own_certificate import chain_in, looked_at, root_in

NOW = int(datetime(2026, 11, 22, 13, 45, tzinfo=UTC).timestamp()) * 1000
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


def a_certificate(key: Key, *, name: str = "signage.mizuki.example", ended: bool = False) -> bytes:
    """Signed by itself, for 100 days from the day of the tests."""
    ends = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(days=-1 if ended else 100)
    named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    names = x509.SubjectAlternativeName([x509.DNSName(name.replace(" ", "-"))])
    builder = x509.CertificateBuilder(
        subject_name=named,
        issuer_name=named,
        public_key=key.public_key(),
        serial_number=1,
        not_valid_before=datetime(2026, 1, 1, tzinfo=UTC),
        not_valid_after=ends,
        extensions=[x509.Extension(names.oid, critical=False, value=names)],
    )
    algorithm = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return builder.sign(key, algorithm).public_bytes(serialization.Encoding.PEM)


def as_pem(key: Key, *, passphrase: bytes = b"") -> bytes:
    sealed = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, sealed)


def a_pair(folder: Path, certificate: bytes, key: bytes) -> tuple[Path, Path]:
    (folder / "city.crt").write_bytes(certificate)
    (folder / "city.key").write_bytes(key)
    return folder / "city.crt", folder / "city.key"


P256 = ec.generate_private_key(ec.SECP256R1())
OTHER = ec.generate_private_key(ec.SECP256R1())


@pytest.mark.parametrize(
    "key",
    [P256, ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)],
    ids=["P-256", "P-384", "RSA"],
)
def test_a_pair_that_fits_is_taken(tmp_path: Path, key: Key) -> None:
    files = a_pair(tmp_path, a_certificate(key), as_pem(key))

    (certificate,) = looked_at(*files, at=NOW)

    assert certificate.public_key() == key.public_key()


@pytest.mark.parametrize(
    ("certificate", "key", "told"),
    [
        (a_certificate(OTHER), as_pem(P256), r"^tls_key: .* does not belong to the first certificate"),
        (a_certificate(OTHER) + a_certificate(P256), as_pem(P256), r"^tls_key: .* first certificate"),
        (a_certificate(P256, ended=True), as_pem(P256), r"^tls_certificate: the certificate ended on 2026-11-21"),
        (b"\x30\x82 as DER", as_pem(P256), r"^tls_certificate: there is no certificate as PEM"),
        (b"", as_pem(P256), r"^tls_certificate: there is no certificate as PEM"),
        (a_certificate(P256), b"nonsense", r"^tls_key: there is no private key as PEM"),
        (a_certificate(P256), as_pem(P256, passphrase=b"secret"), r"^tls_key: the key has a passphrase"),
        (
            a_certificate(key := ed25519.Ed25519PrivateKey.generate()),
            as_pem(key),
            r"^tls_key: a key of this kind cannot be used",
        ),
    ],
    ids=["another's", "wrong order", "ended", "DER", "empty", "no key", "passphrase", "Ed25519"],
)
def test_what_cannot_be_served_is_refused_by_name(tmp_path: Path, certificate: bytes, key: bytes, told: str) -> None:
    files = a_pair(tmp_path, certificate, key)

    with pytest.raises(Refused, match=told) as refused:
        looked_at(*files, at=NOW)

    assert refused.value.sentence("ja").startswith("tls_")


def test_a_file_that_is_not_there_is_refused_by_the_name_of_its_setting(tmp_path: Path) -> None:
    certificate, key = a_pair(tmp_path, a_certificate(P256), as_pem(P256))
    key.unlink()

    with pytest.raises(Refused, match=r"^tls_key: .*city.key cannot be read \(No such file"):
        looked_at(certificate, key, at=NOW)


def test_the_citys_root_is_found_where_it_is_at_the_end_of_the_file(tmp_path: Path) -> None:
    root = a_certificate(OTHER, name="Mizuki City Root")
    with_root, _ = a_pair(tmp_path, a_certificate(P256) + root, as_pem(P256))

    found = root_in(chain_in(with_root))

    assert found is not None
    assert found.public_bytes(serialization.Encoding.PEM) == root
    with_root.write_bytes(a_certificate(P256))
    assert root_in(chain_in(with_root)) is None
