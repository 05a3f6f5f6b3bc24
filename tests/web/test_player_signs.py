"""What a browser's start page asks for: a 2-D code of the page that pairs it, and of no other; the list of words."""

from __future__ import annotations

import io

import pytest
import segno
from flask import Flask
from flask.testing import FlaskClient

from signage.web.player_signs import player_sign_pages


@pytest.fixture
def client() -> FlaskClient:
    """The two routes alone; neither asks the desk for anything."""
    app = Flask("signage.web")
    app.register_blueprint(player_sign_pages(None))  # type: ignore[arg-type]
    return app.test_client()


def drawn(address: str) -> bytes:
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False)
    return out.getvalue()


@pytest.mark.parametrize(
    ("referrer", "address"),
    [
        ("http://signage.ward.example:8080/player", "http://signage.ward.example:8080/players/pair?code=012345"),
        ("https://signage.ward.example:8080/player", "https://signage.ward.example:8080/players/pair?code=012345"),
        ("https://elsewhere.example/", "http://signage.ward.example:8080/players/pair?code=012345"),
        ("", "http://signage.ward.example:8080/players/pair?code=012345"),
    ],
    ids=["plain", "behind a proxy with TLS", "another page", "no page"],
)
def test_the_code_opens_the_pairing_page_where_the_player_found_it(
    client: FlaskClient, referrer: str, address: str
) -> None:
    answer = client.get(
        "/player/code.svg?code=012345", headers={"Host": "signage.ward.example:8080", "Referer": referrer}
    )

    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.data == drawn(address)


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "12345a", "１２３４５６", "123456\n", "123456&x=1", "../etc"]
)
def test_nothing_else_is_drawn(client: FlaskClient, code: str) -> None:
    assert client.get("/player/code.svg", query_string={"code": code}).status_code == 404


def test_the_words_are_those_of_the_server(client: FlaskClient) -> None:
    with client.get("/player/words.json") as answer:
        words = answer.get_json()

    assert len(words) == 256
    assert all(len(pair) == 2 for pair in words)
