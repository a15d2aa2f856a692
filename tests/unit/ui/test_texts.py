import re

import pytest

from ui.texts import DEVICE_WORDS, SENTENCES, text

FORBIDDEN = re.compile(
    r"\b(?:inválid\w*|válid\w*|error\w*|incorrect\w*|ups|lo sentimos|por favor|usuario\w*|procesando"
    r"|sistema\w*|módulo\w*|campo obligatorio)\b",
    re.IGNORECASE,
)
LONGEST_SENTENCE_WORDS = 18


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items())
def test_every_sentence_follows_the_wording_rules(code: str, sentence: str) -> None:
    assert not FORBIDDEN.search(sentence), code
    assert "!" not in sentence
    assert sentence.count("?") == sentence.count("¿")
    assert all(len(part.split()) <= LONGEST_SENTENCE_WORDS for part in re.split(r"[.:?]\s", sentence))


@pytest.mark.parametrize("code", SENTENCES)
def test_every_code_is_dotted_lower_case(code: str) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)*\.[a-z]+(?:-[a-z0-9]+)*", code)


def test_unknown_is_never_said_as_ready() -> None:
    ready = {word for code, word in DEVICE_WORDS.items() if code.endswith(".ready")}
    unknown = {word for code, word in DEVICE_WORDS.items() if code.endswith(".unknown")}

    assert ready.isdisjoint(unknown)


def test_a_code_without_a_sentence_is_a_bug() -> None:
    with pytest.raises(KeyError):
        text("printer.on-fire")
