"""The CURP: structure, then the digit, then what was declared. A doubt is a warning, never a refusal."""

import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.unit.tramites.beside import needs_vectors, vectors
from tramites.identifiers.curp import (
    INCONVENIENT_WORDS,
    Curp,
    CurpFlaw,
    CurpWarning,
    Declared,
    InvalidCurpError,
    Sex,
    check_digit,
    cross_check,
    curp_of,
    flaw_of,
)
from tramites.identifiers.names import PersonName, four_letters, three_consonants
from tramites.identifiers.states import ABROAD, STATES

ALICIA = Declared(PersonName("Núñez", "de la Peña", "María Alicia"), date(1999, 12, 31), Sex.WOMAN, "CL")
VECTOR_FLAWS = {
    "digito": CurpFlaw.DIGIT,
    "fecha": CurpFlaw.DATE,
    "sexo": CurpFlaw.SEX,
    "entidad": CurpFlaw.STATE,
    "palabra": CurpFlaw.WORD,
}
words = st.text("ABCDEFGHIJKLMNÑOPQRSTUVWXYZ", min_size=1, max_size=12)
names = st.builds(PersonName, words, words | st.just(""), words)
born = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def completed(sixteen: str, homonymy: str) -> Curp:
    """A CURP with its two assigned characters."""
    return Curp(sixteen + homonymy + check_digit(sixteen + homonymy))


def curp_for(declared: Declared) -> Curp:
    assert declared.name is not None
    assert declared.birth_date is not None
    assert declared.sex is not None
    assert declared.state is not None
    homonymy = "0" if declared.birth_date.year < 2000 else "A"
    sixteen = curp_of(declared.name, declared.birth_date, declared.sex, declared.state)
    return completed(sixteen, homonymy)


people = st.builds(Declared, names, born, st.sampled_from(Sex), st.sampled_from(sorted(STATES)))


@given(people)
def test_what_follows_from_a_birth_record_is_a_curp_that_says_it_back(person: Declared) -> None:
    curp = curp_for(person)

    assert (curp.birth_date, curp.sex, curp.state.code) == (person.birth_date, person.sex, person.state)
    assert cross_check(curp, person) == ()


@given(people, st.sampled_from(string.digits))
def test_a_wrong_digit_is_noticed(person: Declared, digit: str) -> None:
    text = curp_for(person).text
    assume(text[17] != digit)

    assert flaw_of(text[:17] + digit) is CurpFlaw.DIGIT


@given(people, st.integers(0, 15), st.sampled_from(string.ascii_uppercase + string.digits))
def test_one_wrong_character_is_noticed_by_form_digit_or_declaration(
    person: Declared, place: int, wrong: str
) -> None:
    text = curp_for(person).text
    assume(text[place] != wrong)
    changed = text[:place] + wrong + text[place + 1 :]

    assert flaw_of(changed) is not None or cross_check(Curp(changed), person) != ()


@given(people)
def test_a_curp_is_read_as_people_write_it(person: Declared) -> None:
    curp = curp_for(person)

    assert Curp.parse(f" {curp.text[:4].lower()} {curp.text[4:10]}-{curp.text[10:].lower()} ") == curp


@given(st.text(max_size=24))
def test_any_text_is_a_curp_or_has_a_flaw_and_the_message_does_not_quote_it(text: str) -> None:
    flaw = flaw_of(text)
    if flaw is None:
        assert Curp(text).text == text
        return

    with pytest.raises(InvalidCurpError) as caught:
        Curp(text)

    assert caught.value.flaw is flaw
    assert str(caught.value) == f"La CURP no está bien escrita ({flaw.value}); compárela con su constancia."


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("PEGL890909MJCRMS0", CurpFlaw.LENGTH),
        ("PEGL890909MJCRMS0Ñ", CurpFlaw.CHARACTERS),
        ("PBGL890909MJCRMS08", CurpFlaw.LETTERS),
        ("P3GL890909MJCRMS08", CurpFlaw.LETTERS),
        ("PEGL8909O9MJCRMS08", CurpFlaw.DATE),
        ("PEGL890229MJCRMS08", CurpFlaw.DATE),
        ("PEGL890909QJCRMS08", CurpFlaw.SEX),
        ("PEGL890909MQQRMS08", CurpFlaw.STATE),
        ("PEGL890909MJCAMS08", CurpFlaw.CONSONANTS),
        ("PEGL890909MJCRMS07", CurpFlaw.DIGIT),
    ],
)
def test_each_flaw_has_its_name_and_the_first_one_is_told(text: str, flaw: CurpFlaw) -> None:
    assert flaw_of(text) is flaw


