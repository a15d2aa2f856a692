"""Reference pages name everything there is, and nothing there is not."""

import re
from collections.abc import Iterator
from typing import get_args

import click
import msgspec
import pytest

from demo.steps import PRINTER_MISHAPS, SCANNER_MISHAPS, STEPS, Screen
from kiosk.cli import ventanilla
from tests.architecture.house import ROOT
from tests.architecture.test_commands import commands
from tramites.definition import (
    FIELD_TYPES,
    Definition,
    FieldDefinition,
    Page,
    PrivacyNotice,
    SafetyNotice,
    WhatFollows,
)

CODE = re.compile(r"`([^`\n]+)`")


def words(page: str) -> set[str]:
    """Whatever stands in code marks on a page."""
    return set(CODE.findall((ROOT / "docs" / page).read_text(encoding="utf-8")))


def test_the_page_on_journeys_names_every_step_mishap_and_screen() -> None:
    there_is = {*STEPS, *PRINTER_MISHAPS, *SCANNER_MISHAPS, *get_args(Screen)}
    named = words("reference/journeys.md") | {"noise"}

    assert sorted(there_is - named) == []


def test_the_page_on_journeys_names_no_step_there_is_not() -> None:
    page = (ROOT / "docs" / "reference" / "journeys.md").read_text(encoding="utf-8")
    steps = {step for row in re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE) for step in CODE.findall(row)}

    assert steps <= STEPS.keys() | {"into"}


def test_the_guide_to_tramites_names_every_key_and_type() -> None:
    parts: tuple[type[msgspec.Struct], ...] = (
        Definition, Page, FieldDefinition, SafetyNotice, PrivacyNotice, WhatFollows,
    )  # fmt: skip
    keys = {field.encode_name for part in parts for field in msgspec.structs.fields(part)}

    assert sorted((keys | set(FIELD_TYPES)) - words("how-to/escribir-un-tramite.md")) == []


def leaves() -> Iterator[str]:
    for name, command in commands(ventanilla):
        if not isinstance(command, click.Group):
            yield name.removeprefix("ventanilla ")


@pytest.mark.parametrize("name", tuple(leaves()))
def test_the_page_on_the_command_line_names_every_command(name: str) -> None:
    named = words("reference/command-line.md")

    assert any(word == name or word.startswith(f"{name} ") for word in named)


def test_every_theme_of_the_catalogue_has_an_icon_that_is_drawn() -> None:
    icons = {file.stem for file in (ROOT / "ui" / "qml" / "Ventanilla" / "icons").glob("*.svg")}
    named = {
        (file.relative_to(ROOT).as_posix(), icon)
        for file in (ROOT / "config" / "catalogue").rglob("*.json")
        for icon in re.findall(r'"icono": *"([^"]+)"', file.read_text(encoding="utf-8"))
    }

    assert sorted((file, icon) for file, icon in named if icon not in icons) == []
