"""The city's own certificate: looked at before it is served, and refused by the name of the setting that is wrong."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from signage.core.problems import Refused
from signage.publish.certificates import ends_at

LEAST_RSA_BITS = 2048


def looked_at(certificate: Path, key: Path, *, at: int) -> tuple[x509.Certificate, ...]:
    """The chain of a pair, the server's own first. Refused where it cannot be read, does not fit or has ended."""
    chain = chain_in(certificate)
    private = _key(key)
    if private.public_key() != chain[0].public_key():
        raise Refused(
            where="tls_key",
            ja=f"この鍵は tls_certificate の最初の証明書のものではありません({key})。"
            "サーバーの証明書を先頭に置いたファイルと、"
            "その鍵を指定してください。",
            en=f"this key does not belong to the first certificate of tls_certificate ({key}); name a file with the "
            "server's certificate at its top, and its key.",
        )
    last = f"{chain[0].not_valid_after_utc:%Y-%m-%d}"
    if at >= ends_at(chain[0]):
        raise Refused(
            where="tls_certificate",
            ja=f"証明書の期限が {last} に切れています({certificate})。新しい証明書に替えてください。",
            en=f"the certificate ended on {last} ({certificate}); put a new one there.",
        )
    return chain


def root_in(chain: tuple[x509.Certificate, ...]) -> x509.Certificate | None:
    """The authority at the end of a chain, where the city has put it: nobody trusts it who was not given it."""
    last = chain[-1]
    return last if len(chain) > 1 and last.issuer == last.subject else None


def chain_in(path: Path) -> tuple[x509.Certificate, ...]:
    """The certificates of a file, in its order. Refused where it cannot be read."""
    try:
        return tuple(x509.load_pem_x509_certificates(_content(path, "tls_certificate")))
    except ValueError as error:
        raise Refused(
            where="tls_certificate",
            ja=f"PEM 形式(-----BEGIN CERTIFICATE-----)の証明書がありません({path})。"
            "形式を変えて保存し直してください。",
            en=f"there is no certificate as PEM (-----BEGIN CERTIFICATE-----) in {path}; save it in that form.",
        ) from error


def _key(path: Path) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    try:
        key: PrivateKeyTypes = serialization.load_pem_private_key(_content(path, "tls_key"), None)
    except TypeError as error:
        raise Refused(
            where="tls_key",
            ja=f"鍵にパスフレーズが付いています({path})。openssl pkey -in 元 -out 先 で外し、"
            "持ち主だけが読めるようにしてください。",
            en=f"the key has a passphrase ({path}); take it off with openssl pkey -in OLD -out NEW, readable by its "
            "owner alone.",
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Refused(
            where="tls_key",
            ja=f"PEM 形式の秘密鍵がありません({path})。",
            en=f"there is no private key as PEM in {path}.",
        ) from error
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= LEAST_RSA_BITS:
        return key
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1 | ec.SECP384R1):
        return key
    raise Refused(
        where="tls_key",
        ja=f"この種類の鍵は使えません({path})。RSA(2048 ビット以上)、P-256、P-384 のどれかにしてください。",
        en=f"a key of this kind cannot be used ({path}); use RSA of 2048 bits or more, P-256 or P-384.",
    )


def _content(path: Path, setting: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(
            where=setting,
            ja=f"{path} を読めません({error.strerror})。場所と権限を確かめてください。",
            en=f"{path} cannot be read ({error.strerror}); look at its place and its permissions.",
        ) from error
