"""`ventanilla certificate show`: the exact document of the contract."""

import json
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.commands import fea_words
from kiosk.commands.certificate import certificate, certificate_document
from tests.unit.tramites.fea import issuing
from tramites.fea.certificate import CertificateProblem
from tramites.fea.signature import SignatureProblem
from tramites.fea.trust import ChainProblem

CODES: tuple[Iterable[Enum], ...] = (CertificateProblem, ChainProblem, SignatureProblem)


def test_a_company_is_shown_with_its_representative() -> None:
    company = issuing.issued(
        "person", issuing.authority(), subject=issuing.COMPANY, extensions=issuing.fiel_extensions()
    )

    assert certificate_document(company.certificate, issuing.NOW) == {
        "rfc": "EPR900101AB1",
        "curp": None,
        "name": "ESCUELA DE PRUEBA SA DE CV",
        "representative": {"rfc": "NUÑI800101AB1", "curp": "NUXI800101HDFXXX08"},
        "serial": "30001000000500009999",
        "kind": "fiel",
        "not_before": "2025-01-01T00:00:00Z",
        "not_after": "2049-01-01T00:00:00Z",
        "issuer": "AUTORIDAD CERTIFICADORA DE PRUEBA",
        "acceptable": True,
        "problems": [],
    }


def test_a_seal_for_invoices_is_shown_and_not_acceptable(tmp_path: Path) -> None:
    file = tmp_path / "csd.cer"
    file.write_bytes(issuing.csd().certificate.der)

    found = CliRunner().invoke(certificate, ["show", str(file), "--json"])
    shown = json.loads(found.stdout)

    assert found.exit_code == 0
    assert (shown["kind"], shown["acceptable"], shown["problems"]) == ("csd", False, ["certificate.is-csd"])
    assert (shown["rfc"], shown["curp"], shown["representative"]) == (
        "NUÑI800101AB1",
        "NUXI800101HDFXXX08",
        None,
    )


def test_people_get_words(tmp_path: Path) -> None:
    file = tmp_path / "csd.cer"
    file.write_bytes(issuing.pem(issuing.csd().certificate))

    said = CliRunner().invoke(certificate, ["show", str(file)]).stdout

    assert "Nombre: IÑIGO NÚÑEZ & HIJOS" in said
    assert "No sirve para firmar un trámite:\n- es un sello para facturas (CSD)" in said


def test_another_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "nota.txt"
    file.write_text("hola")

    found = CliRunner().invoke(certificate, ["show", str(file)])

    assert found.exit_code == 1
    assert found.stderr.startswith(f"{file}: No es un certificado legible")
    assert "(certificate.unreadable)" in found.stderr


@pytest.mark.parametrize("code", [code.value for codes in CODES for code in codes])
def test_every_code_has_its_words(code: str) -> None:
    assert fea_words.in_words([code])[0].endswith(f"({code})")
