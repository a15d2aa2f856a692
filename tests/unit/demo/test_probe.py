"""The probe runs in a process of its own: it measures a whole event loop."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

PROGRAM = """
import json, sys, time
from PySide6.QtCore import QCoreApplication, QTimer, QObject, QEvent
from demo.probe import Probe

def busy():
    end = time.thread_time() + 0.06
    while time.thread_time() < end:
        pass

def asleep():
    time.sleep(0.09)

def quiet():
    pass

class Posted(QObject):
    def event(self, event):
        if event.type() == QEvent.Type.User:
            asleep()
        return True

def screenshot():
    with probe.excluded():
        busy()

def posted():
    app.postEvent(receiver, QEvent(QEvent.Type.User))

app = QCoreApplication([])
receiver = Posted()
probe = Probe()
QTimer.singleShot(10, probe.begin)
QTimer.singleShot(150, globals()[sys.argv[1]])
QTimer.singleShot(500, app.quit)
app.exec()
probe.end()
print(json.dumps(probe.report()))
"""


def report_of(what: str) -> dict[str, Any]:
    environment = {**os.environ, "QT_NO_GLIB": "1"}
    command = [sys.executable, "-c", PROGRAM, what]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=30)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_a_busy_block_of_60_ms_is_caught_and_named() -> None:
    (offender,) = report_of("busy")["offenders"]

    assert offender["cpu_ms"] >= 55
    assert any("busy" in line for line in offender["stack"])


@pytest.mark.parametrize("where", ["asleep", "posted"])
def test_a_sleep_is_caught_and_named_wherever_it_happens(where: str) -> None:
    (offender,) = report_of(where)["offenders"]

    assert offender["waited_ms"] > 50
    assert offender["cpu_ms"] < 50
    assert any("asleep" in line for line in offender["stack"])


def test_an_idle_loop_is_clean() -> None:
    report = report_of("quiet")

    assert report["offenders"] == []
    assert report["turns"] > 0


def test_our_own_screenshots_are_not_blamed_on_the_product() -> None:
    assert report_of("screenshot")["offenders"] == []
