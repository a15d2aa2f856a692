import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from tools import texts as tool
from tramites.moments import SPANISH
from ui.languages import I18N_FOLDER, InvalidLanguageError, Languages, load_pack
from ui.words import SpokenWords

CARD = {
    "code": "nci",
    "autonym": "Nāhuatl",
    "locale": "nci",
    "reviewer": "Nombre de quien revisó",
    "complete_for": ["luz"],
}
SENTENCES = {"ui": ["Continuar"], "tramites": {"luz": ["¿En qué calle?"], "agua": ["¿Hay fuga?"]}}


def add_language(folder: Path, texts: dict[str, str], **changes: Any) -> Path:
    language = folder / "nci"
    language.mkdir(parents=True)
    (language / "language.json").write_text(json.dumps({**CARD, **changes}), encoding="utf-8")
    (language / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    return folder


def languages_of(folder: Path, **options: Any) -> Languages:
    (folder / "es-MX").mkdir(parents=True)
    card = (I18N_FOLDER / "es-MX" / "language.json").read_text(encoding="utf-8")
    (folder / "es-MX" / "language.json").write_text(card, encoding="utf-8")
    sentences = folder / "sentences.json"
    sentences.write_text(json.dumps(SENTENCES), encoding="utf-8")
    languages = Languages()
    languages.load(folder, sentences=sentences, **options)
    return languages


def codes(languages: Languages) -> list[str]:
    return [language["code"] for language in languages.offered]


def test_a_folder_is_all_a_language_needs(app: QGuiApplication, tmp_path: Path) -> None:
    add_language(tmp_path, {"Continuar": "Xictoca", "¿En qué calle?": "¿Canin ohtli?"})
    languages = languages_of(tmp_path)

    assert codes(languages) == ["es-MX", "nci"]
    languages.switch("nci")
    try:
        assert QCoreApplication.translate("AnyPage", "Continuar") == "Xictoca"
        assert QCoreApplication.translate("AnyPage", "Regresar") == "Regresar"
        assert languages.text("¿En qué calle?") == "¿Canin ohtli?"
        assert languages.text("Sin traducir") == "Sin traducir"
    finally:
        languages.switch("es-MX")
    assert QCoreApplication.translate("AnyPage", "Continuar") == "Continuar"


def test_no_language_without_a_named_reviewer_reaches_a_citizen(app: QGuiApplication, tmp_path: Path) -> None:
    add_language(tmp_path, {"Continuar": "Xictoca", "¿En qué calle?": "¿Canin ohtli?"}, reviewer=" ")

    assert codes(languages_of(tmp_path)) == ["es-MX"]


@pytest.mark.parametrize(
    "texts", [{}, {"Continuar": "Xictoca"}, {"Continuar": "", "¿En qué calle?": "¿Canin?"}]
)
def test_an_incomplete_language_is_not_offered(
    app: QGuiApplication, tmp_path: Path, texts: dict[str, str]
) -> None:
    add_language(tmp_path, texts)

    assert codes(languages_of(tmp_path)) == ["es-MX"]


def test_one_complete_tramite_is_enough(app: QGuiApplication, tmp_path: Path) -> None:
    add_language(
        tmp_path, {"Continuar": "Xictoca", "¿En qué calle?": "¿Canin ohtli?"}, complete_for=["luz", "agua"]
    )

    assert codes(languages_of(tmp_path)) == ["es-MX", "nci"]


def test_a_broken_card_is_left_out_and_named(app: QGuiApplication, tmp_path: Path) -> None:
    add_language(tmp_path, {}, flag="mx")

    assert codes(languages_of(tmp_path)) == ["es-MX"]
    with pytest.raises(InvalidLanguageError, match=r"nci/language\.json: .*flag"):
        load_pack(tmp_path / "nci")


def test_the_pseudo_language_is_for_demonstrations_only(app: QGuiApplication) -> None:
    languages = Languages()

    assert "qps" not in codes(languages)
    languages.load(I18N_FOLDER, show_pseudo=True)
    assert "qps" in codes(languages)


def test_a_language_that_is_not_offered_changes_nothing(app: QGuiApplication) -> None:
    languages = Languages()

    languages.switch("tlh")

    assert languages.code == "es-MX"


def test_english_is_complete_but_offered_to_nobody_until_somebody_signs(app: QGuiApplication) -> None:
    languages = Languages()

    assert load_pack(I18N_FOLDER / "en").card.reviewer == ""
    assert "en" not in codes(languages)
    languages.load(I18N_FOLDER, show_unreviewed=True)
    assert "en" in codes(languages)


def test_an_unfinished_language_is_not_shown_even_in_a_demonstration(
    app: QGuiApplication, tmp_path: Path
) -> None:
    add_language(tmp_path, {"Continuar": "Xictoca"}, reviewer="")

    assert codes(languages_of(tmp_path, show_unreviewed=True)) == ["es-MX"]


def test_a_language_brings_its_voice_and_its_days(app: QGuiApplication) -> None:
    languages = Languages()
    languages.load(I18N_FOLDER, show_unreviewed=True)
    words = SpokenWords(languages)
    noon = datetime(2026, 11, 20, 12, 5)  # noqa: DTZ001  # local by meaning
    spanish = (words.voice, words.moment(noon))

    languages.switch("en")
    try:
        assert (words.voice, words.moment(noon)) == ("en-us", "November 20, 2026, 12:05 p.m.")
    finally:
        languages.switch("es-MX")
    assert spanish == ("es-419", "20 de noviembre de 2026, 12:05 de la tarde")


def test_a_language_without_days_or_voice_says_days_in_spanish_and_nothing_aloud(
    app: QGuiApplication, tmp_path: Path
) -> None:
    pack = load_pack(add_language(tmp_path, {}) / "nci")

    assert (pack.moments, pack.card.voice) == (SPANISH, "")


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"Continuar": "Go on", "Paso %1": "Step %1"}, []),
        ({"Continuar": "Go on"}, ["nci/texts.json: falta «Paso %1»"]),
        ({"Continuar": " ", "Paso %1": "Step %1"}, ["nci/texts.json: falta «Continuar»"]),
        (
            {"Continuar": "Go on", "Paso %1": "Step %1", "Ya no": "Gone"},
            ["nci/texts.json: sobra «Ya no»"],
        ),
        ({"Continuar": "Go on", "Paso %1": "Step"}, ["nci/texts.json: conserve ['%1'] en «Paso %1»"]),
    ],
)
def test_the_check_names_what_a_language_lacks_loses_or_keeps_for_nothing(
    tmp_path: Path, texts: dict[str, str], found: list[str]
) -> None:
    folder = add_language(tmp_path, texts) / "nci"

    sentences = {"ui": ["Continuar"], "tramites": {"luz": ["Paso %1"], "agua": ["¿Hay fuga?"]}}
    assert tool.language_differences(folder, sentences) == found


