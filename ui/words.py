"""Sentences in the citizen's language, with the places filled: what view-models say."""

from collections.abc import Mapping
from datetime import date, datetime

from tramites.moments import day_in_words, moment_in_words, time_in_words
from ui.languages import Languages
from ui.texts import text


class SpokenWords:
    """Implements `ui.services.Words` over the language in force."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages

    def __call__(self, code: str, values: Mapping[str, str] | None = None) -> str:
        """The sentence of a code; a value is put in as it is, never translated."""
        sentence = self._languages.text(text(code))
        for name, value in (values or {}).items():
            sentence = sentence.replace("{" + name + "}", value)
        return sentence

    def source(self, sentence: str) -> str:
        """A sentence of a definition, in the citizen's language."""
        return self._languages.text(sentence)

    def day(self, day: date) -> str:
        """A day, as the citizen's language says it."""
        return day_in_words(day, self._languages.moments)

    def time(self, moment: datetime) -> str:
        """A time of day, as the citizen's language says it."""
        return time_in_words(moment, self._languages.moments)

    def moment(self, moment: datetime) -> str:
        """Day and time, as the citizen's language says them."""
        return moment_in_words(moment, self._languages.moments)

    @property
    def voice(self) -> str:
        """The voice that reads the citizen's language aloud; empty without one."""
        return self._languages.voice
