"""Browsers as they hang in a lobby: Chromium with a profile of its own, which finds the server by its name."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.conftest import CHROMIUM
from tests.journeys.processes import a_port, running, wait_until
from tests.journeys.sample_office import Sample, hard_linked

NAME = "signage.ward.example"
"""A host name that is not localhost: only there is it seen whether a context is secure because of TLS."""


@contextlib.contextmanager
def over_tls(sample: Sample, folder: Path) -> Iterator[int]:
    """The sample office served by `signage serve --tls` under NAME until the end of the block; its port."""
    data, port, said = hard_linked(sample, folder / "data"), a_port(), folder / "said"
    (data / "signage.toml").write_text(f'port = {port}\nnames = ["{NAME}"]\n', encoding="utf-8")
    with running("signage", "serve", "--tls", "--no-jobs", "--data", data, said=said) as process:
        wait_until(lambda: _answers(port) or process.poll() is not None, seconds=60, said=said)
        yield port


@contextlib.contextmanager
def kiosk(browser: Any, profile: Path, *, trusts: int | None = None) -> Iterator[Any]:
    """A page of another Chromium, which keeps what it has in `profile`; it trusts the server at a port of ours."""
    trust = [] if trusts is None else [f"--ignore-certificate-errors-spki-list={_fingerprint(trusts)}"]
    context = browser.browser_type.launch_persistent_context(
        profile,
        executable_path=str(CHROMIUM),
        args=["--no-sandbox", f"--host-resolver-rules=MAP {NAME} 127.0.0.1", *trust],
        viewport={"width": 1920, "height": 1080},
    )
    context.set_default_timeout(20_000)
    try:
        yield context.pages[0]
    finally:
        context.close()


def _answers(port: int) -> bool:
    try:
        return ssl.get_server_certificate(("127.0.0.1", port)) != ""
    except OSError:
        return False


def _fingerprint(port: int) -> str:
    """What Chromium knows a key by."""
    certificate = x509.load_pem_x509_certificate(ssl.get_server_certificate(("127.0.0.1", port)).encode())
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(key).digest()).decode()