def test_english_is_kind_and_short_too() -> None:
    english = load_pack(I18N_FOLDER / "en").texts.values()

    unkind = re.compile(
        r"\b(?:invalid|error|wrong input|oops|sorry|user|system|failed|illegal)\b|!", re.IGNORECASE
    )
    assert [sentence for sentence in english if unkind.search(sentence)] == []
    parts = [part for sentence in english for part in re.split(r"[.:?]\s", sentence)]
    assert [part for part in parts if len(part.split()) > 18] == []


def test_pseudo_keeps_what_stands_for_a_value_and_grows() -> None:
    sentence = "Paso <b>%1</b> de %2, {folio}"

    said = tool.pseudo(sentence)

    assert all(part in said for part in ("<b>", "</b>", "%1", "%2", "{folio}"))
    assert len(said) >= 1.3 * len(sentence)
    assert (said[0], said[-1]) == ("[", "]")


def test_sentences_are_found_in_qml_keys_and_definitions(tmp_path: Path) -> None:
    (tmp_path / "A.qml").write_text(
        'Text { text: qsTr("Diga \\"sí\\"") }\nText { text: qsTr(\'Otra\') }', encoding="utf-8"
    )
    (tmp_path / "keyboards").mkdir()
    (tmp_path / "keyboards" / "x.json").write_text(
        '{"pages": {"a": [[{"cap": "q", "name": "cu"}]]}}', encoding="utf-8"
    )

    assert tool.qml_sentences(tmp_path) == {'Diga "sí"', "Otra", "cu"}
    definition = {"id": "luz", "pasos": [{"pregunta": "¿Qué pasa?", "tipo": "lista"}]}
    assert list(tool.definition_sentences(definition)) == ["¿Qué pasa?"]
