"""Signed definitions on disk: which can be offered, how a citizen finds one, what can be done right now."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Final

import msgspec

from tramites.definition import Definition, definition_sha256, read_definition
from tramites.errors import ExpectedError
from tramites.form import folded
from tramites.wire.keys import VerifyingKeys
from tramites.wire.signed import UntrustedDocumentError, read_document, verify_bytes

_PURPOSE: Final = "definition/1"
_REMEDY: Final = "baje otra vez el catálogo con «ventanilla catalogue fetch»"
_CLOSE_ENOUGH: Final = 0.75
_MIN_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Offered:
    """A definition whose signature verified, and the hash that travels with each filing."""

    definition: Definition
    sha256: str


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that is not offered; `reason` names file, key and remedy, for technicians."""

    file: str
    code: str
    reason: str


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A theme of the home screen."""

    id: str
    name: str = msgspec.field(name="nombre")
    line: str = msgspec.field(name="detalle")
    icon: str = msgspec.field(name="icono")
    color: str = msgspec.field(name="color")


class _Themes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: str = msgspec.field(name="esquema")
    themes: tuple[Theme, ...] = msgspec.field(name="temas")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What this terminal offers today."""

    offered: Mapping[str, Offered]
    refused: tuple[RefusedFile, ...]
    themes: tuple[Theme, ...]

    def find(self, typed: str) -> tuple[Offered, ...]:
        """Trámites that match a citizen's own words; accents, case and small misspellings tolerated."""
        words = [word for word in folded(typed).split() if len(word) >= _MIN_LETTERS]
        if not words:
            return ()
        scored = [(_score(words, each.definition), each) for each in self.offered.values()]
        best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
        return tuple(each for _, each in best)

    def in_theme(self, theme: str) -> tuple[Offered, ...]:
        """The trámites of a theme, by name."""
        found = [each for each in self.offered.values() if theme in each.definition.themes]
        return tuple(sorted(found, key=lambda each: each.definition.name))


def load_catalogue(directory: Path, keys: VerifyingKeys, today: date) -> Catalogue:
    """Verify every file of `directory`; a bad one is refused with its reason and the others keep serving."""
    offered: dict[str, Offered] = {}
    refused = []
    for file in sorted(directory.glob("*.signed.json")):
        try:
            each = read_offered(file, keys, today)
        except ExpectedError as error:
            refused.append(RefusedFile(file.name, error.code, str(error)))
            continue
        known = offered.get(each.definition.id)
        if known is None or _version(each.definition) > _version(known.definition):
            offered[each.definition.id] = each
    used = {theme for each in offered.values() for theme in each.definition.themes}
    return Catalogue(offered, tuple(refused), tuple(theme for theme in _themes() if theme.id in used))


class NotInForceError(ExpectedError):
    """A definition whose dates do not hold today."""

    code = "definition.not-in-force"


class UnreadableFileError(ExpectedError):
    """A file of the catalogue that the disk does not give."""

    code = "definition.unreadable"


def read_offered(file: Path, keys: VerifyingKeys, today: date) -> Offered:
    """One signed definition, verified and in force today, or an ExpectedError that says why not."""
    try:
        payload = verify_bytes(_PURPOSE, read_document(_bytes_of(file)), keys)
    except UntrustedDocumentError as error:
        raise UntrustedDocumentError(f"{file.name}: no se acepta su firma ({error}); {_REMEDY}") from error
    definition = read_definition(payload, file.name)
    if not definition.valid_from <= today.isoformat() <= (definition.valid_until or "9999-12-31"):
        raise NotInForceError(
            f"{file.name}: «{definition.id}» no está vigente hoy; revise vigente_desde y vigente_hasta"
        )
    return Offered(definition, definition_sha256(payload))


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"{file}: no se puede leer ({error.strerror}); revise la ruta y sus permisos"
        ) from error


def _themes() -> tuple[Theme, ...]:
    data = resources.files("config").joinpath("catalogue/temas.json").read_bytes()
    return msgspec.json.decode(data, type=_Themes).themes


def _version(definition: Definition) -> tuple[int, ...]:
    return tuple(int(part) for part in definition.version.split("."))


def _score(words: list[str], definition: Definition) -> float:
    texts = (definition.name, definition.result, *definition.words)
    known = {word for text in texts for word in folded(text).split()}
    scores = [_word_score(word, known) for word in words]
    return sum(scores) if min(scores) > 0 or max(scores) == 1 else 0.0


def _word_score(word: str, known: set[str]) -> float:
    if any(each.startswith(word) for each in known):
        return 1.0
    close = difflib.get_close_matches(word, known, n=1, cutoff=_CLOSE_ENOUGH)
    return _CLOSE_ENOUGH if close else 0.0
