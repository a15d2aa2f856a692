"""Answers and what they must be like. Messages are codes; words live in `ui.texts`."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from tramites.definition import Definition, FieldDefinition
from tramites.expressions import Answers

YES: Final = "si"
NO: Final = "no"
_PHONE_DIGITS: Final = 10
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


class Problem(Enum):
    """What an answer lacks; each has its words in every language."""

    MISSING = "answer.missing"
    MISSING_CHOICE = "answer.missing-choice"
    TOO_SHORT = "answer.too-short"
    TOO_LONG = "answer.too-long"
    NOT_LISTED = "answer.not-listed"
    PHONE_DIGITS = "answer.phone-digits"
    DATE_IMPOSSIBLE = "answer.date-impossible"
    DATE_IN_FUTURE = "answer.date-in-future"
    DATE_TOO_OLD = "answer.date-too-old"
    UNREADABLE = "answer.unreadable"


@dataclass(frozen=True, slots=True)
class Accepted:
    """The answer as it is kept: normalised, never guessed."""

    value: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The answer is asked again; what was typed stays on the screen."""

    problem: Problem


def check(
    definition: Definition, field: FieldDefinition, typed: str, answers: Answers, today: date
) -> Accepted | Rejected:
    """Look at one answer. An empty optional answer is accepted as it is."""
    text = _clean(typed)
    if not text:
        return _without_answer(field)
    match field.type:
        case "opcion":
            return _one_of(text, tuple(option.value for option in field.options))
        case "si_no":
            return _one_of(text, (YES, NO))
        case "lista":
            return _listed(text, definition.choices(field, answers))
        case "telefono":
            return _phone(text)
        case "fecha":
            return _day(field, text, today)
        case _:
            return _length(field, text)


def _without_answer(field: FieldDefinition) -> Accepted | Rejected:
    if not field.required:
        return Accepted("")
    chosen = field.type in ("opcion", "si_no", "lista")
    return Rejected(Problem.MISSING_CHOICE if chosen else Problem.MISSING)


def _one_of(text: str, values: tuple[str, ...]) -> Accepted | Rejected:
    return Accepted(text) if text in values else Rejected(Problem.NOT_LISTED)


def _listed(text: str, choices: tuple[str, ...]) -> Accepted | Rejected:
    found = next((choice for choice in choices if folded(choice) == folded(text)), None)
    return Accepted(found) if found is not None else Rejected(Problem.NOT_LISTED)


def _phone(text: str) -> Accepted | Rejected:
    digits = "".join(character for character in text if character.isdigit() and character.isascii())
    return Accepted(digits) if len(digits) == _PHONE_DIGITS else Rejected(Problem.PHONE_DIGITS)


def _day(field: FieldDefinition, text: str, today: date) -> Accepted | Rejected:
    try:
        day = date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        return Rejected(Problem.DATE_IMPOSSIBLE)
    if field.not_future and day > today:
        return Rejected(Problem.DATE_IN_FUTURE)
    if field.max_days_ago is not None and (today - day).days > field.max_days_ago:
        return Rejected(Problem.DATE_TOO_OLD)
    return Accepted(text)


def _length(field: FieldDefinition, text: str) -> Accepted | Rejected:
    if field.type == "escaneo" and not text.isprintable():
        return Rejected(Problem.UNREADABLE)
    if len(text) < field.min_length:
        return Rejected(Problem.TOO_SHORT)
    return Accepted(text) if len(text) <= field.max_length else Rejected(Problem.TOO_LONG)


def _clean(typed: str) -> str:
    """NFC, one space between words, no control characters."""
    kept = "".join(
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", typed)
        if character.isspace() or unicodedata.category(character)[0] != "C"
    )
    return " ".join(kept.split())


def folded(text: str) -> str:
    """Lower case without accents, for comparing what people type (ñ stays ñ)."""
    marked = unicodedata.normalize("NFD", text.lower().replace("ñ", "\ue000"))
    return "".join(c for c in marked if not unicodedata.combining(c)).replace("\ue000", "ñ")
