"""Languages are folders of data: a card (`language.json`) and texts by their Spanish sentence (`texts.json`).

Qt's own locales miss most languages of Mexico, so a language is a folder, found by looking. How it says days
and times is data too (`moments.json`). What has no translation stays Spanish; a blank would be worse.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeVar

import msgspec
import structlog
from PySide6.QtCore import QCoreApplication, QObject, QTranslator
from PySide6.QtQml import QmlElement, QmlSingleton

from tramites.errors import ExpectedError
from tramites.moments import SPANISH, MomentWords
from ui.qt_typing import Property, Signal, Slot

QML_IMPORT_NAME = "Ventanilla.Model"
QML_IMPORT_MAJOR_VERSION = 1

I18N_FOLDER: Final = Path(__file__).parent / "i18n"
SOURCE: Final = "es-MX"
PSEUDO: Final = "qps"
EVERY_TRAMITE: Final = "*"

_T = TypeVar("_T")
_log = structlog.get_logger(__name__)


class InvalidLanguageError(ExpectedError):
    """A language folder that cannot be used; the message names the file and the key."""

    code = "language.invalid"


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `language.json` says. Without a named reviewer no sentence reaches a citizen.

    `voice` is the espeak-ng voice that reads it aloud; empty: nothing here can read it aloud.
    """

    code: str
    autonym: str
    locale: str
    reviewer: str
    complete_for: tuple[str, ...]
    voice: str = ""


class Sentences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every Spanish sentence a citizen can meet: of the screens, and of each trámite."""

    ui: frozenset[str] = frozenset()
    tramites: dict[str, frozenset[str]] = {}


class Pack(msgspec.Struct, frozen=True):
    """A language and its texts."""

    card: Card
    texts: dict[str, str]
    moments: MomentWords = SPANISH

    def missing(self, sentences: frozenset[str]) -> frozenset[str]:
        """The sentences it has no words for."""
        return frozenset(sentence for sentence in sentences if not self.texts.get(sentence))

    def is_complete(self, sentences: Sentences) -> bool:
        """True when the screens and at least one trámite it names are complete."""
        if self.missing(sentences.ui):
            return False
        named = self.card.complete_for
        tramites = tuple(sentences.tramites) if EVERY_TRAMITE in named else named
        known = [sentences.tramites[tramite] for tramite in tramites if tramite in sentences.tramites]
        return bool(named) and (not sentences.tramites or any(not self.missing(one) for one in known))


class PackTranslator(QTranslator):
    """Looks a sentence up by itself: the context it stands in never matters."""

    def __init__(self, texts: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts

    def isEmpty(self) -> bool:
        """Say that there is something: Qt drops an empty translator."""
        return False

    def translate(  # None is how a translator says "ask the next one"; "" would blank it
        self, _context: str, source: str, _note: str | None = None, _count: int = -1
    ) -> str | None:
        """The words for a Spanish sentence, or None."""
        return self._texts.get(source) or None


def load_pack(folder: Path) -> Pack:
    """Read one language folder.

    Raises:
        InvalidLanguageError: naming the file and what is wrong.
    """
    card = _read(folder / "language.json", Card)
    texts_file = folder / "texts.json"
    texts = _read(texts_file, dict[str, str]) if texts_file.exists() else {}
    moments_file = folder / "moments.json"
    moments = _read(moments_file, MomentWords) if moments_file.exists() else SPANISH
    return Pack(card, texts, moments)


def load_sentences(file: Path) -> Sentences:
    """Read the list of sentences; no file means no sentence is known."""
    return _read(file, Sentences) if file.exists() else Sentences()


def _read(file: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except OSError as error:
        raise InvalidLanguageError(
            f"{file.parent.name}/{file.name}: no se puede leer ({error.strerror})"
        ) from error
    except msgspec.DecodeError as error:
        raise InvalidLanguageError(f"{file.parent.name}/{file.name}: {error}") from error


@QmlElement
@QmlSingleton
class Languages(QObject):
    """The languages of this terminal and the one in force."""

    changed = Signal()
    offeredChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._packs: dict[str, Pack] = {}
        self._sentences = Sentences()
        self._show_pseudo = False
        self._show_unreviewed = False
        self._code = SOURCE
        self._translator: PackTranslator | None = None
        self.load(I18N_FOLDER)

    def load(
        self,
        folder: Path,
        *,
        show_pseudo: bool = False,
        show_unreviewed: bool = False,
        sentences: Path = I18N_FOLDER / "sentences.json",
    ) -> None:
        """Find the languages of a folder; a broken one is logged and left out.

        `show_unreviewed` offers what is complete but signed by nobody: demonstrations only.
        """
        self._sentences = load_sentences(sentences)
        self._show_pseudo = show_pseudo
        self._show_unreviewed = show_unreviewed
        self._packs = {}
        for card in sorted(folder.glob("*/language.json")):
            self._add(card.parent)
        self.offeredChanged.emit()

    def _add(self, folder: Path) -> None:
        try:
            pack = load_pack(folder)
        except InvalidLanguageError as error:
            _log.warning("language.refused", folder=folder.name, reason=str(error))
        else:
            self._packs[pack.card.code] = pack

    @Property(str, notify=changed)
    def code(self) -> str:
        """The language in force."""
        return self._code

    @Property("QVariantList", notify=offeredChanged)
    def offered(self) -> list[dict[str, str]]:
        """The languages a citizen may choose, each with `code` and `autonym`; Spanish first."""
        cards = [pack.card for pack in self._packs.values() if self._is_offered(pack)]
        cards.sort(key=lambda card: (card.code != SOURCE, card.autonym))
        return [{"code": card.code, "autonym": card.autonym} for card in cards]

    def _is_offered(self, pack: Pack) -> bool:
        if pack.card.code == SOURCE:
            return True
        if pack.card.code == PSEUDO:
            return self._show_pseudo
        signed = bool(pack.card.reviewer.strip()) or self._show_unreviewed
        return signed and pack.is_complete(self._sentences)

    @property
    def moments(self) -> MomentWords:
        """How the language in force says days and times."""
        pack = self._packs.get(self._code)
        return pack.moments if pack else SPANISH

    @property
    def voice(self) -> str:
        """The voice that reads the language in force aloud; empty without one."""
        pack = self._packs.get(self._code)
        return pack.card.voice if pack else ""

    @Slot(str)
    def switch(self, code: str) -> None:
        """Put a language in force; one that is not offered changes nothing and is logged."""
        if code not in {language["code"] for language in self.offered}:
            _log.warning("language.unknown", language=code)
            return
        if code != self._code:
            self._code = code
            self._install(self._packs[code])
            self.changed.emit()

    def _install(self, pack: Pack) -> None:
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
        if pack.card.code != SOURCE:
            self._translator = PackTranslator(pack.texts, self)
            QCoreApplication.installTranslator(self._translator)

    @Slot(str, result=str)
    def text(self, source: str) -> str:
        """The words for a Spanish sentence in the language in force, or the sentence itself."""
        return self._packs[self._code].texts.get(source) or source if self._code in self._packs else source
