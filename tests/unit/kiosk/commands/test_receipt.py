"""`ventanilla receipt render`: a slip without a printer."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.kiosk.commands.running import run

RECEIPT = {
    "parts": [
        {"text": "Ventanilla", "bold": True, "double": True, "align": "center"},
        {"rule": "desprenda aquí"},
        {"qr": "V1|folio"},
        {"feed": 1},
        {"text": "Peñón"},
    ]
}


def _file(folder: Path, content: Any) -> Path:
    file = folder / "slip.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_bytes_picture_and_text_are_written(tmp_path: Path) -> None:
    out, png, text = (tmp_path / name for name in ("slip.bin", "slip.png", "slip.txt"))

    found = run("receipt", "render", _file(tmp_path, RECEIPT), "-o", out, "--preview", png, "--text", text)

    assert found.code == 0
    assert out.read_bytes().startswith(b"\x1b")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert "Peñón" in text.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({"parts": [{"text": "a", "bolt": True}]}, "parts[0]: no existe la clave «bolt»"),
        ({"parts": [{"text": "a"}, {"text": "a", "qr": "b"}]}, "parts[1]: lleva exactamente una"),
        ({"parts": [{}]}, "parts[0]: lleva exactamente una"),
        ({"parts": [{"feed": "1"}]}, "parts[0].feed: se esperaba número entero"),
        ({"parts": [{"text": "a", "align": "right"}]}, "parts[0].align"),
        ({"parts": [{"qr": "x" * 600}]}, "QR code of 600 bytes"),
        ({}, "falta la clave «parts»"),
        ({"parts": [], "cut": True}, "no existe la clave «cut»"),
    ],
)
def test_a_mistake_names_file_and_key(tmp_path: Path, content: Any, named: str) -> None:
    file = _file(tmp_path, content)

    found = run("receipt", "render", file, "-o", tmp_path / "slip.bin")

    assert found.code == 2
    assert found.err.startswith(f"{file}: ")
    assert named in found.err
    assert not (tmp_path / "slip.bin").exists()


def test_a_printer_nobody_knows_is_named_with_those_that_are(tmp_path: Path) -> None:
    found = run(
        "receipt", "render", _file(tmp_path, RECEIPT), "--profile", "laser", "-o", tmp_path / "slip.bin"
    )

    assert found.code == 2
    assert "generic-80mm" in found.err


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = run("receipt", "render", _file(tmp_path, RECEIPT), "-o", tmp_path / "no" / "slip.bin")

    assert found.code == 1
    assert "no se puede escribir" in found.err
