"""The staff pages as people meet them: the sample office served by `signage serve`, with one person of each role."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from signage.actions.installation import Installation, opened
from signage.config import read_settings
from signage.publish.certificates import authority_pem
from tests.journeys.processes import a_port, asked, running, wait_until
from tests.journeys.sample_office import Sample, hard_linked
from tests.staff import PASSWORD, employ, one_of_each

OFFICE, SECTION = "mizuki", "family-register"
"""Where those work whose role is limited: the section that most visitors ask for."""


@dataclass(frozen=True, kw_only=True)
class Served:
    """A server that runs, and its data folder."""

    address: str
    installation: Installation
    authority: str = ""
    """The certificate of the authority that vouches for it, as PEM."""

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.installation.data


@contextlib.contextmanager
def served(
    sample: Sample,
    folder: Path,
    *,
    port: int | None = None,
    players_find: str = "",
    poll_ms: int = 5_000,
    tls: bool = False,
    names: tuple[str, ...] = (),
) -> Iterator[Served]:
    """A copy of the sample office, served until the end of the block; players find it where `players_find` says.

    With `tls` its certificate, of the authority in `Served.authority`, holds for this machine and for `names`.
    """
    data, port = hard_linked(sample, folder / "data"), port or a_port()
    servers = f'servers = ["{players_find}"]\n' if players_find else ""
    encrypted = f"tls = true\nnames = {json.dumps(names)}\n" if tls else ""
    (data / "signage.toml").write_text(f"port = {port}\npoll_ms = {poll_ms}\n{servers}{encrypted}", encoding="utf-8")
    installation = opened(read_settings(data, {}))
    trusted = authority_pem(data) if tls else ""
    employ(installation, one_of_each(office=OFFICE, section=SECTION))
    said = folder / "said"
    with running("signage", "serve", "--data", data, said=said) as process:

        def ready() -> bool:
            return asked(port, "/healthz", authority=trusted)[0] == 200 or process.poll() is not None

        wait_until(ready, seconds=120, said=said)
        scheme = "https" if tls else "http"
        yield Served(address=f"{scheme}://127.0.0.1:{port}", installation=installation, authority=trusted)


@contextlib.contextmanager
def signed_in(
    browser: Any, served: Served, name: str, *, language: str = "ja-JP", size: str = "1280x768", scripts: bool = True
) -> Iterator[Any]:
    """A browser page in which somebody has signed in. An error of a script or of the policy fails the test."""
    width, height = (int(each) for each in size.split("x"))
    context = browser.new_context(
        locale=language,
        viewport={"width": width, "height": height},
        base_url=served.address,
        java_script_enabled=scripts,
        ignore_https_errors=bool(served.authority),
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if "Content Security Policy" in told.text else None)
    page.goto("/sign-in")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    try:
        yield page
    finally:
        context.close()
    assert errors == [], errors
