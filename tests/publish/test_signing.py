"""Signed files: what is inside, who vouches for it, and what is refused."""

from __future__ import annotations

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from signage.core.problems import Broken
from signage.publish import signing

HEAD = {"version": 1, "screen": "lobby-1f", "sequence": 1_795_311_727_012}


def a_key(seed: int = 1) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def test_a_signed_head_is_a_compact_jws_with_exactly_the_header_of_the_contract():
    signed = signing.sign(HEAD, kind="signage-head", key=a_key())

    header, payload, signature = signed.decode().split(".")

    assert json.loads(base64.urlsafe_b64decode(header + "==")) == {"alg": "EdDSA", "typ": "signage-head"}
    assert json.loads(base64.urlsafe_b64decode(payload + "==")) == HEAD
    assert len(base64.urlsafe_b64decode(signature + "==")) == 64


def test_signing_the_same_document_twice_gives_the_same_bytes():
    first = signing.sign(HEAD, kind="signage-head", key=a_key())

    second = signing.sign(dict(reversed(HEAD.items())), kind="signage-head", key=a_key())

    assert first == second


def test_any_of_several_accepted_keys_opens_it():
    signed = signing.sign(HEAD, kind="signage-head", key=a_key(2))

    inside = signing.opened(signed, kind="signage-head", keys=[public(a_key(1)), public(a_key(2))])

    assert inside == HEAD


@pytest.mark.parametrize("at", [3, 60, 150, -5])
def test_a_changed_letter_anywhere_is_refused(at: int):
    signed = bytearray(signing.sign(HEAD, kind="signage-head", key=a_key()))

    signed[at] = ord("A") if signed[at] != ord("A") else ord("B")

    with pytest.raises(Broken):
        signing.opened(bytes(signed), kind="signage-head", keys=[public(a_key())])


def test_a_stranger_s_key_is_refused():
    signed = signing.sign(HEAD, kind="signage-head", key=a_key(3))

    with pytest.raises(Broken, match="signature"):
        signing.opened(signed, kind="signage-head", keys=[public(a_key(1))])


def test_a_live_file_is_not_taken_for_a_head():
    signed = signing.sign(HEAD, kind="signage-live", key=a_key())

    with pytest.raises(Broken):
        signing.opened(signed, kind="signage-head", keys=[public(a_key())])


@pytest.mark.parametrize("nonsense", [b"", b"a.b", b"\xff\xfe", b"!!.??.##"])
def test_nonsense_is_refused_as_such(nonsense: bytes):
    with pytest.raises(Broken):
        signing.opened(nonsense, kind="signage-head", keys=[public(a_key())])
