"""The CURP: the key of a person in Mexico, 18 characters. What is wrong with one is a code, in a fixed order.

The check digit alone misses about one wrong character in six, so structure comes first, and `cross_check`
compares the key with what was declared. Source: *Instructivo Normativo para la Asignación de la CURP* (SEGOB,
March 2006).
"""

import string
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final, Self

from tramites.errors import ExpectedError
from tramites.identifiers.names import ABSENT, CONSONANTS, VOWELS, PersonName, four_letters, three_consonants
from tramites.identifiers.states import STATES, State

LENGTH: Final = 18
_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"  # the value of a character is its place, Ñ counts
_CHARACTERS: Final = frozenset(string.ascii_uppercase + string.digits)
_CAPITALS: Final = frozenset(string.ascii_uppercase)
_DIGITS: Final = frozenset(string.digits)
_VOWEL_OR_ABSENT: Final = VOWELS | {ABSENT}
_INTERNAL: Final = CONSONANTS - {"Ñ"}  # Ñ is written X
# Instructivo, Anexo 2: in these the second letter becomes X.
INCONVENIENT_WORDS: Final = frozenset(
    """
    BACA BAKA BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COGI COJA COJE COJI COJO COLA CULO FALO FETO
    GETA GUEI GUEY JETA JOTO KACA KACO KAGA KAGO KAKA KAKO KOGE KOGI KOJA KOJE KOJI KOJO KOLA KULO LILO
    LOCA LOCO LOKA LOKO MAME MAMO MEAR MEAS MEON MIAR MION MOCO MOKO MULA MULO NACA NACO PEDA PEDO PENE
    PIPI PITO POPO PUTA PUTO QULO RATA ROBA ROBE ROBO RUIN SENO TETA VACA VAGA VAGO VAKA VUEI VUEY WUEI
    WUEY
    """.split()  # noqa: SIM905  # a table
)


class CurpFlaw(Enum):
    """Why a text is not a CURP, in the order in which it is looked at."""

    LENGTH = "curp.length"
    CHARACTERS = "curp.characters"
    LETTERS = "curp.letters"
    WORD = "curp.word"
    DATE = "curp.date"
    SEX = "curp.sex"
    STATE = "curp.state"
    CONSONANTS = "curp.consonants"
    DIGIT = "curp.digit"


class CurpWarning(Enum):
    """What does not fit between a CURP and what a person declared. Never a reason to refuse anybody."""

    NAME_DIFFERS = "curp.name-differs"
    BIRTH_DATE_DIFFERS = "curp.birth-date-differs"
    SEX_DIFFERS = "curp.sex-differs"
    STATE_DIFFERS = "curp.state-differs"
    BIRTH_IN_FUTURE = "curp.birth-in-future"


class InvalidCurpError(ExpectedError):
    """What was typed or scanned is not a CURP; `flaw` says why."""

    code = "curp.invalid"

    def __init__(self, flaw: CurpFlaw) -> None:
        super().__init__(f"La CURP no está bien escrita ({flaw.value}); compárela con su constancia.")
        self.flaw = flaw


class Sex(Enum):
    """Position 11; X since 2023."""

    MAN = "H"
    WOMAN = "M"
    NON_BINARY = "X"


@dataclass(frozen=True, slots=True)
class Declared:
    """What a person says of themselves; None is not asked, so not compared."""

    name: PersonName | None = None
    birth_date: date | None = field(default=None, repr=False)
    sex: Sex | None = field(default=None, repr=False)
    state: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Curp:
    """A CURP that is well formed; whether it was issued only RENAPO knows."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        flaw = flaw_of(self.text)
        if flaw is not None:
            raise InvalidCurpError(flaw)

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Read a CURP as people write it: lower case, spaces, hyphens."""
        return cls(as_written(typed))

    @property
    def birth_date(self) -> date:
        """With its century: position 17 is a digit for who was born before 2000, a letter after."""
        return _birth_date(self.text)

    @property
    def sex(self) -> Sex:
        """As registered."""
        return Sex(self.text[10])

    @property
    def state(self) -> State:
        """Where the person was born."""
        return STATES[self.text[11:13]]

    def parts(self) -> dict[str, str | None]:
        """What each position says, for people and programs."""
        return {
            "letters": self.text[:4],
            "birth_date": self.birth_date.isoformat(),
            "sex": self.sex.value,
            "state": self.state.code,
            "state_inegi": self.state.inegi,
            "state_name": self.state.name,
            "consonants": self.text[13:16],
            "homonymy": self.text[16],
            "digit": self.text[17],
        }

    def warnings(self, today: date) -> tuple[CurpWarning, ...]:
        """What looks odd without being wrong: O for a zero in position 17 moves a birth by a century."""
        return (CurpWarning.BIRTH_IN_FUTURE,) if self.birth_date > today else ()


