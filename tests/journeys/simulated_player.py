"""A simulated player: it pairs as docs/players.md says, polls its head once and reports; nothing is drawn."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any

import requests

from signage.core.instants import written
from tests.core.reports import a_report
from tests.vectors.pairing import words
from tests.web.fleet_reports import a_picture

PATIENCE_S = 10


@dataclass
class SimulatedPlayer:
    """What stands behind a monitor, from its first question on. `told` is the answer to that one."""

    server: str
    model: str = "Raspberry Pi 4 Model B"
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))
    told: dict[str, Any] = field(default_factory=dict)
    enrolment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        commitment = hashlib.sha256(bytes.fromhex(self.nonce)).hexdigest()
        self.told = self._asked("POST", "/api/v1/pairings", {"commitment": commitment, "model": self.model}).json()

    @property
    def code(self) -> str:
        """What it shows."""
        return str(self.told["code"])

    @property
    def words(self) -> str:
        """The two words that it shows, worked out by itself."""
        told = {name: self.told[name] for name in ("public_key", "recovery_key", "authority", "code")}
        return "・".join(ja for ja, _ in words(**told, nonce=self.nonce))

    def ask(self) -> str:
        """Ask once more: "waiting", "refused", "paired", or "over" where it has to begin anew."""
        answer = self._asked("GET", f"/api/v1/pairings/{self.told['pairing_id']}?nonce={self.nonce}")
        if answer.status_code == 404:
            return "over"
        told = answer.json()
        self.enrolment = told if told["state"] == "paired" else {}
        return str(told["state"])

    def has_a_head(self) -> bool:
        """Whether there is anything for it to show yet."""
        return self._asked("GET", f"/v1/heads/{self.enrolment['head_key']}.jws").status_code == 200

    def is_revoked(self) -> bool:
        """Whether its head tells it to clear its cache."""
        jws = self._asked("GET", f"/v1/heads/{self.enrolment['head_key']}.jws").text
        return b'"revoked":true' in base64.urlsafe_b64decode(jws.split(".")[1] + "==")

    def report(self, at: int) -> int:
        """Say that all is well, with a picture of the glass; the status."""
        picture = a_picture(at)
        jpeg = base64.b64encode(picture.jpeg).decode()
        shown = {"at_ms": at, "width": picture.width, "height": picture.height, "jpeg": jpeg}
        report = a_report(at=written(at), sent_at_ms=at, picture=shown)
        bearer = {"Authorization": f"Bearer {self.enrolment['token']}"}
        return self._asked("POST", "/api/v1/heartbeats", report, bearer).status_code

    def _asked(
        self, method: str, path: str, document: Any = None, headers: dict[str, str] | None = None
    ) -> requests.Response:
        return requests.request(method, self.server + path, json=document, headers=headers, timeout=PATIENCE_S)
