"""Mistakes in files are told in Spanish, key first."""

from typing import Annotated

import msgspec
import pytest

from tramites.mistakes import explained


class _Thing(msgspec.Struct, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(min_length=2, max_length=4)]
    size: Annotated[int, msgspec.Meta(ge=1)] = 1
    word: str | None = None


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"name": "abc", "nmae": 1}', "no existe la clave «nmae»"),
        (b"{}", "falta la clave «name»"),
        (b'{"name": 5}', "name: se esperaba texto entre comillas y hay número entero"),
        (b'{"name": "a"}', "name: es más corto de lo que debe: al menos 2"),
        (b'{"name": "abcde"}', "name: es más largo de lo que cabe: a lo más 4"),
        (b'{"name": "abc", "size": 0}', "size: debe ser >= 1"),
        (b'{"name": "abc", "word": 1}', "word: se esperaba texto entre comillas o null y hay número entero"),
        (b'{"name": "abc"', "el archivo está cortado"),
        (b'{"name": abc}', "no es JSON bien escrito, desde el byte 9"),
    ],
)
def test_each_mistake_has_spanish_words(data: bytes, told: str) -> None:
    with pytest.raises(msgspec.MsgspecError) as refused:
        msgspec.json.decode(data, type=_Thing)

    assert explained(refused.value).startswith(told)


def test_bytes_that_are_not_utf8_are_told_where() -> None:
    with pytest.raises(UnicodeDecodeError) as refused:
        b"ab\xff".decode()

    assert explained(refused.value) == "no está escrito en UTF-8, desde el byte 2"


def test_words_nobody_translated_are_told_as_they_are() -> None:
    assert explained(ValueError("something new")) == "something new"
