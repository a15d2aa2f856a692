"""Sentences in the citizen's language, with the places filled: what view-models say."""

from collections.abc import Mapping

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
