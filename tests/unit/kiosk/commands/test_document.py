"""`ventanilla identifier document`: the exact document of the contract."""

import json

import pytest
from click.testing import CliRunner

from kiosk.commands import document as module
from kiosk.commands.document import document
from tramites.identifiers.documents import Confidence, DocumentType


def test_a_code_given_as_text() -> None:
    found = CliRunner().invoke(document, ["CAÑF770131PA3", "--json"])

    assert found.exit_code == 0
    assert json.loads(found.stdout) == {
        "type": "rfc",
        "confidence": "low",
        "fields": {"rfc": "CAÑF770131PA3"},
        "raw": "CAÑF770131PA3",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_code_on_standard_input_as_a_scanner_sends_it(encoding: str) -> None:
    found = CliRunner().invoke(document, ["-", "--json"], input="CAÑF770131PA3\r".encode(encoding))

    assert json.loads(found.stdout)["fields"] == {"rfc": "CAÑF770131PA3"}


def test_an_endless_input_is_unknown() -> None:
    found = CliRunner().invoke(document, ["-", "--json"], input=b"1" * 100_000)

    assert json.loads(found.stdout)["type"] == "unknown"


def test_people_get_words() -> None:
    assert CliRunner().invoke(document, ["hola"]).stdout == "Es un código desconocido (confianza ninguna).\n"


def test_every_type_and_confidence_has_its_words() -> None:
    assert set(module._NAMES) == {each.value for each in DocumentType}
    assert set(module._CONFIDENCE) == {each.value for each in Confidence}
