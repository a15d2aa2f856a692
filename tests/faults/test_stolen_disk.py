"""A stolen kiosk reveals nothing: its queue, its print ledger and its logs hold no answer in clear."""

import base64
import gzip
import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import zstandard

from offline_queue.store import DATABASE_NAME
from tests.faults.stolen_disk import LOGS, QUEUE, file_waiting, opening_keys, scan
from tramites.wire import envelope
from tramites.wire.sealing import open_body

WAITING = 50
SECRET = "Privada Ñandú 4417"
SPELLINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "latin-1": lambda text: text.encode("latin-1"),
    "upper case": lambda text: text.upper().encode(),
    "lower case": lambda text: text.lower().encode(),
    "upper case latin-1": lambda text: text.upper().encode("latin-1"),
    "utf-16 little end first": lambda text: text.encode("utf-16-le"),
    "utf-16 big end first": lambda text: text.encode("utf-16-be"),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "hexadecimal in capitals": lambda text: text.encode().hex().upper().encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64, one byte on": lambda text: base64.b64encode(b"." + text.encode() + b"."),
    "base64, two bytes on": lambda text: base64.b64encode(b".." + text.encode() + b".."),
    "url-safe base64": lambda text: base64.urlsafe_b64encode(b"\xff\xfe" + text.encode()),
    "base64 of latin-1": lambda text: base64.b64encode(b"?" + text.encode("latin-1")),
    "escaped JSON": lambda text: json.dumps({"calle": text}).encode(),
    "zstd": lambda text: zstandard.compress(b"x" * 500 + text.encode()),
    "gzip": lambda text: gzip.compress(text.encode()),
    "zlib": lambda text: zlib.compress(text.encode()),
    "zlib, fast": lambda text: zlib.compress(text.encode(), 1),
    "zstd in gzip": lambda text: gzip.compress(zstandard.compress(text.encode())),
    "base64 in zlib": lambda text: zlib.compress(base64.b64encode(b"." + text.encode())),
    "gzip cut short": lambda text: gzip.compress(text.encode())[:-8],
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_planted_value_is_found_however_it_is_spelled(spelling: str, tmp_path: Path) -> None:
    noise = bytes(range(256)) * 8
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(noise + SPELLINGS[spelling](SECRET) + noise)

    assert {finding.value for finding in scan(tmp_path, ["Calle de nadie 1", SECRET])} == {SECRET}


def test_a_value_in_the_name_of_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{SECRET}.tmp").touch()

    assert [finding.spelling for finding in scan(tmp_path, [SECRET])] == ["file name: utf-8"]


def test_noise_holds_no_value(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(bytes(range(256)) * 64)

    assert scan(tmp_path, [SECRET]) == []


def test_a_stopped_terminal_with_fifty_waiting_tramites_holds_no_answer_in_clear(tmp_path: Path) -> None:
    values = file_waiting(tmp_path, WAITING)

    assert len(values) > 2 * WAITING
    assert _waiting(tmp_path) == WAITING
    assert _printed(tmp_path) == WAITING
    assert scan(tmp_path / QUEUE, values) == []
    assert scan(tmp_path / LOGS, values) == []


def test_the_agency_can_read_what_the_thief_cannot(tmp_path: Path) -> None:
    values = file_waiting(tmp_path, 3)

    opened = b"".join(_opened(tmp_path))

    assert [value for value in values if value.encode() not in opened] == []


def _waiting(directory: Path) -> int:
    return len(_query(directory, "SELECT 1 FROM queue WHERE state = 'pending' AND sealed IS NOT NULL"))


def _printed(directory: Path) -> int:
    return len(_query(directory, "SELECT 1 FROM print_jobs WHERE state = 'confirmed'"))


def _opened(directory: Path) -> list[bytes]:
    rows = _query(directory, "SELECT sealed FROM queue")
    return [open_body(envelope.decode(row[0]), opening_keys(directory)) for row in rows]


def _query(directory: Path, question: str) -> list[tuple[bytes]]:
    with closing(sqlite3.connect(directory / QUEUE / DATABASE_NAME)) as db:
        return db.execute(question).fetchall()
