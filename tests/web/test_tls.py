"""TLS as `signage serve` speaks it: real certificates, real granian, and clients that check what they are shown."""

from __future__ import annotations

import contextlib
import http.client
import signal
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from signage.actions import encryption
from signage.actions.clock import now
from signage.config import read_settings
from signage.core.problems import Refused
from signage.publish import certificates
from signage.web.renewing import Renewing
from signage.web.serve import serve
from tests.journeys.processes import a_port, asked, running, wait_until
from tests.publish.test_own_certificate import P256, a_certificate, a_pair, as_pem

NAME = "signage.ward.example"
BOTH_SERVE_S = 30


class Office:
    """A data folder with certificates alone, and the server that shows them."""

    def __init__(self, data: Path, *, settings: str = "") -> None:
        self.data, self.port = data, a_port()
        data.mkdir(parents=True, exist_ok=True)
        (data / "signage.toml").write_text(f'port = {self.port}\ntls = true\nnames = ["{NAME}"]\n{settings}')
        encryption.prepare(read_settings(data, {}), at=now())
        self.authority = data / "authority.pem"
        self.authority.write_text(certificates.authority_pem(data))

    @contextlib.contextmanager
    def served(self, *, trusted: str = "") -> Iterator[None]:
        pem = trusted or self.authority.read_text()
        said = self.data / "said"
        with running("tests.web.serving_tls", self.data, BOTH_SERVE_S, said=said) as process:
            wait_until(
                lambda: asked(self.port, "/", authority=pem)[0] == 200 or process.poll() is not None, said=said
            )
            assert process.poll() is None, said.read_text()
            yield

    def shown(self, *, name: str = NAME, newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> tuple[str, str]:
        """The version that is spoken and the serial number of the certificate that is shown, checked for a name."""
        checked = ssl.create_default_context(cafile=str(self.authority))
        checked.minimum_version, checked.maximum_version = ssl.TLSVersion.MINIMUM_SUPPORTED, newest
        with (
            socket.create_connection(("127.0.0.1", self.port), timeout=10) as plain,
            checked.wrap_socket(plain, server_hostname=name) as secure,
        ):
            certificate = secure.getpeercert() or {}
            return str(secure.version()), str(certificate["serialNumber"])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    one = Office(tmp_path_factory.mktemp("office") / "data")
    with one.served():
        yield one


def test_whoever_trusts_the_office_ca_is_answered_and_others_refuse(office: Office) -> None:
    url = f"https://127.0.0.1:{office.port}/"

    answer = requests.get(url, verify=str(office.authority), timeout=10)

    assert (answer.status_code, answer.text) == (200, f"https {office.port}")
    with pytest.raises(requests.exceptions.SSLError, match="CERTIFICATE_VERIFY_FAILED"):
        requests.get(url, timeout=10)


def test_it_is_known_by_every_name_it_was_given_and_by_no_other(office: Office) -> None:
    assert len({office.shown(name=name)[1] for name in (NAME, "localhost", "127.0.0.1")}) == 1
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        office.shown(name="other.ward.example")


def test_it_speaks_tls_1_3_and_1_2_and_nothing_older(office: Office) -> None:
    assert office.shown()[0] == "TLSv1.3"
    assert office.shown(newest=ssl.TLSVersion.TLSv1_2)[0] == "TLSv1.2"
    with pytest.warns(DeprecationWarning, match="TLSv1_1"), pytest.raises(ssl.SSLError):
        office.shown(newest=ssl.TLSVersion.TLSv1_1)


def test_plain_http_on_that_port_is_not_answered(office: Office) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", office.port, timeout=10)

    with contextlib.closing(connection):
        connection.request("GET", "/")
        with pytest.raises((OSError, http.client.HTTPException)):
            connection.getresponse()


@pytest.mark.soak
def test_a_renewed_certificate_reaches_the_running_server_without_a_gap(office: Office) -> None:
    gaps, refused, stop = [0.0], [], threading.Event()

    def ask_on() -> None:
        last = time.monotonic()
        while not stop.wait(0.05):
            try:
                serials.add(office.shown()[1])
            except OSError as error:
                refused.append(error)
            else:
                gaps.append(time.monotonic() - last)
                last = time.monotonic()

    serials = {office.shown()[1]}
    asking = threading.Thread(target=ask_on)
    asking.start()
    (old,) = serials
    certificates.renew_if_due(office.data, names=(NAME, "localhost", "new.ward.example"), at=now())
    wait_until(lambda: len(serials) == 2, seconds=60)
    wait_until(lambda: {office.shown()[1] for _ in range(8)}.isdisjoint({old}), seconds=60)
    stop.set()
    asking.join()

    assert refused == []
    assert max(gaps) < 1
    assert len(serials) == 2


def test_the_citys_own_certificate_is_shown_and_half_a_new_one_is_not_taken(tmp_path: Path) -> None:
    files = a_pair(tmp_path, a_certificate(P256), as_pem(P256))
    own = Office(tmp_path / "data", settings=f'tls_certificate = "{files[0]}"\ntls_key = "{files[1]}"\n')
    settings, began_again, looks = read_settings(own.data, {}), threading.Event(), []

    def check() -> None:
        looks.append(now())
        encryption.served_files(settings, at=now())

    renewing = Renewing(files, check=check, every_s=0.05)
    before = signal.signal(signal.SIGHUP, lambda *_: began_again.set())
    renewing.start()
    try:
        assert encryption.served_files(settings, at=now()) == files
        files[1].write_bytes(b"half of it")
        wait_until(lambda: len(looks) == 1)
        assert not began_again.is_set()

        files[1].write_bytes(as_pem(P256))

        assert began_again.wait(10)
    finally:
        renewing.stop()
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('names = ["www.google.com"]', r"^names: the office CA may not vouch for www.google.com"),
        ('servers = ["https://signage.co.jp"]', r"^names: the office CA may not vouch for signage.co.jp"),
        ('tls_certificate = "/none.crt"\ntls_key = "/none.key"', r"^tls_certificate: /none.crt cannot be read"),
    ],
    ids=["name", "server", "no file"],
)
def test_what_cannot_be_served_is_refused_at_the_start(tmp_path: Path, settings: str, told: str) -> None:
    own = Office(tmp_path)
    (own.data / "signage.toml").write_text(f"port = {own.port}\ntls = true\n{settings}\n")

    with pytest.raises(Refused, match=told):
        serve(read_settings(own.data, {}))
