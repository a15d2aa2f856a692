"""What an agent is typing in answer to one question: text, choice, row of a list, date."""

import re
from datetime import date, timedelta
from typing import Final

from tramites.definition import FieldDefinition, Option
from tramites.form import NO, YES, folded
from tramites.journey import Journey

_ROWS: Final = 5
_YES_NO: Final = (Option(value=YES, text="Sí"), Option(value=NO, text="No"))
_TYPED_DATE: Final = re.compile(r"(\d{1,2})[\s/.-]+(\d{1,2})[\s/.-]+(\d{4})")
KINDS: Final = {"opcion": "choice", "si_no": "choice", "lista": "list", "telefono": "phone", "fecha": "date"}
HINTS: Final = {
    "choice": "Oprima el número de la respuesta y después Intro.",
    "list": "Escriba las primeras letras. Flechas para elegir, Intro para continuar.",
    "date": "Escriba día/mes/año, o solo hoy o ayer.",
}


class Typing:
    """The text of the field and the row that is marked; empty again with every new question."""

    def __init__(self) -> None:
        self.field: FieldDefinition | None = None
        self.text = ""
        self.marked = 0
        self._rows: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """How it is asked: text, phone, choice, list or date."""
        return KINDS.get(self.field.type, "text") if self.field else "text"

    def enter(self, journey: Journey, field: FieldDefinition) -> None:
        """Another question: what was given before is there to be changed."""
        given = journey.given(field.id)
        self.field, self.marked = field, 0
        self._rows = journey.definition.choices(field, journey.answers()) if field.type == "lista" else ()
        self.text = _day_typed(given) if field.type == "fecha" else given

    def clear(self) -> None:
        """Nothing typed stays."""
        self.field, self.text, self.marked, self._rows = None, "", 0, ()

    def options(self) -> tuple[Option, ...]:
        """The choices, each with the number of its key."""
        if self.field is None:
            return ()
        return _YES_NO if self.field.type == "si_no" else self.field.options

    def matches(self) -> tuple[str, ...]:
        """The first rows of a long list that match what is typed."""
        wanted = folded(self.text.strip())
        starts = [each for each in self._rows if folded(each).startswith(wanted)]
        others = [each for each in self._rows if each not in starts and wanted in folded(each)]
        return tuple(starts + others)[:_ROWS]

    def pick(self, number: int) -> None:
        """Mark the choice with this number, from 1; a number nobody offers changes nothing."""
        options = self.options()
        if 1 <= number <= len(options):
            self.text = options[number - 1].value

    def move(self, step: int) -> None:
        """Mark the row below (1) or above (-1)."""
        options = self.options()
        if self.kind == "list":
            self.marked = max(0, min(self.marked + step, len(self.matches()) - 1))
        elif options:
            values = [option.value for option in options]
            at = values.index(self.text) + step if self.text in values else (0 if step > 0 else -1)
            self.text = values[at % len(values)]

    def given(self, today: date) -> str:
        """The answer as the form wants it; what cannot be read stays as typed and is refused with words."""
        if self.kind == "list" and self.text.strip():
            rows = self.matches()
            return rows[min(self.marked, len(rows) - 1)] if rows else self.text
        return _iso(self.text, today) if self.kind == "date" else self.text


def _iso(typed: str, today: date) -> str:
    word = folded(typed.strip())
    if word in ("hoy", "ayer"):
        return (today - timedelta(days=word == "ayer")).isoformat()
    found = _TYPED_DATE.fullmatch(typed.strip())
    if found is None:
        return typed
    day, month, year = found.groups()
    return f"{year}-{month.zfill(2)}-{day.zfill(2)}"


def _day_typed(iso: str) -> str:
    return "/".join(reversed(iso.split("-"))) if iso else ""
