"""Folders are import names: each is ours alone, and each says what it is for."""

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, packages, parsed, python_files, short

OUR_DISTRIBUTION = "ventanilla"


@pytest.mark.parametrize("name", packages())
def test_no_dependency_owns_the_name_of_a_package(name: str) -> None:
    owners = set(packages_distributions().get(name, ()))

    assert owners <= {OUR_DISTRIBUTION}
    assert name not in sys.stdlib_module_names


def test_packaging_is_no_package_because_it_would_hide_another() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_every_folder_with_python_is_a_package_that_says_what_it_is_for() -> None:
    folders = {file.parent for file in python_files(*packages())}
    silent = [short(folder) for folder in sorted(folders) if not _purpose(folder / "__init__.py")]

    assert silent == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [short(file) for file in python_files(*packages(), "tools") if not _purpose(file)]

    assert silent == []


def _purpose(file: Path) -> str | None:
    return ast.get_docstring(parsed(file)) if file.is_file() else None