def as_written(typed: str) -> str:
    """Capitals, without the spaces and hyphens people put between groups."""
    return "".join(typed.upper().split()).replace("-", "")


def flaw_of(text: str) -> CurpFlaw | None:
    """The first thing that is wrong, or None."""
    return next((flaw for flaw, is_well in _CHECKS if not is_well(text)), None)


def check_digit(seventeen: str) -> str:
    """The eighteenth character."""
    total = sum(_ALPHABET.index(c) * (LENGTH - place) for place, c in enumerate(seventeen))
    return str(-total % 10)


def curp_of(name: PersonName, birth_date: date, sex: Sex, state: str) -> str:
    """The sixteen characters that follow from a birth record; RENAPO assigns the other two."""
    letters = four_letters(name)
    if letters in INCONVENIENT_WORDS:
        letters = f"{letters[0]}{ABSENT}{letters[2:]}"
    return f"{letters}{birth_date:%y%m%d}{sex.value}{STATES[state].code}{three_consonants(name)}"


def cross_check(curp: Curp, declared: Declared) -> tuple[CurpWarning, ...]:
    """What does not fit, as warnings: some keys are older than the rules, and people know their name."""
    compared = (
        (CurpWarning.NAME_DIFFERS, declared.name is None or _bears(curp, declared.name)),
        (CurpWarning.BIRTH_DATE_DIFFERS, declared.birth_date in (None, curp.birth_date)),
        (CurpWarning.SEX_DIFFERS, declared.sex in (None, curp.sex)),
        (CurpWarning.STATE_DIFFERS, declared.state in (None, curp.state.code)),
    )
    return tuple(warning for warning, agrees in compared if not agrees)


def _bears(curp: Curp, name: PersonName) -> bool:
    expected = curp_of(name, curp.birth_date, curp.sex, curp.state.code)
    return expected == curp.text[:16]


def _has_real_date(text: str) -> bool:
    if not set(text[4:10]) <= _DIGITS:
        return False
    try:
        _birth_date(text)
    except ValueError:
        return False
    return True


def _birth_date(text: str) -> date:
    century = 1900 if text[16] in _DIGITS else 2000
    return date(century + int(text[4:6]), int(text[6:8]), int(text[8:10]))


def _has_letters(text: str) -> bool:
    return set(text[:4]) <= _CAPITALS and text[1] in _VOWEL_OR_ABSENT


_CHECKS: Final[tuple[tuple[CurpFlaw, Callable[[str], bool]], ...]] = (
    (CurpFlaw.LENGTH, lambda text: len(text) == LENGTH),
    (CurpFlaw.CHARACTERS, lambda text: set(text) <= _CHARACTERS),
    (CurpFlaw.LETTERS, _has_letters),
    (CurpFlaw.WORD, lambda text: text[:4] not in INCONVENIENT_WORDS),
    (CurpFlaw.DATE, _has_real_date),
    (CurpFlaw.SEX, lambda text: text[10] in {sex.value for sex in Sex}),
    (CurpFlaw.STATE, lambda text: text[11:13] in STATES),
    (CurpFlaw.CONSONANTS, lambda text: set(text[13:16]) <= _INTERNAL),
    (CurpFlaw.DIGIT, lambda text: text[17] == check_digit(text[:17])),
)
