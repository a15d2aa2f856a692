"""The closed little language of definitions: `peligro != 'no' y tipo en ['sin_luz', 'voltaje']`.

Parsed once, total (every expression over every set of answers gives true or false), no eval. Words: `y`, `o`,
`no`, `en`, `vacio(campo)`, comparisons `==` and `!=`, texts in single quotes, lists in brackets, parentheses.
An answer that was not given equals nothing but another missing one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from tramites.errors import ExpectedError

Answers: TypeAlias = Mapping[str, str]
_TOKEN: Final = re.compile(r"\s*(?:(?P<text>'[^']*')|(?P<word>[a-z_][a-z0-9_]*)|(?P<sign>==|!=|[()\[\],]))")
_KEYWORDS: Final = frozenset({"y", "o", "no", "en", "vacio"})
_MAX_DEPTH: Final = 16


class InvalidExpressionError(ExpectedError):
    """An expression of a definition that is not of the language."""

    code = "expression.invalid"


@dataclass(frozen=True, slots=True)
class Field:
    """The answer to a field."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text written in the expression."""

    text: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """`campo en ['a', 'b']`; `campo == 'a'` is the list of one."""

    field: Field
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """`vacio(campo)`."""

    field: Field


@dataclass(frozen=True, slots=True)
class Not:
    """`no …`, and `!=` as the opposite of `==`."""

    inner: "Expression"


@dataclass(frozen=True, slots=True)
class Both:
    """`… y …`."""

    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Either:
    """`… o …`."""

    left: "Expression"
    right: "Expression"


Expression: TypeAlias = OneOf | Empty | Not | Both | Either


def holds(expression: Expression, answers: Answers) -> bool:
    """Whether an expression is true of these answers."""
    match expression:
        case OneOf(field, texts):
            return answers.get(field.name, "") in texts
        case Empty(field):
            return not answers.get(field.name, "")
        case Not(inner):
            return not holds(inner, answers)
        case Both(left, right):
            return holds(left, answers) and holds(right, answers)
        case Either(left, right):
            return holds(left, answers) or holds(right, answers)
        case _:
            assert_never(expression)


def fields_of(expression: Expression) -> frozenset[str]:
    """The names of the fields an expression looks at."""
    match expression:
        case OneOf(field, _) | Empty(field):
            return frozenset({field.name})
        case Not(inner):
            return fields_of(inner)
        case Both(left, right) | Either(left, right):
            return fields_of(left) | fields_of(right)
        case _:
            assert_never(expression)


def parse(text: str) -> Expression:
    """Read an expression, or InvalidExpressionError saying what was met where."""
    parser = _Parser(text)
    expression = parser.either(_MAX_DEPTH)
    parser.end()
    return expression


class _Parser:
    """Recursive descent over a list of (token, position)."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._next = 0

    def either(self, depth: int) -> Expression:
        left = self._both(depth)
        while self._take("o"):
            left = Either(left, self._both(depth))
        return left

    def end(self) -> None:
        if self._next < len(self._tokens):
            raise self._unexpected("el final")

    def _both(self, depth: int) -> Expression:
        left = self._single(depth)
        while self._take("y"):
            left = Both(left, self._single(depth))
        return left

    def _single(self, depth: int) -> Expression:
        if depth == 0:
            raise InvalidExpressionError(
                f"«{self._text}»: demasiados paréntesis; divídala en campos calculados"
            )
        if self._take("no"):
            return Not(self._single(depth - 1))
        if self._take("("):
            inner = self.either(depth - 1)
            self._expect(")")
            return inner
        if self._take("vacio"):
            self._expect("(")
            field = self._field()
            self._expect(")")
            return Empty(field)
        return self._comparison()

    def _comparison(self) -> Expression:
        field = self._field()
        if self._take("=="):
            return OneOf(field, (self._literal(),))
        if self._take("!="):
            return Not(OneOf(field, (self._literal(),)))
        if self._take("en"):
            return OneOf(field, self._list())
        raise self._unexpected("«==», «!=» o «en»")

    def _list(self) -> tuple[str, ...]:
        self._expect("[")
        texts = [self._literal()]
        while self._take(","):
            texts.append(self._literal())
        self._expect("]")
        return tuple(texts)

    def _field(self) -> Field:
        token = self._peek()
        if not token or token in _KEYWORDS or not (token[0].isalpha() or token[0] == "_"):
            raise self._unexpected("el nombre de un campo")
        self._next += 1
        return Field(token)

    def _literal(self) -> str:
        token = self._peek()
        if not token.startswith("'"):
            raise self._unexpected("un texto entre comillas sencillas")
        self._next += 1
        return token[1:-1]

    def _take(self, token: str) -> bool:
        taken = self._peek() == token
        self._next += taken
        return taken

    def _expect(self, token: str) -> None:
        if not self._take(token):
            raise self._unexpected(f"«{token}»")

    def _peek(self) -> str:
        return self._tokens[self._next] if self._next < len(self._tokens) else ""

    def _unexpected(self, wanted: str) -> InvalidExpressionError:
        met = self._peek() or "el final"
        return InvalidExpressionError(f"«{self._text}»: se esperaba {wanted} y está {met}")


def _tokens(text: str) -> Iterator[str]:
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None:
            raise InvalidExpressionError(f"«{text}»: no se entiende desde «{text[position:].strip()[:20]}»")
        yield match.group().strip()
        position = match.end()
