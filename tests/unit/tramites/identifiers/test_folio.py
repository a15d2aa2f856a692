"""The folio: one wrong character and one swapped pair always show; usual misreadings are forgiven."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tramites.identifiers.folio import Folio, InvalidFolioError
from tramites.identifiers.symbols import ALPHABET

days = st.dates(date(2020, 1, 1), date(2099, 12, 31))
folios = st.builds(Folio.make, days, st.binary(min_size=16, max_size=16))


def _with(folio: Folio, position: int, symbol: str) -> str:
    symbols = list(folio.text.replace("-", ""))
    symbols[position] = symbol
    return "".join(symbols)


@given(folios, st.integers(0, 15), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(folio: Folio, position: int, wrong: str) -> None:
    changed = _with(folio, position, wrong)
    assume(changed != folio.text.replace("-", ""))

    with pytest.raises(InvalidFolioError):
        Folio.parse(changed)


@given(folios, st.integers(0, 14))
def test_one_swapped_pair_is_noticed(folio: Folio, position: int) -> None:
    symbols = list(folio.text.replace("-", ""))
    symbols[position], symbols[position + 1] = symbols[position + 1], symbols[position]
    assume("".join(symbols) != folio.text.replace("-", ""))

    with pytest.raises(InvalidFolioError):
        Folio.parse("".join(symbols))


@given(folios)
def test_a_folio_is_read_as_people_write_it(folio: Folio) -> None:
    written = folio.text.lower().replace("-", " ").replace("0", "o").replace("v", "u").replace("2", "z")

    assert Folio.parse(f"  {written} ") == folio


@given(folios, st.sampled_from("iIlL"))
def test_letters_that_look_like_a_one_are_read_as_one(folio: Folio, letter: str) -> None:
    assert Folio.parse(folio.text.replace("1", letter)) == folio


@given(days, st.binary(min_size=16, max_size=16))
def test_a_folio_says_its_month_for_ever(day: date, entropy: bytes) -> None:
    assert Folio.make(day, entropy).months == (day.year - 2020) * 12 + day.month - 1


@given(folios)
def test_a_folio_has_four_groups_of_the_alphabet(folio: Folio) -> None:
    groups = folio.text.split("-")

    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert set("".join(groups)) <= set(ALPHABET)


def _refusal(text: str) -> str | None:
    try:
        Folio.parse(text)
    except InvalidFolioError as error:
        return str(error)
    return None


@given(st.text())
def test_any_other_text_is_refused_with_words_that_do_not_quote_it(text: str) -> None:
    assert _refusal(text) in (None, "El folio tiene 16 letras y números; revíselo en su comprobante.")


def test_too_little_randomness_is_a_bug() -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        Folio.make(date(2026, 1, 1), b"short")


def test_different_randomness_gives_different_folios() -> None:
    made = {Folio.make(date(2026, 1, 1), number.to_bytes(16, "big")) for number in range(200)}

    assert len(made) == 200
