"""The platform's own keys."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509

from central_platform.authority import Authority
from central_platform.key_files import UnusableStateError
from tests.fakes.platforms import HeldClock


def _server_names(authority: Authority) -> list[str]:
    certificate = x509.load_pem_x509_certificate(authority.server_certificate_file.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [str(name.value) for name in names]


def test_keys_are_made_once_and_found_again(tmp_path: Path) -> None:
    first = Authority.open(tmp_path / "state")

    again = Authority.open(tmp_path / "state")

    assert again.ca_fingerprint == first.ca_fingerprint
    assert again.signer.key_id == first.signer.key_id
    assert again.catalogue_signer.key_id == first.catalogue_signer.key_id
    assert again.opening_keys().keys() == first.opening_keys().keys()
    assert again.agency_sealing_keys() == first.agency_sealing_keys()


def test_every_key_serves_one_purpose(tmp_path: Path) -> None:
    authority = Authority.open(tmp_path / "state")

    names = {authority.signer.key_id, authority.catalogue_signer.key_id, *authority.opening_keys()}

    assert len(names) == 3


def test_nobody_else_can_read_the_keys(tmp_path: Path) -> None:
    Authority.open(tmp_path / "state")

    for path in (tmp_path / "state").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_the_server_certificate_is_signed_by_the_enrolment_authority(tmp_path: Path) -> None:
    authority = Authority.open(tmp_path / "state")

    certificate = x509.load_pem_x509_certificate(authority.server_certificate_file.read_bytes())

    certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.ca_pem))


def test_the_ca_that_is_handed_out_has_no_private_key_beside_it(tmp_path: Path) -> None:
    assert b"PRIVATE" not in Authority.open(tmp_path / "state").ca_pem


def test_a_name_that_is_missing_gives_a_new_certificate_under_the_same_authority(tmp_path: Path) -> None:
    first = Authority.open(tmp_path / "state")
    assert _server_names(first) == ["127.0.0.1", "localhost"]

    again = Authority.open(tmp_path / "state", ["plataforma.example", "192.0.2.7"])

    assert _server_names(again) == ["127.0.0.1", "localhost", "plataforma.example", "192.0.2.7"]
    assert again.ca_fingerprint == first.ca_fingerprint


def test_a_certificate_near_its_end_is_renewed_at_start(tmp_path: Path) -> None:
    clock = HeldClock()
    before = Authority.open(tmp_path / "state", clock=clock).server_certificate_file.read_bytes()
    clock.pass_seconds(timedelta(days=800).total_seconds())

    after = Authority.open(tmp_path / "state", clock=clock).server_certificate_file.read_bytes()

    assert after != before


def test_a_damaged_key_file_is_named(tmp_path: Path) -> None:
    Authority.open(tmp_path / "state")
    (tmp_path / "state" / "authority" / "signing.key").write_bytes(b"short")

    with pytest.raises(UnusableStateError, match=r"signing\.key"):
        Authority.open(tmp_path / "state")
