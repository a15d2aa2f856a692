import sqlite3
import tomllib
from pathlib import Path

import pytest

from demo.parts import truth
from demo.parts.settings_file import write_settings


def test_settings_read_back_as_they_were(tmp_path: Path) -> None:
    sections = {"terminal": {"name": 'Caja "1" ñ', "demo": True}, "screen": {"inches": 21.5, "touch": 3}}

    write_settings(tmp_path / "kiosk.toml", sections)

    assert tomllib.loads((tmp_path / "kiosk.toml").read_text(encoding="utf-8")) == sections


@pytest.fixture
def queue(tmp_path: Path) -> Path:
    path = tmp_path / "queue.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE queue (folio TEXT, state TEXT)")
        db.executemany(
            "INSERT INTO queue VALUES (?, ?)", [("A", "pending"), ("B", "pending"), ("C", "draft")]
        )
    db.close()
    return path


def test_the_queue_is_counted_by_state(queue: Path) -> None:
    assert truth.queue_counts(queue) == {"pending": 2, "draft": 1}


def test_a_folio_the_queue_does_not_know_has_no_state(queue: Path) -> None:
    assert truth.queue_state(queue, "A") == "pending"
    assert truth.queue_state(queue, "Z") is None
