"""The page that helps a PC, a tablet or a Raspberry Pi to trust the office's own certificate authority."""

from __future__ import annotations

from cryptography import x509
from cryptography.x509.oid import NameOID
from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from signage.actions import encryption
from signage.core.problems import Missing
from signage.publish.certificates import THUMBPRINT, fingerprint
from signage.web import gate
from signage.web.desk import Desk

FILE = "signage-authority.crt"
"""PEM in a file that ends in .crt: the one form that Windows, iPadOS, Android and Debian all open."""


def trust_pages(desk: Desk) -> Blueprint:
    """Open to all: who cannot trust the server yet cannot sign in either."""
    pages = Blueprint("trust", __name__, url_prefix="/trust")

    @pages.get("")
    @gate.open_to_all
    def how() -> ResponseReturnValue:
        whose = encryption.who(desk.installation.settings)
        found = encryption.authority(desk.installation.settings) if whose == "office" else ""
        return render_template(
            "trust/trust.html",
            who=whose,
            authority=_facts(x509.load_pem_x509_certificate(found.encode())) if found else None,
            device=_device(request.user_agent.string),
        )

    @pages.get(f"/{FILE.removeprefix('signage-')}")
    @gate.open_to_all
    def authority() -> ResponseReturnValue:
        settings = desk.installation.settings
        if encryption.who(settings) != "office":
            raise Missing(
                ja="このサーバーは庁内の認証局を使っていません。入れる証明書はありません。",
                en="this server does not use an office CA; there is no certificate to install.",
            )
        answer = make_response(encryption.authority(settings))
        answer.headers["Content-Type"] = "application/x-x509-ca-cert"
        answer.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
        return answer

    return pages


def _facts(certificate: x509.Certificate) -> dict[str, object]:
    """What a device shows of it: its name, its fingerprint, and the shorter one that Windows calls 拇印."""
    (name,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return {
        "name": name.value,
        "fingerprint": fingerprint(certificate).split(),
        "thumbprint": fingerprint(certificate, THUMBPRINT),
    }


def _device(agent: str) -> str:
    """Whose steps are open when the page comes: those of the device that asks. An iPad says that it is a Mac."""
    told = (("Android", "android"), ("iPad", "ipad"), ("iPhone", "ipad"), ("Macintosh", "ipad"), ("Linux", "pi"))
    return next((device for word, device in told if word in agent), "windows")
