"""What fits in a head: short functions, short files."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import ROOT, SIDE_FOLDERS, packages, parsed, python_files, short

LONGEST_FILE = 400
LONGEST_TEST_FILE = 600
LONGEST_QML = 250
LONGEST_FUNCTION = 40


def test_no_file_is_longer_than_the_house_allows() -> None:
    limits = dict.fromkeys(python_files(*packages(), *SIDE_FOLDERS), LONGEST_FILE)
    limits |= dict.fromkeys(python_files("tests"), LONGEST_TEST_FILE)
    limits |= dict.fromkeys(
        (file for name in packages() for file in (ROOT / name).rglob("*.qml")), LONGEST_QML
    )

    long = [
        f"{short(file)}: {lines} lines" for file, limit in limits.items() if (lines := _lines(file)) > limit
    ]

    assert long == []


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [
        f"{short(file)}:{function.lineno}: {function.name}, {lines} lines"
        for file in python_files(*packages(), *SIDE_FOLDERS)
        for function in _functions(parsed(file))
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]

    assert long == []


def _lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
