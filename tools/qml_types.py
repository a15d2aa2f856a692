"""Checks every QML file against the Python types it names: a renamed property is found before a citizen is.

metaobjectdump reads the Python sources, qmltyperegistrar makes type descriptions, qmllint compares.
Exit code 0 when there is no finding, 1 with the findings otherwise.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
BUILD: Final = ROOT / "build" / "qml"
MODULE: Final = "Ventanilla.Model"
SOURCES: Final = ("ui/viewmodels/*.py", "ui/*.py")
QML: Final = ROOT / "ui" / "qml"
_ELEMENT: Final = "@QmlElement"
# WORKAROUND(metaobjectdump 6.11.3): a Python list or dict named as a type is unknown to QML.
_TYPE_NAMES: Final = {"list": "QVariantList", "dict": "QVariantMap", "float": "double", "object": "QVariant"}


class CheckFailedError(Exception):
    """A tool refused; the message is what it said."""


def tool(name: str) -> str:
    """The PySide6 command beside the running interpreter."""
    return str(Path(sys.executable).parent / f"pyside6-{name}")


def run(*command: str) -> str:
    """Run a tool and return what it printed.

    Raises:
        CheckFailedError: when it ends with an error.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CheckFailedError(f"{Path(command[0]).name}: {done.stdout}{done.stderr}".strip())
    return done.stdout


def sources(root: Path) -> list[Path]:
    """The Python files that hand types to QML."""
    files = [file for pattern in SOURCES for file in sorted(root.glob(pattern))]
    return [file for file in files if _ELEMENT in file.read_text(encoding="utf-8")]


def constant_properties(source: str) -> set[str]:
    """Names of the properties a source declares with `constant=True`."""
    return set(re.findall(r"@Property\([^)]*constant=True[^)]*\)\s*\n\s*def (\w+)", source))


def amend(document: dict[str, Any], source: str) -> dict[str, Any]:
    """Put right what metaobjectdump loses of one source file."""
    # WORKAROUND(metaobjectdump 6.11.3): it drops `constant=True`; 6.12 keeps it.
    constants = constant_properties(source)
    for described in document["classes"]:
        for item in described.get("properties", ()):
            item["type"] = _TYPE_NAMES.get(item["type"], item["type"])
            if item["name"] in constants:
                item["constant"] = True
        for item in (*described.get("slots", ()), *described.get("signals", ())):
            item["returnType"] = _TYPE_NAMES.get(item["returnType"], item["returnType"])
            for argument in item["arguments"]:
                argument["type"] = _TYPE_NAMES.get(argument["type"], argument["type"])
    return document


def describe_types(root: Path, build: Path) -> None:
    """Write the type description of the Python module where qmllint finds it."""
    folder = build / Path(*MODULE.split("."))
    folder.mkdir(parents=True, exist_ok=True)
    files = sources(root)
    dumped = json.loads(run(tool("metaobjectdump"), "--quiet", *map(str, files)))
    amended = [amend(one, Path(one["inputFile"]).read_text(encoding="utf-8")) for one in dumped]
    description = build / "types.json"
    description.write_text(json.dumps(amended), encoding="utf-8")
    run(
        tool("qmltyperegistrar"),
        "--generate-qmltypes", str(folder / "types.qmltypes"),
        "--import-name", MODULE,
        "--major-version", "1",
        "--minor-version", "0",
        "-o", os.devnull,
        str(description),
    )  # fmt: skip
    (folder / "qmldir").write_text(f"module {MODULE}\ntypeinfo types.qmltypes\n", encoding="utf-8")


def qml_files(folder: Path = QML) -> list[Path]:
    """Every QML file to check."""
    return sorted(folder.rglob("*.qml"))


def lint(files: list[Path], imports: list[Path]) -> str:
    """What qmllint finds in the files, empty when nothing."""
    paths = [part for folder in imports for part in ("-I", str(folder))]
    command = (tool("qmllint"), "--max-warnings", "0", *paths, *map(str, files))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip() if done.returncode else ""


def check(root: Path = ROOT, build: Path = BUILD) -> str:
    """Every finding in the QML of a source tree, empty when there is none."""
    describe_types(root, build)
    folder = root / "ui" / "qml"
    return lint(qml_files(folder), [build, folder])


def main() -> int:
    """Check the tree this file stands in."""
    try:
        findings = check()
    except CheckFailedError as error:
        findings = str(error)
    if findings:
        print(findings, file=sys.stderr)
        return 1
    print(f"QML: {len(qml_files())} archivos de acuerdo con los tipos de Python")
    return 0


if __name__ == "__main__":
    sys.exit(main())
