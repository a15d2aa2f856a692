"""The little language: parsed once, total, no eval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tramites.expressions import (
    Both,
    Either,
    Empty,
    Expression,
    Field,
    InvalidExpressionError,
    Not,
    OneOf,
    fields_of,
    holds,
    parse,
)

names = st.sampled_from(["peligro", "como", "estado", "_x", "falla2"])
texts = st.text(alphabet=st.characters(exclude_characters="'", exclude_categories=["Cs"]), max_size=8)
fields = st.builds(Field, names)
leaves = st.builds(OneOf, fields, st.lists(texts, min_size=1, max_size=3).map(tuple)) | st.builds(
    Empty, fields
)
expressions: st.SearchStrategy[Expression] = st.recursive(
    leaves,
    lambda inner: st.builds(Not, inner) | st.builds(Both, inner, inner) | st.builds(Either, inner, inner),
    max_leaves=8,
)
answers = st.dictionaries(st.text(max_size=8) | names, st.text(max_size=8) | texts)


def _written(expression: Expression) -> str:
    match expression:
        case OneOf(field, choices):
            return f"{field.name} en [{', '.join(repr_of(each) for each in choices)}]"
        case Empty(field):
            return f"vacio({field.name})"
        case Not(inner):
            return f"no ({_written(inner)})"
        case Both(left, right):
            return f"({_written(left)}) y ({_written(right)})"
        case Either(left, right):
            return f"({_written(left)}) o ({_written(right)})"


def repr_of(text: str) -> str:
    return f"'{text}'"


@given(expressions, answers)
def test_evaluation_never_raises_whatever_was_answered(
    expression: Expression, given_answers: dict[str, str]
) -> None:
    assert holds(expression, given_answers) in (True, False)


@given(expressions)
def test_what_is_written_is_what_is_read(expression: Expression) -> None:
    assert parse(_written(expression)) == expression


@given(expressions, answers)
def test_no_is_the_opposite(expression: Expression, given_answers: dict[str, str]) -> None:
    assert holds(Not(expression), given_answers) is not holds(expression, given_answers)


def _refusal(text: str) -> str | None:
    try:
        holds(parse(text), {})
    except InvalidExpressionError as error:
        return str(error)
    return None


@given(st.text())
def test_any_text_is_an_expression_or_says_that_it_is_none(text: str) -> None:
    assert _refusal(text) is None or f"«{text}»" in str(_refusal(text))


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("peligro == 'no'", "no", True),
        ("peligro == 'no'", "cable", False),
        ("peligro != 'no'", "cable", True),
        ("peligro != 'no'", "", True),
        ("peligro en ['cable', 'fuego']", "fuego", True),
        ("vacio(peligro)", "", True),
        ("vacio(peligro)", "no", False),
        ("no vacio(peligro) y peligro == 'no'", "no", True),
        ("peligro == 'a' o peligro == 'b' y peligro == 'c'", "a", True),
    ],
)
def test_each_word_means_what_it_says(text: str, answer: str, *, expected: bool) -> None:
    assert holds(parse(text), {"peligro": answer}) is expected


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("", "se esperaba el nombre de un campo y está el final"),
        ("peligro", "se esperaba «==», «!=» o «en» y está el final"),
        ("peligro = 'no'", "no se entiende desde «= 'no'»"),
        ("peligro == no", "se esperaba un texto entre comillas sencillas y está no"),
        ("peligro == 'no' peligro", "se esperaba el final y está peligro"),
        ("peligro en []", "se esperaba un texto entre comillas sencillas y está ]"),
        ("(peligro == 'no'", "se esperaba «)» y está el final"),
        ("vacio()", "se esperaba el nombre de un campo y está )"),
        ("__import__('os')", "y está ("),
    ],
)
def test_a_mistake_names_its_place(text: str, met: str) -> None:
    with pytest.raises(InvalidExpressionError, match=r"«") as refused:
        parse(text)

    assert met in str(refused.value)


def test_a_tower_of_parentheses_is_refused_not_a_crash() -> None:
    with pytest.raises(InvalidExpressionError, match="demasiados paréntesis"):
        parse("(" * 5000 + "a == 'b'" + ")" * 5000)


def test_the_fields_of_an_expression_are_all_it_looks_at() -> None:
    assert fields_of(parse("a == 'x' y (vacio(b) o no c en ['d'])")) == {"a", "b", "c"}
