"""Signatures: only what one of the accepted keys signed, as what it says it is, is opened."""

from __future__ import annotations

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from players.pi.problems import Refused
from players.pi.verify import opened
from tests.players_pi.tree import b64, public, signed

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
GOOD = signed({"version": 1, "sequence": 7}, typ="signage-head", key=KEY)


def test_the_key_that_signed_is_told() -> None:
    other = Ed25519PrivateKey.from_private_bytes(b"o" * 32)

    document, signer = opened(GOOD, typ="signage-head", keys=[public(other), public(KEY)])

    assert document == {"version": 1, "sequence": 7}
    assert signer == public(KEY)


@given(place=st.integers(0, len(GOOD) - 1), bit=st.integers(0, 7))
def test_no_flipped_bit_goes_unnoticed(place: int, bit: int) -> None:
    spoilt = GOOD[:place] + bytes([GOOD[place] ^ 1 << bit]) + GOOD[place + 1 :]

    try:
        document, _ = opened(spoilt, typ="signage-head", keys=[public(KEY)])
    except Refused:
        return
    # The last digit of base64 holds bits that mean nothing: then the signature's bytes are the same.
    of_spoilt, of_good = (base64.urlsafe_b64decode(jws.split(b".")[2] + b"==") for jws in (spoilt, GOOD))
    assert of_spoilt == of_good
    assert document == {"version": 1, "sequence": 7}


@given(st.binary(max_size=200))
def test_no_noise_is_taken_for_a_signed_file(noise: bytes) -> None:
    with pytest.raises(Refused):
        opened(noise, typ="signage-head", keys=[public(KEY)])


@pytest.mark.parametrize(
    "header",
    [
        {"alg": "none", "typ": "signage-head"},
        {"alg": "HS256", "typ": "signage-head"},
        {"alg": "EdDSA", "typ": "signage-live"},
        {"alg": "EdDSA"},
        {"alg": "EdDSA", "typ": "signage-head", "crit": ["exp"]},
        ["EdDSA"],
    ],
)
def test_a_header_that_says_anything_else_is_refused_though_the_signature_is_right(header: object) -> None:
    body = f"{b64(json.dumps(header).encode())}.{b64(b'{}')}".encode()

    with pytest.raises(Refused):
        opened(body + b"." + b64(KEY.sign(body)).encode(), typ="signage-head", keys=[public(KEY)])
