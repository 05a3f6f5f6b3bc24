"""The page that helps devices to trust the office CA; what encryption changes of cookies and headers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from flask.testing import FlaskClient

from signage.actions import installation
from signage.config import Settings
from signage.publish import certificates
from signage.web.app import create_app
from tests.staff import csrf_token
from tests.web.standins import StandIn, a_desk

LOCAL = {}
BEYOND = {"host": "0.0.0.0", "servers": ("http://signage.ward.example:8080",)}
TLS = {"tls": True}
CITY = {"tls": True, "tls_certificate": "/etc/ssl/city.crt", "tls_key": "/etc/ssl/city.key"}
PROXY = {"servers": ("https://signage.ward.example",)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("office")
    a_desk(made, StandIn(made))
    return made


def client(folder: Path, settings: dict[str, Any]) -> FlaskClient:
    """A browser of an office with these settings."""
    desk = a_desk(folder, StandIn(folder))
    opened = installation.opened(replace(Settings(data=folder / "data"), **settings))
    return create_app(replace(desk, installation=opened)).test_client()


def authority(folder: Path) -> x509.Certificate:
    return certificates.authority_of(folder / "data")


def test_the_page_shows_the_fingerprint_and_hands_out_the_certificate_that_it_is_of(folder: Path) -> None:
    browser = client(folder, TLS)

    page, file = browser.get("/trust").text, browser.get("/trust/authority.crt")

    assert all(f"<span>{group}</span>" in page for group in certificates.fingerprint(authority(folder)).split())
    assert x509.load_pem_x509_certificate(file.data) == authority(folder)
    assert b"PRIVATE" not in file.data
    assert file.headers["Content-Type"] == "application/x-x509-ca-cert"
    assert "signage-authority.crt" in file.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("agent", "opened"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/130.0", "Windows のパソコン"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.0 Safari/605.1.15", "iPad"),
        ("Mozilla/5.0 (Linux; Android 14; Tab) Chrome/130.0", "Android"),
        ("Mozilla/5.0 (X11; Linux aarch64) Chrome/130.0", "Raspberry Pi"),
        ("", "Windows のパソコン"),
    ],
)
def test_the_steps_of_the_device_that_asks_are_open(folder: Path, agent: str, opened: str) -> None:
    page = client(folder, TLS).get("/trust", headers={"User-Agent": agent, "Accept-Language": "ja"}).text

    assert f'<details class="fold" open><summary>{opened}' in page
    assert page.count('<details class="fold" open>') == 1


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (CITY, "市の証明書を使っています"),
        (PROXY, "手前にある機器が受け持っています"),
        (LOCAL, "暗号化していません"),
    ],
)
def test_where_nothing_is_to_be_installed_the_page_says_so(folder: Path, settings: dict[str, Any], told: str) -> None:
    browser = client(folder, settings)

    page, file = browser.get("/trust", headers={"Accept-Language": "ja"}).text, browser.get("/trust/authority.crt")

    assert told in page
    assert "何もする必要はありません" in page
    assert file.status_code == 404


@pytest.mark.parametrize("settings", [TLS, CITY, PROXY])
def test_with_https_the_cookie_is_secure_and_browsers_come_by_nothing_else(
    folder: Path, settings: dict[str, Any]
) -> None:
    answer = client(folder, settings).get("/sign-in")

    assert answer.headers["Strict-Transport-Security"] == "max-age=2592000"
    assert "; Secure" in answer.headers["Set-Cookie"]
    assert "暗号化されていません" not in answer.text


@pytest.mark.parametrize(("settings", "exposed"), [(LOCAL, False), (BEYOND, True)])
def test_plain_http_says_what_is_missing_where_others_may_listen(
    folder: Path, settings: dict[str, Any], exposed: bool
) -> None:
    answer = client(folder, settings).get("/sign-in", headers={"Accept-Language": "ja"})

    assert "Strict-Transport-Security" not in answer.headers
    assert "Secure" not in answer.headers["Set-Cookie"]
    assert ("通信が暗号化されていません" in answer.text) == exposed


def test_signing_in_behind_a_proxy_that_ends_tls_is_limited_by_the_address_that_the_proxy_tells(folder: Path) -> None:
    browser = client(folder, PROXY)
    page = browser.get("/sign-in", base_url="https://signage.ward.example").text

    def guess(address: str) -> int:
        fields = {"csrf_token": csrf_token(page), "name": "editor", "password": "wrong"}
        told = {"X-Forwarded-For": address, "X-Forwarded-Proto": "https"}
        away = "https://signage.ward.example"
        return browser.post(
            "/sign-in", data=fields, headers=told | {"Referer": f"{away}/sign-in"}, base_url=away
        ).status_code

    assert [guess("10.0.0.7") for _ in range(6)] == [401] * 5 + [429]
    assert guess("10.0.0.8") == 401
