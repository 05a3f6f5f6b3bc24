"""The office's own authority and the certificate it issues: what they may do, and when they are made again."""

from __future__ import annotations

import stat
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

from signage.core.instants import DAY
from signage.core.problems import Broken, Missing, Refused
from signage.publish import certificates, this_machine

NOW = int(datetime(2026, 11, 22, 13, 45, tzinfo=UTC).timestamp()) * 1000
NAMES = ("signage.city.mizuki.tokyo.jp", "signage", "192.168.10.5")


def made(data: Path, *names: str, at: int = NOW) -> Path:
    certificates.make(data, names=names or NAMES, at=at)
    return data


def server_of(data: Path) -> x509.Certificate:
    found = certificates.server_of(data)
    assert found is not None
    return found


def verified(data: Path, *, name: str) -> str:
    """What openssl, which has none of our code, says of the server's certificate under a name."""
    authority = data / "authority.pem"
    authority.write_text(certificates.authority_pem(data))
    kind = "-verify_ip" if name[0].isdigit() else "-verify_hostname"
    command = ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-attime", str(NOW // 1000)]
    command += ["-CAfile", str(authority), kind, name, str(certificates.server_files(data)[0])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "OK" if done.returncode == 0 else done.stderr


def test_openssl_accepts_the_certificate_for_its_names_and_addresses_and_for_no_other(tmp_path: Path) -> None:
    made(tmp_path)

    assert [verified(tmp_path, name=name) for name in NAMES] == ["OK", "OK", "OK"]
    assert "mismatch" in verified(tmp_path, name="other.mizuki.tokyo.jp")


def test_the_authority_signs_servers_alone_and_no_further_authority(tmp_path: Path) -> None:
    authority = certificates.authority_of(made(tmp_path))

    usage = authority.extensions.get_extension_for_class(x509.KeyUsage)
    basic = authority.extensions.get_extension_for_class(x509.BasicConstraints)
    purposes = authority.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value

    assert basic.critical
    assert (basic.value.ca, basic.value.path_length) == (True, 0)
    assert usage.critical
    assert usage.value.key_cert_sign
    assert not usage.value.digital_signature
    assert list(purposes) == [x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]


@pytest.mark.parametrize(
    "name",
    ["www.google.com", "login.microsoftonline.com", "www.tokyo.jp", "mizuki.tokyo.jp", "8.8.8.8", "signage.co.jp"],
)
def test_a_stolen_authority_vouches_for_nobody_elses_server(tmp_path: Path, name: str) -> None:
    made(tmp_path)

    certificates.renew_if_due(tmp_path, names=(*NAMES, name), at=NOW)

    assert certificates.beyond(tmp_path, (*NAMES, name)) == (name,)
    assert set(certificates.names_in(server_of(tmp_path))) == set(NAMES)


@pytest.mark.parametrize(
    "name",
    [
        "localhost",
        "10.1.2.3",
        "::1",
        "fd00::5",
        "signage.lan",
        "signage.city.other.lg.jp",
        "new.city.mizuki.tokyo.jp",
    ],
)
def test_a_server_that_moves_within_the_office_keeps_its_authority(tmp_path: Path, name: str) -> None:
    made(tmp_path)

    assert certificates.renew_if_due(tmp_path, names=(*NAMES, name), at=NOW)

    assert name in certificates.names_in(server_of(tmp_path))
    assert verified(tmp_path, name=name) == "OK" or ":" in name


def test_a_certificate_lasts_no_longer_than_browsers_accept_and_began_a_day_ago(tmp_path: Path) -> None:
    server = server_of(made(tmp_path))

    assert (server.not_valid_after_utc - server.not_valid_before_utc).days <= 397
    assert server.not_valid_before_utc.timestamp() * 1000 == NOW - DAY


def test_it_is_issued_again_in_its_last_month_by_the_same_authority_with_another_key(tmp_path: Path) -> None:
    before, authority = server_of(made(tmp_path)), certificates.authority_pem(tmp_path)
    last_month = certificates.ends_at(before) - certificates.RENEWED_BEFORE

    early = certificates.renew_if_due(tmp_path, names=NAMES, at=last_month - 1)
    in_time = certificates.renew_if_due(tmp_path, names=NAMES, at=last_month)

    after = server_of(tmp_path)
    assert (early, in_time) == (False, True)
    assert certificates.authority_pem(tmp_path) == authority
    assert after.public_key() != before.public_key()
    assert certificates.ends_at(after) > certificates.ends_at(before)


def test_two_processes_that_know_other_names_do_not_issue_it_in_turns(tmp_path: Path) -> None:
    made(tmp_path)

    took = [certificates.renew_if_due(tmp_path, names=names, at=NOW) for names in (NAMES, ("10.1.2.3",), NAMES) * 2]

    assert took == [False, True, False, False, False, False]
    assert set(certificates.names_in(server_of(tmp_path))) == {*NAMES, "10.1.2.3"}


def test_a_clock_that_was_wrong_on_the_first_day_spoils_nothing(tmp_path: Path) -> None:
    made(tmp_path, at=int(datetime(2036, 1, 1, tzinfo=UTC).timestamp()) * 1000)
    assert verified(tmp_path, name="signage") != "OK"

    assert certificates.renew_if_due(tmp_path, names=NAMES, at=NOW)

    assert verified(tmp_path, name="signage") == "OK"


def test_a_damaged_server_certificate_or_one_of_another_authority_is_issued_again(tmp_path: Path) -> None:
    made(tmp_path)
    path, _ = certificates.server_files(tmp_path)
    strange = certificates.server_files(made(tmp_path / "strange"))[0].read_bytes()

    for content in (b"", path.read_bytes()[:300], strange):
        path.write_bytes(content)
        assert certificates.renew_if_due(tmp_path, names=NAMES, at=NOW)
        assert verified(tmp_path, name="signage") == "OK"


def test_the_keys_are_for_their_owner_alone_and_nothing_lies_beside_them(tmp_path: Path) -> None:
    made(tmp_path)

    files = sorted((tmp_path / "keys").iterdir())

    assert [file.name for file in files] == ["authority.pem", "server.pem"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_an_authority_is_made_once_and_never_in_place_of_one_that_is_missing_or_damaged(tmp_path: Path) -> None:
    assert certificates.authority_pem(tmp_path) == ""
    with pytest.raises(Missing, match="run signage init again"):
        certificates.renew_if_due(tmp_path, names=NAMES, at=NOW)
    made(tmp_path)
    with pytest.raises(Refused, match="already"):
        made(tmp_path)

    certificates.authority_path(tmp_path).write_bytes(b"nonsense")

    with pytest.raises(Broken, match="copy of the data folder"):
        certificates.renew_if_due(tmp_path, names=NAMES, at=NOW)


def test_a_fingerprint_is_the_one_that_openssl_prints_in_groups_of_four(tmp_path: Path) -> None:
    authority = certificates.authority_of(made(tmp_path))
    command = ["openssl", "x509", "-in", certificates.authority_path(tmp_path), "-noout", "-fingerprint", "-sha256"]

    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().partition("=")[2]

    groups = certificates.fingerprint(authority).split(" ")
    assert {len(group) for group in groups} == {4}
    assert "".join(groups) == printed.replace(":", "")


def test_this_machine_knows_its_names_and_addresses_without_a_name_server() -> None:
    names = this_machine.names()

    assert {"localhost", "127.0.0.1", "::1"} <= set(names)
    assert len(names) == len(set(names))
