import json
from pathlib import Path
from typing import Any

import pytest

from demo.errors import JourneyError
from demo.journey import PanelSize, load_journey
from demo.steps import DeviceFault, Network, Printer, Tap, TypeText


def journey_file(folder: Path, *steps: dict[str, Any], **head: Any) -> Path:
    path = folder / "prueba.json"
    path.write_text(json.dumps({"title": "Prueba", "steps": steps, **head}), encoding="utf-8")
    return path


def test_steps_are_read_in_their_order(tmp_path: Path) -> None:
    path = journey_file(tmp_path, {"network": "cut", "at": "answer"}, {"tap": "Empezar", "within": 3})

    assert load_journey(path).steps == (Network(network="cut", at="answer"), Tap(tap="Empezar", within=3))


def test_typing_names_its_field(tmp_path: Path) -> None:
    journey = load_journey(journey_file(tmp_path, {"type": "Colima", "into": "Municipio"}))

    assert journey.steps == (TypeText(text="Colima", into="Municipio"),)


def test_a_mishap_may_carry_its_line(tmp_path: Path) -> None:
    path = journey_file(tmp_path, {"printer": {"do": "paper-out-at-line", "line": 6}})

    assert load_journey(path).steps == (Printer(printer=DeviceFault(do="paper-out-at-line", line=6)),)


@pytest.mark.parametrize("word", ["insert_card", "pin", "letter_printer", "role", "expect_spoken", "clikc"])
def test_an_unknown_step_is_named_with_file_and_number(tmp_path: Path, word: str) -> None:
    path = journey_file(tmp_path, {"tap": "Empezar"}, {word: "x"})

    with pytest.raises(JourneyError, match=rf"prueba\.json: paso 2: no se conoce el paso «{word}»"):
        load_journey(path)


def test_an_unknown_parameter_is_named(tmp_path: Path) -> None:
    path = journey_file(tmp_path, {"tap": "Empezar", "withn": 3})

    with pytest.raises(JourneyError, match=r"paso 1 \(tap\): no se conoce el parámetro «withn»"):
        load_journey(path)


def test_an_unknown_word_of_the_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JourneyError, match=r"paso 1 \(network\): .*sideways"):
        load_journey(journey_file(tmp_path, {"network": "sideways"}))


def test_two_steps_in_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(JourneyError, match="paso 1: «tap» y «expect» son dos pasos"):
        load_journey(journey_file(tmp_path, {"tap": "a", "expect": "b"}))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(JourneyError, match=r"nada\.json: no se puede leer"):
        load_journey(tmp_path / "nada.json")


def test_known_panels_need_no_inches() -> None:
    assert PanelSize.parse("1080x1920") == PanelSize(1080, 1920, 32.0)


def test_inches_can_be_given() -> None:
    assert PanelSize.parse("1920x1080@27").inches == 27


@pytest.mark.parametrize("text", ["big", "1600x900", "1920x1080@"])
def test_a_size_nobody_can_draw_is_refused(text: str) -> None:
    with pytest.raises(JourneyError, match=text):
        PanelSize.parse(text)


def test_every_journey_we_ship_is_readable() -> None:
    folder = Path(__file__).parents[3] / "demo" / "journeys"

    assert all(load_journey(path).steps for path in folder.glob("*.json"))
