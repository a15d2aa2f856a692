"""CURP and RFC on the command line: the exact document of the contract."""

from datetime import date

import pytest

from kiosk.commands import person_keys
from kiosk.commands.person_keys import checked_curp, checked_rfc, key_in_words
from tramites.identifiers.curp import CurpFlaw, CurpWarning
from tramites.identifiers.rfc import RfcFlaw, RfcWarning

TODAY = date(2026, 11, 20)


def test_a_curp_is_explained() -> None:
    assert checked_curp("pegl 890909 mjcrms 08", TODAY) == {
        "kind": "curp",
        "value": "pegl 890909 mjcrms 08",
        "normalised": "PEGL890909MJCRMS08",
        "valid": True,
        "reason": None,
        "warnings": [],
        "parts": {
            "letters": "PEGL",
            "birth_date": "1989-09-09",
            "sex": "M",
            "state": "JC",
            "state_inegi": "14",
            "state_name": "Jalisco",
            "consonants": "RMS",
            "homonymy": "0",
            "digit": "8",
        },
    }


def test_a_curp_that_is_wrong_says_where() -> None:
    assert checked_curp("PEGL890909MJCRMS07", TODAY) == {
        "kind": "curp",
        "value": "PEGL890909MJCRMS07",
        "normalised": None,
        "valid": False,
        "reason": "curp.digit",
        "warnings": [],
        "parts": {},
    }


def test_a_birth_in_the_future_is_a_warning() -> None:
    found = checked_curp("TOMA880125HMNRRNO2", TODAY)

    assert (found["valid"], found["warnings"]) == (True, ["curp.birth-in-future"])
    assert "Aviso: la fecha de nacimiento es futura" in key_in_words(found)


def test_an_rfc_with_another_digit_is_valid_with_a_warning() -> None:
    found = checked_rfc("vace-460910-sx6")

    assert (found["valid"], found["normalised"]) == (True, "VACE460910SX6")
    assert found["warnings"] == ["rfc.digit"]
    assert found["parts"]["taxpayer"] == "fisica"


def test_an_rfc_that_is_wrong_says_where() -> None:
    assert checked_rfc("GODE561331GR8")["reason"] == "rfc.date"


@pytest.mark.parametrize(
    "code",
    [
        *CurpFlaw,
        CurpWarning.BIRTH_IN_FUTURE,
        *RfcFlaw,
        RfcWarning.DIGIT,
        RfcWarning.GENERIC,
    ],
)
def test_every_code_has_its_words(code: CurpFlaw | CurpWarning | RfcFlaw | RfcWarning) -> None:
    assert person_keys._WORDS[code.value]


def test_people_get_words() -> None:
    assert key_in_words(checked_rfc("GODE561231GR8")).startswith("GODE561231GR8 está escrito como un RFC.")
    assert key_in_words(checked_curp("X", TODAY)) == "No es una CURP: una CURP tiene 18 letras y números."
