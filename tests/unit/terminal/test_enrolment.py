"""Enrolment against a real platform over HTTPS: trust comes from the token alone."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from terminal.catalogue import load_catalogue
from terminal.enrolment import (
    CA_FILE,
    CATALOGUE_DIR,
    ENROLMENT_FILE,
    KEY_FILE,
    EnrolmentError,
    enrol,
    fetch_catalogue,
    load_identity,
)
from tests.fakes.platforms import PlatformProcess
from tests.unit.terminal.fakes import enrolled
from tests.unit.tramites.samples import SHIPPED


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformProcess]:
    folder = tmp_path_factory.mktemp("platform")
    catalogue = folder / "catalogue"
    catalogue.mkdir()
    (catalogue / "luz.json").write_bytes(SHIPPED.read_bytes())
    with PlatformProcess(folder / "state", "--catalogue", str(catalogue)) as platform:
        yield platform


def test_a_token_makes_a_terminal_that_trusts_and_offers(platform: PlatformProcess, tmp_path: Path) -> None:
    enrolment = enrol(platform.url, platform.token(), tmp_path, "Plaza")

    identity = load_identity(tmp_path)
    catalogue = load_catalogue(tmp_path / CATALOGUE_DIR, identity.catalogue_keys(), date(2026, 11, 20))
    assert identity.enrolment == enrolment
    assert enrolment.name == "Plaza"
    assert set(catalogue.offered) == {"cfe.falla-de-luz"}
    assert identity.sealing_party(("plataforma", "cfe")).recipients.keys() == {"plataforma", "cfe"}


def test_fetching_again_replaces_a_damaged_definition(platform: PlatformProcess, tmp_path: Path) -> None:
    enrolment = enrol(platform.url, platform.token(), tmp_path, "t")
    identity = load_identity(tmp_path)
    (file,) = (tmp_path / CATALOGUE_DIR).glob("*.signed.json")
    file.rename(file.with_name("0000.signed.json"))
    (tmp_path / CATALOGUE_DIR / "0000.signed.json").write_bytes(b"{}")

    assert fetch_catalogue(enrolment.platform_url, tmp_path) == 1

    catalogue = load_catalogue(tmp_path / CATALOGUE_DIR, identity.catalogue_keys(), date(2026, 11, 20))
    assert len(catalogue.offered) == 1
    assert catalogue.refused == ()


def test_what_is_stored_is_for_this_terminal_alone(platform: PlatformProcess, tmp_path: Path) -> None:
    enrol(platform.url, platform.token(), tmp_path / "state", "Plaza")

    for name in (ENROLMENT_FILE, CA_FILE, KEY_FILE):
        assert (tmp_path / "state" / name).stat().st_mode & 0o077 == 0


def test_a_token_of_another_platform_sends_nothing(platform: PlatformProcess, tmp_path: Path) -> None:
    token = platform.token()
    prefix, secret, _ = token.split("-")

    with pytest.raises(EnrolmentError, match="no se envió nada"):
        enrol(platform.url, f"{prefix}-{secret}-{'0' * 16}", tmp_path / "wrong", "Plaza")

    # Had the secret left this machine, it would be spent now.
    assert enrol(platform.url, token, tmp_path / "right", "Plaza").terminal
    assert not (tmp_path / "wrong" / KEY_FILE).exists()


def test_a_token_serves_once(platform: PlatformProcess, tmp_path: Path) -> None:
    token = platform.token()
    enrol(platform.url, token, tmp_path / "first", "Plaza")

    with pytest.raises(EnrolmentError, match="la plataforma no aceptó") as refused:
        enrol(platform.url, token, tmp_path / "second", "Plaza")

    assert token not in str(refused.value)
    assert not (tmp_path / "second" / ENROLMENT_FILE).exists()


def test_a_terminal_is_enrolled_once(tmp_path: Path) -> None:
    enrolled(tmp_path)

    with pytest.raises(EnrolmentError, match=r"enrolment\.json: la terminal ya está inscrita"):
        enrol("https://127.0.0.1:1", "VT1-a-b", tmp_path, "Plaza")


@pytest.mark.parametrize("token", ["", "VT1", "VT1-abc", "VT2-a-b", "VT1-a-b-c"])
def test_half_a_token_is_refused_before_any_contact(tmp_path: Path, token: str) -> None:
    with pytest.raises(EnrolmentError, match="el pase de inscripción no está completo"):
        enrol("https://127.0.0.1:1", token, tmp_path, "Plaza")


def test_an_address_without_https_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EnrolmentError, match="empieza con https://"):
        enrol("http://127.0.0.1:1", "VT1-a-b", tmp_path, "Plaza")


def test_nobody_at_the_address_is_said_with_the_address(tmp_path: Path) -> None:
    with pytest.raises(EnrolmentError, match=r"https://127\.0\.0\.1:1/.*no se pudo llegar"):
        enrol("https://127.0.0.1:1", "VT1-a-b", tmp_path, "Plaza")


def test_a_terminal_that_is_not_enrolled_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EnrolmentError, match=r"enrolment\.json: no existe; inscriba la terminal"):
        load_identity(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", json.dumps({"terminal": 1}).encode()])
def test_a_damaged_enrolment_is_named(tmp_path: Path, content: bytes) -> None:
    enrolled(tmp_path)
    (tmp_path / ENROLMENT_FILE).write_bytes(content)

    with pytest.raises(EnrolmentError, match=r"enrolment\.json: no se puede leer"):
        load_identity(tmp_path)


def test_a_damaged_key_is_named(tmp_path: Path) -> None:
    enrolled(tmp_path)
    (tmp_path / KEY_FILE).write_bytes(b"short")

    with pytest.raises(EnrolmentError, match="vuelva a inscribir"):
        load_identity(tmp_path)


def test_a_recipient_without_a_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnrolmentError, match="no trae la llave de «sat»"):
        enrolled(tmp_path).identity.sealing_party(("plataforma", "sat"))
