"""The cadena original: the one line a person signs, and anybody can rebuild and check.

It differs knowingly from the SAT's (Anexo 20), which leaves absent data out, so that fields shift and two
documents can give the same line: here the version fixes the layout, every field is present,
nothing is replaced or trimmed.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from tramites.errors import ExpectedError

_EDGE: Final = "||"
_BETWEEN: Final = "|"
_VERSION: Final = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class InvalidCadenaError(ExpectedError):
    """A line cannot be built from these values, or a text is not a line of this layout."""

    code = "cadena-original.invalid"


@dataclass(frozen=True, slots=True)
class CadenaOriginal:
    """One line, ready to be signed. What is signed is its UTF-8, without a line end."""

    text: str = field(repr=False)

    @property
    def content(self) -> bytes:
        """The bytes that are signed."""
        return self.text.encode()

    @property
    def payload_sha256(self) -> str:
        """The last field."""
        return self.text.removesuffix(_EDGE).rpartition(_BETWEEN)[2]

    def covers(self, payload: bytes) -> bool:
        """Whether these are exactly the stored bytes the line was made for."""
        return hashlib.sha256(payload).hexdigest() == self.payload_sha256


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields between the version and the payload's SHA-256, in order. A change is a new version."""

    version: str
    fields: tuple[str, ...]

    def __post_init__(self) -> None:
        if not _VERSION.fullmatch(self.version) or len(set(self.fields)) != len(self.fields):
            raise InvalidCadenaError(
                f"the layout {self.version!r} needs a version like 1.0 and each field once"
            )

    def cadena(self, values: Mapping[str, str], payload: bytes) -> CadenaOriginal:
        """The line for these values and these stored bytes. Each field is given; an empty one is allowed."""
        unlike = set(values) ^ set(self.fields)
        if unlike:
            raise InvalidCadenaError(f"layout {self.version}: missing or unknown fields: {sorted(unlike)}")
        written = [self._written(name, values[name]) for name in self.fields]
        line = _BETWEEN.join([self.version, *written, hashlib.sha256(payload).hexdigest()])
        return CadenaOriginal(f"{_EDGE}{line}{_EDGE}")

    def read(self, text: str) -> tuple[CadenaOriginal, dict[str, str]]:
        """A line of this layout and its fields by name."""
        inner = text[len(_EDGE) : -len(_EDGE)]
        version, *written = inner.split(_BETWEEN)
        is_line = f"{_EDGE}{inner}{_EDGE}" == text and version == self.version
        if not is_line or len(written) != len(self.fields) + 1 or not _SHA256.fullmatch(written[-1]):
            raise InvalidCadenaError(f"the text is not a cadena original of layout {self.version}")
        values = dict(zip(self.fields, written, strict=False))
        if any(self._written(name, value) != value for name, value in values.items()):
            raise InvalidCadenaError(f"the text is not in the one form (NFC) of layout {self.version}")
        return CadenaOriginal(text), values

    def _written(self, name: str, value: str) -> str:
        if any(_cannot_stand(character) for character in value):
            raise InvalidCadenaError(f"the field {name!r} holds a | or a control character")
        return unicodedata.normalize("NFC", value)


def read_cadena(text: str, layouts: Iterable[Layout]) -> tuple[CadenaOriginal, dict[str, str]]:
    """A line of any of these layouts, by the version it states."""
    version = text.removeprefix(_EDGE).partition(_BETWEEN)[0]
    for layout in layouts:
        if layout.version == version:
            return layout.read(text)
    raise InvalidCadenaError("the text is no cadena original of a known version")


def stated(moment: datetime) -> str:
    """An instant as the line states it: ISO 8601, whole seconds, with its offset."""
    if moment.tzinfo is None:
        raise ValueError("an instant without offset cannot be stated")
    return moment.isoformat(timespec="seconds")


def _cannot_stand(character: str) -> bool:
    return character == _BETWEEN or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
