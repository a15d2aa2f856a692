"""`ventanilla signature verify`: yes and no by the exit code, everything else by name."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kiosk.commands.signature import signature
from tests.unit.tramites.fea import issuing
from tests.unit.tramites.fea.issuing import NOW, Held
from tramites.fea.signature import assemble, signed_attributes

CADENA = b"||1.0|x||"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A signed file, its content and a folder of authorities where a person's certificate lies by mistake."""
    write_signed(tmp_path, issuing.fiel())
    (tmp_path / "trust").mkdir()
    for name, held in {"root": issuing.root(), "ac": issuing.authority(), "person": issuing.fiel()}.items():
        (tmp_path / "trust" / f"{name}.cer").write_bytes(held.certificate.der)
    return tmp_path


def write_signed(folder: Path, held: Held) -> None:
    attributes = signed_attributes(CADENA, held.certificate, NOW)
    cms = assemble(attributes, held.sign(attributes), held.certificate, ())
    (folder / "t.p7s").write_bytes(cms)
    (folder / "cadena.txt").write_bytes(CADENA)


def verified(folder: Path, *more: str) -> Result:
    content = str(folder / "cadena.txt")
    return CliRunner().invoke(signature, ["verify", str(folder / "t.p7s"), "--content", content, *more])


def document(found: Result) -> Any:
    return json.loads(found.stdout)


def test_a_good_signature_is_a_yes(folder: Path) -> None:
    found = verified(folder, "--trust", str(folder / "trust"), "--json")
    said = document(found)

    assert found.exit_code == 0
    assert (said["valid"], said["trusted"], said["reason"], said["problems"]) == (True, True, None, [])
    assert (said["signer"]["rfc"], said["signing_time"]) == ("NUÑI800101AB1", "2026-11-20T15:30:00Z")
    assert said["chain"] == ["30001000000500009999", "2", "1"]


def test_one_changed_byte_is_a_no(folder: Path) -> None:
    (folder / "cadena.txt").write_bytes(CADENA + b" ")

    found = verified(folder, "--json")

    assert found.exit_code == 1
    assert document(found) == {
        "valid": False,
        "reason": "signature.content-changed",
        "problems": ["signature.content-changed"],
        "trusted": None,
        "signer": None,
        "signing_time": None,
        "chain": [],
    }


def test_a_seal_for_invoices_is_a_no_although_openssl_accepts_it(folder: Path) -> None:
    write_signed(folder, issuing.csd())

    found = verified(folder, "--trust", str(folder / "trust"), "--json")

    assert (found.exit_code, document(found)["problems"]) == (1, ["certificate.is-csd"])


def test_a_foreign_issuer_is_a_no(folder: Path) -> None:
    write_signed(folder, issuing.fiel("2"))

    said = document(verified(folder, "--trust", str(folder / "trust"), "--json"))

    assert (said["valid"], said["trusted"], said["reason"]) == (False, False, "trust.bad-signature")


def test_without_authorities_the_issuer_is_said_to_be_unchecked(folder: Path) -> None:
    assert document(verified(folder, "--json"))["trusted"] is None
    assert "No se comprobó quién emitió el certificado" in verified(folder).stdout


def test_people_get_words(folder: Path) -> None:
    said = verified(folder, "--trust", str(folder / "trust")).stdout

    assert said.startswith("La firma es buena.\nFirmó: IÑIGO NÚÑEZ & HIJOS, RFC NUÑI800101AB1")
    (folder / "t.p7s").write_bytes(b"x")
    assert verified(folder).stdout.startswith("No se puede dar por buena la firma:\n- el archivo no se puede")


def test_a_folder_without_authorities_or_with_another_file_is_named(folder: Path) -> None:
    (folder / "empty").mkdir()
    empty = verified(folder, "--trust", str(folder / "empty"))
    (folder / "empty" / "broken.pem").write_text("hola")
    broken = verified(folder, "--trust", str(folder / "empty"))

    assert (empty.exit_code, broken.exit_code) == (1, 1)
    assert "no tiene certificados de autoridades" in empty.stderr
    assert "broken.pem no es un certificado legible" in broken.stderr
