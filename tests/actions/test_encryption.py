"""Who encrypts, what the doctor says of it, and what an older data folder gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.actions import encryption, enrolments, installation
from signage.actions.doctor import examine
from signage.config import Settings, read_settings
from signage.core.instants import DAY
from signage.publish import certificates, keys
from tests.publish.test_own_certificate import NOW, OTHER, P256, a_certificate, a_pair, as_pem


def an_office(folder: Path, settings: str = "") -> Settings:
    folder.mkdir(exist_ok=True)
    (folder / "signage.toml").write_text(settings)
    here = read_settings(folder, {})
    if not keys.path(folder).exists():
        installation.create(here, at=NOW)
    return here


def told(settings: Settings, *, at: int = NOW) -> tuple[bool, str]:
    """What the doctor says of encryption: the line behind the one about the signing key."""
    report = examine(settings, at=at)
    after = next(number for number, looked in enumerate(report) if "the signing key" in looked.en) + 1
    return report[after].ok, report[after].en


@pytest.mark.parametrize(
    ("settings", "ok", "says"),
    [
        ("", True, "from this machine alone"),
        ('host = "192.168.10.5"', False, "nothing is encrypted on the way here"),
        ('servers = ["https://signage.ward.example"]', True, r"a proxy encrypts (https://signage.ward.example)"),
        ("tls = true", True, "encrypted until 2027-12-23, renewed by itself; the office CA's fingerprint: "),
        ('tls = true\nnames = ["www.google.com"]', False, "the office CA may not vouch for www.google.com"),
        ('tls = true\nhost = "192.168.10.5"\nservers = ["https://8.8.8.8"]', False, "may not vouch for 8.8.8.8"),
    ],
)
def test_the_doctor_says_who_encrypts_and_what_is_missing(tmp_path: Path, settings: str, ok: bool, says: str) -> None:
    an_office(tmp_path)

    found, sentence = told(an_office(tmp_path, settings))

    assert found == ok
    assert says in sentence


def test_the_doctor_shows_the_fingerprint_that_the_page_shows(tmp_path: Path) -> None:
    settings = an_office(tmp_path, "tls = true")

    _, sentence = told(settings)

    assert certificates.fingerprint(certificates.authority_of(tmp_path)) in sentence
    assert encryption.thumbprint(settings) in sentence


def test_the_doctor_warns_a_month_before_the_citys_certificate_ends_and_where_it_names_another_host(
    tmp_path: Path,
) -> None:
    certificate, key = a_pair(tmp_path, a_certificate(P256), as_pem(P256))
    own = f'tls = true\ntls_certificate = "{certificate}"\ntls_key = "{key}"\n'
    named = own + 'servers = ["https://signage.mizuki.example"]'

    strange = told(an_office(tmp_path / "data", own))
    well = told(an_office(tmp_path / "data", named))
    soon = told(an_office(tmp_path / "data", named), at=NOW + 80 * DAY)
    ended = told(an_office(tmp_path / "data", named), at=NOW + 100 * DAY)

    assert (strange[0], "does not name 127.0.0.1" in strange[1]) == (False, True)
    assert well == (True, "encrypted until 2027-03-02.")
    assert (soon[0], "ends on 2027-03-02; put a new one at" in soon[1]) == (False, True)
    assert (ended[0], ended[1][:48]) == (False, "tls_certificate: the certificate ended on 2027-0")


def test_an_older_data_folder_gets_certificates_once_and_keeps_all_else(tmp_path: Path) -> None:
    settings = an_office(tmp_path)
    for file in (certificates.authority_path(tmp_path), certificates.server_files(tmp_path)[0]):
        file.unlink()
    before = keys.path(tmp_path).read_bytes()

    first, made = encryption.prepare(settings, at=NOW), certificates.authority_pem(tmp_path)
    second = encryption.prepare(settings, at=NOW)

    assert (first, second) == (True, False)
    assert certificates.authority_pem(tmp_path) == made != ""
    assert keys.path(tmp_path).read_bytes() == before


def test_players_are_told_whom_to_trust_and_of_the_citys_own_root_where_it_is_given(tmp_path: Path) -> None:
    root = a_certificate(OTHER, name="Mizuki City Root")
    certificate, key = a_pair(tmp_path, a_certificate(P256) + root, as_pem(P256))
    ours = an_office(tmp_path / "data")
    citys = an_office(tmp_path / "data", f'tls = true\ntls_certificate = "{certificate}"\ntls_key = "{key}"\n')

    assert encryption.authority(ours) == certificates.authority_pem(ours.data)
    assert encryption.authority(citys) == root.decode()
    assert enrolments.server_now(installation.opened(citys), at=NOW).authority == root.decode()


def test_a_new_name_of_the_settings_is_in_the_certificate_at_the_next_look(tmp_path: Path) -> None:
    an_office(tmp_path)
    settings = an_office(tmp_path, 'tls = true\nnames = ["signage.ward.example"]')

    renewed = encryption.renew(settings, at=NOW)

    assert (renewed, encryption.renew(settings, at=NOW)) == (True, False)
    assert "signage.ward.example" in certificates.names_in(encryption.shown(settings, at=NOW))
