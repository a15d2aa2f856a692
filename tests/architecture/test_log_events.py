"""Every event in a log is in the catalogue, and the catalogue names no event that nobody writes."""

import ast
import re
from pathlib import Path

from config.events import LogEvent

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "tramites",
    "config",
    "devices",
    "offline_queue",
    "ui",
    "terminal",
    "kiosk",
    "contact_centre",
    "central_platform",
    "demo",
)
LEVELS = {"debug", "info", "warning", "error", "critical", "exception"}
EVENT = re.compile(r"[a-z]+\.[a-z-]+")


def written(source: str) -> set[str]:
    """Event names given to a logger's methods."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS:
            first = node.args[0] if node.args else None
            if (
                isinstance(first, ast.Constant)
                and isinstance(first.value, str)
                and EVENT.fullmatch(first.value)
            ):
                found.add(first.value)
    return found


def test_code_and_catalogue_name_the_same_events() -> None:
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    in_code = set().union(*(written(file.read_text()) for file in files))

    assert in_code == {event.code for event in LogEvent}


def test_an_event_that_is_not_in_the_catalogue_would_be_found() -> None:
    assert written('_log.warning("queue.on-fire", place=1)') == {"queue.on-fire"}


def test_every_event_says_what_it_means() -> None:
    assert all(event.meaning.endswith(".") for event in LogEvent)
