"""PySide6 6.12.0 lost a reference to True or None at every call on Python 3.11, and the process died.

The loops run in a child process, so that an abort is a failed test and not a dead run.
"""

import subprocess
import sys

import pytest

CALLS = 100
EMITS = 3_000
# 6.11.3 measures at most one; a loss per call would be a hundred.
A_HANDFUL = 10

COUNTING = f"""
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Bell(QObject):
    rung = Signal()
    told = Signal(bool)

app = QCoreApplication([])
bell = Bell()
operation = {{
    "emit": bell.rung.emit,
    "emit-bool": lambda: bell.told.emit(True),
    "process-events": app.processEvents,
    "set-object-name": lambda: bell.setObjectName("x"),
    "block-signals": lambda: bell.blockSignals(False),
    "send-posted-events": app.sendPostedEvents,
}}[sys.argv[1]]
operation()
before = sys.getrefcount(True), sys.getrefcount(None)
for _ in range({CALLS}):
    operation()
after = sys.getrefcount(True), sys.getrefcount(None)
print(max(before[0] - after[0], before[1] - after[1]))
"""

EMITTING = f"""
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal()
    told = Signal(bool)

bell = Bell()
for _ in range({EMITS}):
    bell.rung.emit()
    bell.told.emit(True)
print("alive")
"""


def in_a_child(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "operation",
    ["emit", "emit-bool", "process-events", "set-object-name", "block-signals", "send-posted-events"],
)
def test_a_hundred_calls_lose_no_reference(operation: str) -> None:
    done = in_a_child(COUNTING, operation)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) <= A_HANDFUL


def test_three_thousand_emits_are_survived() -> None:
    done = in_a_child(EMITTING)

    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
