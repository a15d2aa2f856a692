"""The cadena original: one document, one line; another document, another line."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tramites.fea.cadena_original import CadenaOriginal, InvalidCadenaError, Layout, read_cadena, stated

LAYOUT = Layout("1.0", ("folio", "tramite", "when", "curp"))
VALUES = {
    "folio": "0000-0000-0000-0000",
    "tramite": "sfp.rupa",
    "when": "2026-11-20T09:30:00-06:00",
    "curp": "",
}
texts = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="|"), max_size=20)
documents = st.tuples(st.fixed_dictionaries(dict.fromkeys(LAYOUT.fields, texts)), st.binary(max_size=20))
SHA = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"


def test_the_line_states_version_every_field_and_the_payload() -> None:
    found = LAYOUT.cadena(VALUES, b"foo")

    assert found.text == f"||1.0|0000-0000-0000-0000|sfp.rupa|2026-11-20T09:30:00-06:00||{SHA}||"
    assert found.content == found.text.encode()
    assert (found.payload_sha256, found.covers(b"foo"), found.covers(b"foO")) == (SHA, True, False)


@given(documents, documents)
def test_two_documents_never_give_the_same_line(
    one: tuple[dict[str, str], bytes], other: tuple[dict[str, str], bytes]
) -> None:
    first, second = LAYOUT.cadena(*one), LAYOUT.cadena(*other)
    assume((LAYOUT.read(first.text)[1], one[1]) != (LAYOUT.read(second.text)[1], other[1]))

    assert first != second


@given(documents)
def test_a_line_is_read_back_by_the_version_it_states(document: tuple[dict[str, str], bytes]) -> None:
    values, payload = document
    made = LAYOUT.cadena(values, payload)

    cadena, found = read_cadena(made.text, [Layout("2.0", ("other",)), LAYOUT])

    assert cadena.covers(payload)
    assert LAYOUT.cadena(found, payload) == made


def test_one_letter_written_in_two_ways_gives_one_line() -> None:
    composed, decomposed = VALUES | {"curp": "Ñ"}, VALUES | {"curp": "N\u0303"}

    assert LAYOUT.cadena(composed, b"") == LAYOUT.cadena(decomposed, b"")


@pytest.mark.parametrize("character", ["|", "\n", "\t", "\x00", "\x85", "\u2028", "\u202e", "\u200b"])
def test_what_could_shift_or_hide_a_field_is_refused_and_the_field_named(character: str) -> None:
    with pytest.raises(InvalidCadenaError, match="'tramite'") as caught:
        LAYOUT.cadena(VALUES | {"tramite": f"secreto{character}"}, b"")

    assert "secreto" not in str(caught.value)


@pytest.mark.parametrize(
    "values", [{}, VALUES | {"more": ""}, {key: VALUES[key] for key in list(VALUES)[1:]}]
)
def test_every_field_is_given_and_no_other(values: dict[str, str]) -> None:
    with pytest.raises(InvalidCadenaError, match="missing or unknown"):
        LAYOUT.cadena(values, b"")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "||",
        "||||",
        f"||1.0|a|b|c|{SHA}||",
        f"||1.0|a|b|c|d|e|{SHA}||",
        f"||1.1|a|b|c|d|{SHA}||",
        f"||1.0|a|b|c|d|{SHA.upper()}||",
        f"||1.0|a|b|c|d|{SHA}||\n",
        f"|1.0|a|b|c|d|{SHA}||",
        f"||1.0|a|b|c|\x07|{SHA}||",
        f"||1.0|a|b|c|N\u0303|{SHA}||",
    ],
)
def test_any_other_text_is_no_line(text: str) -> None:
    with pytest.raises(InvalidCadenaError):
        read_cadena(text, [LAYOUT])


@pytest.mark.parametrize("layout", [("1", ("a",)), ("1.0", ("a", "a")), ("1|0", ())])
def test_a_layout_has_a_version_and_each_field_once(layout: tuple[str, tuple[str, ...]]) -> None:
    with pytest.raises(InvalidCadenaError):
        Layout(*layout)


def test_instants_are_stated_with_their_offset() -> None:
    local = datetime(2026, 11, 20, 9, 30, 0, 999, tzinfo=timezone(timedelta(hours=-6)))

    assert stated(local) == "2026-11-20T09:30:00-06:00"
    assert stated(local.astimezone(UTC)) == "2026-11-20T15:30:00+00:00"
    with pytest.raises(ValueError, match="without offset"):
        stated(local.replace(tzinfo=None))


def test_a_line_is_not_shown_in_traces() -> None:
    assert "CURP" not in repr(CadenaOriginal("||CURP||"))
