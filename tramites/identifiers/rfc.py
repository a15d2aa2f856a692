"""The RFC: the key of a taxpayer, 12 characters for a company (persona moral), 13 for a person (física).

Its digit is a warning, never a refusal: the SAT issued RFCs whose digit does not fit.
"""

import re
import string
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final, Self

from tramites.errors import ExpectedError
from tramites.identifiers.curp import Curp
from tramites.identifiers.names import PersonName, in_capitals

# Sales to the public and to foreigners: shared by many, they identify nobody.
GENERIC: Final = frozenset({"XAXX010101000", "XEXX010101000"})
_PERSON_LENGTH: Final = 13
_COMPANY_LENGTH: Final = 12
_LETTERS: Final = frozenset(string.ascii_uppercase + "Ñ&")
_HOMOCLAVE_AND_DIGIT: Final = re.compile(r"[A-Z0-9]{2}[0-9A]")
_DIGIT_VALUES: Final = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
_HOMOCLAVE: Final = "123456789ABCDEFGHIJKLMNPQRSTUVWXYZ"  # no 0, no O
_NAME_VALUES: Final = (
    {" ": 0, "&": 10, "Ñ": 40}
    | {digit: value for value, digit in enumerate(string.digits)}
    | {letter: 11 + place for place, letter in enumerate("ABCDEFGHI")}
    | {letter: 21 + place for place, letter in enumerate("JKLMNOPQR")}
    | {letter: 32 + place for place, letter in enumerate("STUVWXYZ")}
)


class RfcFlaw(Enum):
    """Why a text is not an RFC, in the order in which it is looked at."""

    LENGTH = "rfc.length"
    CHARACTERS = "rfc.characters"
    LETTERS = "rfc.letters"
    DATE = "rfc.date"
    HOMOCLAVE = "rfc.homoclave"


class RfcWarning(Enum):
    """What looks odd without being wrong."""

    DIGIT = "rfc.digit"
    GENERIC = "rfc.generic"
    HOMOCLAVE_DIFFERS = "rfc.homoclave-differs"
    CURP_DATE_DIFFERS = "rfc.curp-date-differs"


class Taxpayer(Enum):
    """Who an RFC stands for."""

    PERSON = "fisica"
    COMPANY = "moral"
    GENERIC = "generico"


class InvalidRfcError(ExpectedError):
    """What was typed or scanned is not an RFC; `flaw` says why."""

    code = "rfc.invalid"

    def __init__(self, flaw: RfcFlaw) -> None:
        super().__init__(f"El RFC no está bien escrito ({flaw.value}); compárelo con su constancia.")
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Rfc:
    """An RFC that is well formed; whether it was issued only the SAT knows."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        flaw = flaw_of(self.text)
        if flaw is not None:
            raise InvalidRfcError(flaw)

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Read an RFC as people write it: lower case, spaces, hyphens."""
        return cls(in_capitals(typed).replace(" ", "").replace("-", ""))

    @property
    def taxpayer(self) -> Taxpayer:
        """Person, company, or one of the two generic keys."""
        if self.text in GENERIC:
            return Taxpayer.GENERIC
        return Taxpayer.PERSON if len(self.text) == _PERSON_LENGTH else Taxpayer.COMPANY

    def parts(self) -> dict[str, str | None]:
        """What each position says; the date has no century."""
        date_start = len(self.text) - 9
        return {
            "taxpayer": self.taxpayer.value,
            "letters": self.text[:date_start],
            "date": self.text[date_start:-3],
            "homoclave": self.text[-3:-1],
            "digit": self.text[-1],
        }

    def warnings(self) -> tuple[RfcWarning, ...]:
        """Generic keys have no digit to check."""
        if self.taxpayer is Taxpayer.GENERIC:
            return (RfcWarning.GENERIC,)
        return () if check_digit(self.text[:-1]) == self.text[-1] else (RfcWarning.DIGIT,)


def flaw_of(text: str) -> RfcFlaw | None:
    """The first thing that is wrong, or None."""
    if len(text) not in (_COMPANY_LENGTH, _PERSON_LENGTH):
        return RfcFlaw.LENGTH
    if not set(text) <= _LETTERS | set(string.digits):
        return RfcFlaw.CHARACTERS
    letters, day, rest = text[:-9], text[-9:-3], text[-3:]
    if not set(letters) <= _LETTERS:
        return RfcFlaw.LETTERS
    if day[0] in _LETTERS:
        return RfcFlaw.LENGTH  # four letters: a person's, with one character missing
    if not _is_real(day):
        return RfcFlaw.DATE
    return None if _HOMOCLAVE_AND_DIGIT.fullmatch(rest) else RfcFlaw.HOMOCLAVE


def check_digit(eleven_or_twelve: str) -> str:
    """The last character, as the SAT computes it: 0 to 9 or A."""
    padded = eleven_or_twelve.rjust(_COMPANY_LENGTH)
    total = sum(_DIGIT_VALUES.index(c) * (_PERSON_LENGTH - place) for place, c in enumerate(padded))
    return "0A987654321"[total % 11]


def homoclave_of(full_name: str) -> str:
    """The two characters that follow from a name: a hint to catch typing mistakes; the SAT assigns them.

    A person's name is written surnames first; a company's with its legal form.
    """
    kept = "".join(c for c in in_capitals(full_name) if c in _NAME_VALUES)
    digits = "0" + "".join(f"{_NAME_VALUES[c]:02}" for c in " ".join(kept.split()))
    pairs = (int(digits[place : place + 2]) for place in range(len(digits) - 1))
    total = sum(pair * (pair % 10) for pair in pairs) % 1000
    return _HOMOCLAVE[total // 34] + _HOMOCLAVE[total % 34]


def cross_check(
    rfc: Rfc, *, name: PersonName | None = None, curp: Curp | None = None
) -> tuple[RfcWarning, ...]:
    """What does not fit between a person's RFC and their name or CURP.

    The first letters are not compared: Ñ stays in the RFC and is X in the CURP, and other words are changed.
    """
    if rfc.taxpayer is not Taxpayer.PERSON:
        return ()
    found = []
    if name is not None and homoclave_of(_surnames_first(name)) != rfc.text[-3:-1]:
        found.append(RfcWarning.HOMOCLAVE_DIFFERS)
    if curp is not None and curp.text[4:10] != rfc.text[4:10]:
        found.append(RfcWarning.CURP_DATE_DIFFERS)
    return tuple(found)


def _surnames_first(name: PersonName) -> str:
    return f"{name.first_surname} {name.second_surname} {name.given_names}"


def _is_real(day: str) -> bool:
    """Two digits of year: a day that exists in 1900 or in 2000 is one."""
    return set(day) <= set(string.digits) and any(_exists(century, day) for century in (1900, 2000))


def _exists(century: int, day: str) -> bool:
    try:
        date(century + int(day[:2]), int(day[2:4]), int(day[4:]))
    except ValueError:
        return False
    return True
