"""`ventanilla identifier check`: the exact document of the contract."""

from datetime import date

from tests.unit.kiosk.commands.running import run
from tramites.identifiers.folio import Folio

FOLIO = Folio.make(date(2026, 11, 20), b"0123456789abcdef").text


def test_a_folio_is_explained() -> None:
    found = run("identifier", "check", "folio", FOLIO.lower().replace("-", " "), "--json")

    symbols = FOLIO.replace("-", "")
    assert found.code == 0
    assert found.json == {
        "kind": "folio",
        "value": FOLIO.lower().replace("-", " "),
        "normalised": FOLIO,
        "valid": True,
        "reason": None,
        "warnings": [],
        "parts": {"month": "2026-11", "random": symbols[2:-1], "check": symbols[-1]},
    }


def test_a_misreading_is_forgiven_and_said() -> None:
    folio = next(
        each.text
        for number in range(99)
        if "1" in (each := Folio.make(date(2026, 11, 20), number.to_bytes(16, "big"))).text
    )

    found = run("identifier", "check", "folio", folio.replace("1", "l"), "--json").json

    assert (found["normalised"], found["warnings"]) == (folio, ["folio.misread"])


def test_a_wrong_folio_is_a_no() -> None:
    found = run("identifier", "check", "folio", "ABC", "--json")

    assert found.code == 1
    assert found.json == {
        "kind": "folio",
        "value": "ABC",
        "normalised": None,
        "valid": False,
        "reason": "folio.invalid",
        "warnings": [],
        "parts": {},
    }


def test_people_get_words() -> None:
    assert "2026-11" in run("identifier", "check", "folio", FOLIO).out
    assert "No es un folio" in run("identifier", "check", "folio", "x").out


def test_a_kind_that_is_not_built_is_wrong_usage() -> None:
    assert run("identifier", "check", "nss", "X").code == 2


def test_curp_and_rfc_are_checked_too() -> None:
    curp = run("identifier", "check", "curp", "pegl890909mjcrms08", "--json")

    assert (curp.code, curp.json["normalised"]) == (0, "PEGL890909MJCRMS08")
    assert run("identifier", "check", "curp", "PEGL890909MJCRMS07").code == 1
    assert run("identifier", "check", "rfc", "VACE460910SX6", "--json").json["warnings"] == ["rfc.digit"]
    assert "No es un RFC" in run("identifier", "check", "rfc", "X").out


def test_what_a_scanned_code_is() -> None:
    assert run("identifier", "document", "SAT970701NN3", "--json").json["type"] == "rfc"
