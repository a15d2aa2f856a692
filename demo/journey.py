"""Journeys: what a person does at a terminal, as data. This module reads and checks them."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from demo.errors import JourneyError
from demo.steps import STEPS, Step

_PANEL_INCHES = {
    (1920, 1080): 21.5,
    (1080, 1920): 32.0,
    (1024, 768): 15.0,
    (1280, 1024): 19.0,
    (1280, 720): 15.6,
    (1366, 768): 15.6,
}
_SIZE = re.compile(r"(\d{3,4})x(\d{3,4})(?:@(\d+(?:\.\d+)?))?")


@dataclass(frozen=True, slots=True)
class PanelSize:
    """The glass a journey is played on: pixels and inches of its diagonal."""

    width: int
    height: int
    inches: float

    @classmethod
    def parse(cls, text: str) -> "PanelSize":
        """Read "1920x1080" or "1920x1080@27"; known sizes need no inches."""
        match = _SIZE.fullmatch(text)
        if match is None:
            raise JourneyError(f"«{text}» no es un tamaño; escríbalo así: 1920x1080 o 1920x1080@21.5")
        width, height = int(match[1]), int(match[2])
        inches = float(match[3]) if match[3] else _PANEL_INCHES.get((width, height))
        if inches is None:
            raise JourneyError(f"el tamaño «{text}» necesita pulgadas; escríbalo así: {text}@21.5")
        return cls(width, height, inches)

    @property
    def pixels(self) -> str:
        """Width and height as configuration writes them."""
        return f"{self.width}x{self.height}"


class _JourneyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: str
    lang: str = "es-MX"
    size: str = "1920x1080"
    profile: str | None = None
    steps: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Journey:
    """A checked journey; `name` is the name of its file without the ending."""

    name: str
    title: str
    lang: str
    size: PanelSize
    profile: str | None
    steps: tuple[Step, ...]


def load_journey(path: Path) -> Journey:
    """Read a journey file. JourneyError names the file, the number of the step and the word."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        outline = msgspec.convert(content, _JourneyFile)
    except OSError as error:
        raise JourneyError(f"{path.name}: no se puede leer: {error.strerror}") from error
    except ValueError as error:  # json.JSONDecodeError and msgspec.ValidationError are both ValueErrors
        raise JourneyError(f"{path.name}: {error}") from error
    steps = tuple(_step(path.name, number, words) for number, words in enumerate(outline.steps, start=1))
    size = _size(path.name, outline.size)
    return Journey(path.stem, outline.title, outline.lang, size, outline.profile, steps)


def _size(file: str, text: str) -> PanelSize:
    try:
        return PanelSize.parse(text)
    except JourneyError as error:
        raise JourneyError(f"{file}: {error}") from error


def _step(file: str, number: int, words: dict[str, Any]) -> Step:
    known = [word for word in words if word in STEPS]
    if len(known) != 1:
        raise JourneyError(f"{file}: paso {number}: {_which(words, known)}")
    try:
        return msgspec.convert(words, STEPS[known[0]])
    except msgspec.ValidationError as error:
        raise JourneyError(f"{file}: paso {number} ({known[0]}): {_reason(error)}") from error


def _which(words: dict[str, Any], known: list[str]) -> str:
    if known:
        return f"«{'» y «'.join(known)}» son dos pasos; escríbalos aparte"
    unknown = next(iter(words), "")
    return f"no se conoce el paso «{unknown}»; los pasos son: {', '.join(sorted(STEPS))}"


def _reason(error: msgspec.ValidationError) -> str:
    unknown = re.search(r"unknown field `([^`]+)`", str(error))
    return f"no se conoce el parámetro «{unknown[1]}»" if unknown else str(error)