@given(st.sampled_from(sorted(INCONVENIENT_WORDS)))
def test_an_inconvenient_word_is_refused_and_its_second_letter_becomes_x(word: str) -> None:
    sixteen = curp_of(PersonName(word[:2], word[2], word[3] + "U"), date(1989, 9, 9), Sex.WOMAN, "JC")

    assert sixteen[:4] == f"{word[0]}X{word[2:]}"
    assert flaw_of(word + sixteen[4:] + "00") is CurpFlaw.WORD


@pytest.mark.parametrize(("homonymy", "year"), [("0", 1904), ("9", 1904), ("A", 2004), ("Z", 2004)])
def test_position_17_says_the_century(homonymy: str, year: int) -> None:
    assert completed("PEGL040229MJCRMS", homonymy).birth_date == date(year, 2, 29)


def test_the_29th_of_february_of_1900_does_not_exist() -> None:
    assert flaw_of("PEGL000229MJCRMS00") is CurpFlaw.DATE
    assert completed("PEGL000229MJCRMS", "A").birth_date == date(2000, 2, 29)


def test_sex_x_and_birth_abroad_are_as_good_as_any() -> None:
    curp = completed("PEGL890909XNERMS", "0")

    assert (curp.sex, curp.state) == (Sex.NON_BINARY, ABROAD)
    assert curp.parts()["state_inegi"] is None


def test_there_are_32_entidades_and_abroad() -> None:
    assert [state.inegi for state in STATES.values()] == [*(f"{number:02}" for number in range(1, 33)), None]
    assert {STATES[code].name for code in ("CL", "CM", "CS", "CH")} == {
        "Coahuila de Zaragoza",
        "Colima",
        "Chiapas",
        "Chihuahua",
    }


def test_a_birth_in_the_future_is_a_warning_that_depends_on_the_day_handed_in() -> None:
    curp = completed("PEGL880125MJCRMS", "O")

    assert curp.warnings(date(2026, 11, 20)) == (CurpWarning.BIRTH_IN_FUTURE,)
    assert curp.warnings(date(2088, 1, 25)) == ()


@pytest.mark.parametrize(
    ("declared", "warning"),
    [
        (replace(ALICIA, name=PersonName("Núñez", "Peña", "Beatriz")), CurpWarning.NAME_DIFFERS),
        (replace(ALICIA, birth_date=date(1999, 12, 30)), CurpWarning.BIRTH_DATE_DIFFERS),
        (replace(ALICIA, sex=Sex.NON_BINARY), CurpWarning.SEX_DIFFERS),
        (replace(ALICIA, state="CM"), CurpWarning.STATE_DIFFERS),
    ],
)
def test_what_does_not_fit_the_declaration_is_a_warning(declared: Declared, warning: CurpWarning) -> None:
    assert cross_check(curp_for(ALICIA), declared) == (warning,)


def test_what_was_not_asked_is_not_compared() -> None:
    assert cross_check(curp_for(ALICIA), Declared()) == ()


@pytest.mark.parametrize(
    ("name", "letters", "consonants"),
    [
        (PersonName("Núñez", "de la Peña", "María Alicia"), "NUPA", "XXL"),
        (PersonName("ÑANDÚ", "Ñu", "José"), "XAXJ", "NXS"),
        (PersonName("O/Farril", "Carballo", "Roberto"), "OXCR", "XRB"),
        (PersonName("de la O", "y Ruiz", "J. Ángel"), "OXRA", "XZN"),
        (PersonName("Güitrón", "", "María de los Ángeles"), "GUXA", "TXN"),
        (PersonName("Van der Berg", "Mc Gregor", "José María"), "BEGM", "RRR"),
        (PersonName("Ek", "Uc", "María"), "EXUM", "KCR"),
    ],
)
def test_names_follow_the_published_rules(name: PersonName, letters: str, consonants: str) -> None:
    assert (four_letters(name), three_consonants(name)) == (letters, consonants)


def test_a_name_and_a_key_are_not_shown_in_traces() -> None:
    shown = repr(ALICIA) + repr(curp_for(ALICIA))

    assert "Alicia" not in shown
    assert "NUPA" not in shown


@needs_vectors
def test_public_vectors_of_the_curp() -> None:
    found = vectors()

    assert [flaw_of(text) for text in found["curp"]["valid"]] == [None] * len(found["curp"]["valid"])
    assert {text: flaw_of(text) for text in found["curp"]["invalid"]} == {
        text: VECTOR_FLAWS[why] for text, why in found["curp"]["invalid"].items()
    }
    assert [
        (four_letters(PersonName(first, second, given)), letters)
        for first, second, given, letters in found["curp_name_parts"]["cases"]
        if four_letters(PersonName(first, second, given)) != letters
    ] == []
