"""The definition the product ships, and small changes of it."""

import json
from collections.abc import Callable
from importlib import resources
from typing import Any

from tramites.definition import Definition, read_definition

SHIPPED = resources.files("config").joinpath("catalogue/cfe/falla-de-luz.json")


def falla_de_luz() -> Definition:
    return read_definition(SHIPPED.read_bytes(), "falla-de-luz.json")


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The shipped definition after one change."""
    content: dict[str, Any] = json.loads(SHIPPED.read_bytes())
    change(content)
    return json.dumps(content).encode()


def page(content: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in content["paginas"] if each["id"] == name)
    return found
