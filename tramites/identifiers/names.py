"""Names of persons as CURP and RFC read them: capitals, no accents, Ñ a letter of its own.

The CURP's rules are those of the *Instructivo Normativo para la Asignación de la CURP* (SEGOB, March 2006).
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

LETTERS: Final = frozenset("ABCDEFGHIJKLMNÑOPQRSTUVWXYZ")
VOWELS: Final = frozenset("AEIOU")
CONSONANTS: Final = LETTERS - VOWELS
ABSENT: Final = "X"
# Left out of a compound name or surname when another word follows.
PARTICLES: Final = frozenset(
    "DA DAS DE DEL DER DI DIE DD EL LA LOS LAS LE LES MAC MC VAN VON Y".split()  # noqa: SIM905  # a table
)
# Left out of a compound given name: too many people share them.
COMMON_FIRST_NAMES: Final = frozenset({"MARIA", "MA.", "MA", "JOSE", "J", "J."})
_ENYE: Final = "\ue000"  # a private character that survives the loss of accents


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as in the birth record; `second_surname` is empty for who has one surname only."""

    first_surname: str = field(repr=False)
    second_surname: str = field(repr=False)
    given_names: str = field(repr=False)


def in_capitals(text: str) -> str:
    """Capitals without accents or diaeresis, single blanks, Ñ kept."""
    composed = unicodedata.normalize("NFC", text).upper().replace("Ñ", _ENYE)
    plain = "".join(c for c in unicodedata.normalize("NFD", composed) if not unicodedata.combining(c))
    return " ".join(plain.replace(_ENYE, "Ñ").split())


def four_letters(name: PersonName) -> str:
    """Positions 1 to 4 of a CURP before inconvenient words are changed."""
    first, second, given = _words(name)
    return _initial(first) + _first_of(VOWELS, first) + _initial(second) + _initial(given)


def three_consonants(name: PersonName) -> str:
    """Positions 14 to 16 of a CURP."""
    return "".join(_first_of(CONSONANTS, word) for word in _words(name))


def _words(name: PersonName) -> tuple[str, str, str]:
    """The one word of each part that counts."""
    return (
        _without_particles(in_capitals(name.first_surname).split()),
        _without_particles(in_capitals(name.second_surname).split()),
        _given_name(in_capitals(name.given_names).split()),
    )


def _given_name(words: list[str]) -> str:
    if len(words) > 1 and words[0] in COMMON_FIRST_NAMES:
        words = words[1:]
    return _without_particles(words)


def _without_particles(words: list[str]) -> str:
    """The first word that is no particle; a name that is nothing else keeps its last word."""
    return next((word for word in words if word not in PARTICLES), words[-1] if words else "")


def _initial(word: str) -> str:
    return _written(word[:1])


def _first_of(wanted: Iterable[str], word: str) -> str:
    """The first such letter after the initial; a special character met before it takes its place."""
    kept = frozenset(wanted)
    found = next((c for c in word[1:] if c in kept or c not in LETTERS), "")
    return _written(found)


def _written(character: str) -> str:
    """Ñ, special characters and nothing are written X."""
    return character if character in LETTERS - {"Ñ"} else ABSENT
