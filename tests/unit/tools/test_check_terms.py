from pathlib import Path

import pytest

from tools.check_terms import GLOSSARY, all_findings, read_glossary, word_count, wording_rule
from tools.term_sources import ROOT, citizen_texts, messages, prose

GOOD = 'FIELD_TROUBLE = {"field.email": "Falta la arroba (@). Escríbalo así: nombre@correo.mx"}\n'


def house(folder: Path, **files: str) -> Path:
    """A small house; a file is named by its path with `__` for `/`."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def found_in(folder: Path) -> list[str]:
    return all_findings(folder, ROOT / GLOSSARY)


def test_good_sentences_give_no_finding(tmp_path: Path) -> None:
    house(
        tmp_path,
        ui__texts_dot_py=GOOD,
        docs__page_dot_md="The platform answers; a citizen keeps the folio.\n",
    )

    assert found_in(tmp_path) == []


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Correo electrónico inválido", "inválido"),
        ("La CURP no es válida", "válida"),
        ("Error de la impresora", "Error"),
        ("Fecha incorrecta", "incorrecta"),
        ("Lo sentimos", "Lo sentimos"),
        ("Espere, por favor", "por favor"),
        ("Procesando", "Procesando"),
        ("El sistema no responde", "sistema"),
        ("Campo obligatorio", "Campo obligatorio"),
        ("Haga clic aquí", "Haga clic"),
        ("Acérquelo al escáner", "escáner"),
        ("Conserve su ticket", "ticket"),
        ("Escriba su número de folio", "número de folio"),
    ],
)
def test_a_planted_bad_sentence_is_found_with_file_and_line(tmp_path: Path, sentence: str, word: str) -> None:
    house(tmp_path, ui__session_texts_dot_py=f'WORDS = {{\n    "start.bad": "{sentence}",\n}}\n')

    (finding,) = found_in(tmp_path)

    assert finding.startswith(f"ui/session_texts.py:2: «{word}»")


def test_a_bad_sentence_is_found_wherever_citizens_read(tmp_path: Path) -> None:
    house(
        tmp_path,
        ui__qml__Page_dot_qml='Item {\n    text: qsTr("Listo!")\n}\n',
        config__catalogue__cfe__uno_dot_json='{\n "pregunta": "¿Cuál es su usuario?"\n}\n',
        terminal__receipts_dot_py='"""Error: for programmers."""\nx = f"Error al imprimir {1}"\n',
    )

    places = [finding.split(": ")[0] for finding in found_in(tmp_path)]

    assert places == ["ui/qml/Page.qml:2", "terminal/receipts.py:2", "config/catalogue/cfe/uno.json:2"]


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Gracias!", "exclamation"),
        ("Sigue ahí?", "¿"),
        (" ".join(["palabra"] * 19), "19 words"),
    ],
)
def test_each_rule_of_form_notices_its_offence(sentence: str, what: str) -> None:
    (finding,) = wording_rule(read_glossary(ROOT / GLOSSARY))(sentence)

    assert what in finding


def test_eighteen_words_are_allowed_and_a_lone_sign_is_no_word() -> None:
    assert list(wording_rule(read_glossary(ROOT / GLOSSARY))(" ".join(["palabra"] * 18))) == []
    assert word_count("Dé su folio · o su clave") == 6


def test_the_prose_of_documents_is_read_without_code_and_links(tmp_path: Path) -> None:
    page = "The `server` is [here](server.md).\n\n```\nserver\n```\n\nThe backend answers.\n"
    house(tmp_path, docs__page_dot_md=page)

    assert found_in(tmp_path) == ["docs/page.md:7: «backend»: the word is «platform»"]


def test_an_exception_of_the_glossary_is_no_finding(tmp_path: Path) -> None:
    house(tmp_path, docs__page_dot_md="Over server-authenticated TLS.\n")

    assert found_in(tmp_path) == []


def test_messages_to_technicians_keep_to_the_words_too(tmp_path: Path) -> None:
    house(tmp_path, terminal__enrolment_dot_py='fail("copie el código de inscripción")\n')

    assert found_in(tmp_path) == [
        "terminal/enrolment.py:1: «código de inscripción»: the word is «pase de inscripción»"
    ]


def test_a_glossary_without_its_table_is_named(tmp_path: Path) -> None:
    house(tmp_path, docs__glossary_dot_md="# Glossary\n")

    with pytest.raises(ValueError, match="Forbidden synonyms"):
        read_glossary(tmp_path / GLOSSARY)


def test_the_real_house_gives_texts_of_every_kind() -> None:
    places = {said.place.split(":")[0] for said in citizen_texts()}

    assert {"ui/texts.py", "ui/session_texts.py", "terminal/receipts.py"} <= places
    assert "config/catalogue/cfe/falla-de-luz.json" in places
    assert any(place.endswith(".qml") for place in places)
    assert any(said.place.startswith("docs/") for said in prose())
    assert any(said.place.startswith("central_platform/") for said in messages())
