"""The last test of each device, with its time: kept over restarts, shown beside the live state."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from devices.health import Check, LastTest, Level
from terminal.files import write_private

RECORDS_FILE: Final = "device-tests.json"


def last_tests(state_dir: Path) -> Mapping[tuple[str, Level], LastTest]:
    """By device and level. A missing or damaged file is an empty history: tests are repeated, not mourned."""
    try:
        data = (state_dir / RECORDS_FILE).read_bytes()
        records = msgspec.json.decode(data, type=tuple[LastTest, ...])
    except (OSError, msgspec.MsgspecError):
        return {}
    return {(record.id, record.level): record for record in records}


def record_test(state_dir: Path, check: Check, at: str) -> LastTest:
    """Keep one test in place of the one before. Raises OSError when the disk does not take it."""
    record = LastTest(id=check.id, level=check.level, outcome=check.outcome, sentence=check.sentence, at=at)
    known = {**last_tests(state_dir), (record.id, record.level): record}
    write_private(state_dir / RECORDS_FILE, msgspec.json.encode(tuple(known.values())))
    return record
