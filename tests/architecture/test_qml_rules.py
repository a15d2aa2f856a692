"""QML holds no logic the painter cannot draw, no literal size, and no name the Python types do not have."""

import shutil
from pathlib import Path

import pytest

from tools.check_qml_rules import all_findings, findings
from tools.qml_types import ROOT, check, constant_properties
from tools.texts import differences


def test_no_qml_file_breaks_a_rule() -> None:
    assert all_findings() == []


@pytest.mark.parametrize(
    "line",
    [
        "layer.enabled: true",
        "import QtQuick.Effects",
        "Canvas { }",
        "width: 40",
        "font.pixelSize: 27; bold: true",
        'color: "#0C4A47"',
        'NumberAnimation { property: "opacity" }',
        "Behavior on opacity { }",
        "onClicked: page.go()",
        "Flickable { }",
    ],
)
def test_each_rule_notices_its_offence(tmp_path: Path, line: str) -> None:
    file = tmp_path / "Page.qml"
    file.write_text(f"Item {{\n    {line}\n}}\n", encoding="utf-8")

    assert [found.split(": ")[0] for found in findings(file)] == ["Page.qml:2"]


@pytest.mark.parametrize("line", ["width: Theme.u * 40", "// width: 40", "radius: 0", "columns: 3", "z: 100"])
def test_what_is_allowed_is_not_reported(tmp_path: Path, line: str) -> None:
    file = tmp_path / "Page.qml"
    file.write_text(f"Item {{\n    {line}\n}}\n", encoding="utf-8")

    assert list(findings(file)) == []


def test_qml_agrees_with_the_python_types(tmp_path: Path) -> None:
    assert check(ROOT, tmp_path / "build") == ""


def test_a_renamed_property_is_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "ui", tmp_path / "ui", ignore=shutil.ignore_patterns("__pycache__"))
    model = tmp_path / "ui" / "theme_model.py"
    model.write_text(
        model.read_text(encoding="utf-8").replace("def canvasWidth", "def canvasBreadth"), encoding="utf-8"
    )

    found = check(tmp_path, tmp_path / "build")

    assert "Theme.qml" in found
    assert "canvasWidth" in found


def test_a_constant_property_is_recognised_in_the_source() -> None:
    fixed = "    @Property(str, constant=True)\n    def folio(self) -> str:\n"
    source = fixed + "    @Property(int, notify=changed)\n    def other(self) -> int:\n"

    assert constant_properties(source) == {"folio"}


def test_the_pseudo_language_says_every_sentence() -> None:
    assert differences() == []
