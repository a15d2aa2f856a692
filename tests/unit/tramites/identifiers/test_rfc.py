"""The RFC: its form refuses, its digit, homoclave and date only warn."""

import string
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.tramites.beside import needs_vectors, vectors
from tramites.identifiers.curp import Curp
from tramites.identifiers.names import PersonName
from tramites.identifiers.rfc import (
    GENERIC,
    InvalidRfcError,
    Rfc,
    RfcFlaw,
    RfcWarning,
    Taxpayer,
    check_digit,
    cross_check,
    flaw_of,
    homoclave_of,
)

EMMA = PersonName("Gómez", "Díaz", "Emma")
letters = st.text("ABCDEFGHIJKLMNÑ&OPQRSTUVWXYZ", min_size=3, max_size=4)
days = st.dates(date(1930, 1, 1), date(2029, 12, 31))
homoclaves = st.text(string.ascii_uppercase + string.digits, min_size=2, max_size=2)


def made(start: str, day: date, homoclave: str) -> Rfc:
    body = f"{start}{day:%y%m%d}{homoclave}"
    return Rfc(body + check_digit(body))


rfcs = st.builds(made, letters, days, homoclaves).filter(lambda rfc: rfc.text not in GENERIC)


@given(rfcs)
def test_a_well_made_rfc_has_no_warning_and_is_read_as_people_write_it(rfc: Rfc) -> None:
    assert rfc.warnings() == ()
    assert Rfc.parse(f" {rfc.text[:-9].lower()}-{rfc.text[-9:-3]} {rfc.text[-3:].lower()}") == rfc


@given(rfcs, st.sampled_from(string.digits + "A"))
def test_a_wrong_digit_is_a_warning_never_a_refusal(rfc: Rfc, digit: str) -> None:
    assume(rfc.text[-1] != digit)

    assert Rfc(rfc.text[:-1] + digit).warnings() == (RfcWarning.DIGIT,)


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("GODE561231GR", RfcFlaw.LENGTH),
        ("GODE561231", RfcFlaw.LENGTH),
        ("GODE561231GR*", RfcFlaw.CHARACTERS),
        ("GOD1561231GR8", RfcFlaw.LETTERS),
        ("GODE561331GR8", RfcFlaw.DATE),
        ("GODE5612Ñ1GR8", RfcFlaw.DATE),
        ("GODE561231G&8", RfcFlaw.HOMOCLAVE),
        ("GODE561231GRB", RfcFlaw.HOMOCLAVE),
        ("GODE٥٦١٢٣١GR8", RfcFlaw.CHARACTERS),
    ],
)
def test_each_flaw_has_its_name(text: str, flaw: RfcFlaw) -> None:
    assert flaw_of(text) is flaw


@given(st.text(max_size=20))
def test_any_other_text_is_refused_with_words_that_do_not_quote_it(text: str) -> None:
    flaw = flaw_of(text)
    assume(flaw is not None)

    with pytest.raises(InvalidRfcError) as caught:
        Rfc(text)

    assert flaw
    assert str(caught.value) == f"El RFC no está bien escrito ({flaw.value}); compárelo con su constancia."


@pytest.mark.parametrize("text", ["CAÑF770131PA3", "cañf770131pa3", "CAN\u0303F770131PA3"])
def test_an_enye_is_a_letter_however_it_was_typed(text: str) -> None:
    assert Rfc.parse(text).text == "CAÑF770131PA3"


def test_an_ampersand_is_a_letter_of_a_company() -> None:
    assert Rfc.parse("H&E951128469").taxpayer is Taxpayer.COMPANY


@pytest.mark.parametrize("text", sorted(GENERIC))
def test_generic_keys_are_told_and_have_no_digit(text: str) -> None:
    rfc = Rfc(text)

    assert (rfc.taxpayer, rfc.warnings()) == (Taxpayer.GENERIC, (RfcWarning.GENERIC,))


def test_the_29th_of_february_exists_because_the_century_is_unknown() -> None:
    assert flaw_of("GODE000229GR8") is None


def test_the_parts_of_person_and_company() -> None:
    assert Rfc("GODE561231GR8").parts() == {
        "taxpayer": "fisica",
        "letters": "GODE",
        "date": "561231",
        "homoclave": "GR",
        "digit": "8",
    }
    assert Rfc("SAT970701NN3").parts()["letters"] == "SAT"


def test_a_name_and_a_curp_that_do_not_fit_are_warnings() -> None:
    rfc = Rfc("GODE561231GR8")

    assert cross_check(rfc, name=EMMA) == ()
    assert cross_check(rfc, name=PersonName("Gómez", "Díaz", "Ema")) == (RfcWarning.HOMOCLAVE_DIFFERS,)
    assert cross_check(rfc, curp=Curp("PEGL890909MJCRMS08")) == (RfcWarning.CURP_DATE_DIFFERS,)
    assert cross_check(Rfc("SAT970701NN3"), name=EMMA) == ()


def test_the_first_letters_of_rfc_and_curp_may_differ() -> None:
    assert cross_check(Rfc("CAÑF890909PA3"), curp=Curp("PEGL890909MJCRMS08")) == ()


@pytest.mark.parametrize("name", ["GÓMEZ DÍAZ EMMA", "  gómez   díaz, emma. ", "Gomez Diaz Emma"])
def test_the_homoclave_does_not_depend_on_how_a_name_is_typed(name: str) -> None:
    assert homoclave_of(name) == "GR"


@needs_vectors
def test_public_vectors_of_the_rfc() -> None:
    found = vectors()["rfc"]

    assert {text: Rfc(text).warnings() for text in found["valid_digit"]} == dict.fromkeys(
        found["valid_digit"], ()
    )
    assert {Rfc(text).warnings() for text in found["issued_but_bad_digit"]} == {(RfcWarning.DIGIT,)}
    assert {Rfc(text).taxpayer for text in found["generic"]} == {Taxpayer.GENERIC}
    assert [homoclave_of(name) for name, _, _ in vectors()["rfc_homoclave"]["cases"]] == ["GR", "CK"]
