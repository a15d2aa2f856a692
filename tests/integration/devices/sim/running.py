"""Simulators as processes, and a host that opens their lines with nothing but the operating system."""

import json
import os
import select
import subprocess
import sys
import termios
import time
import tty
from collections.abc import Callable
from pathlib import Path

from devices.sim.client import SimulatorControl

DEADLINE = 20.0
"""Seconds until a test gives up; never a measure of speed."""


class Host:
    """One end of a serial line, opened as any program opens it."""

    def __init__(self, link: Path) -> None:
        self.descriptor = os.open(link, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        tty.setraw(self.descriptor, termios.TCSANOW)

    def send(self, *data: bytes) -> int:
        """Write as much as the line takes."""
        return os.write(self.descriptor, b"".join(data))

    def read(self, count: int) -> bytes:
        """Wait for exactly `count` bytes."""
        data = b""
        while len(data) < count:
            ready, _, _ = select.select([self.descriptor], [], [], DEADLINE)
            assert ready, f"only {data!r} arrived"
            data += os.read(self.descriptor, count - len(data))
        return data

    def quiet(self, seconds: float = 0.2) -> bool:
        """Whether nothing arrives for a while."""
        return not select.select([self.descriptor], [], [], seconds)[0]

    def close(self) -> None:
        os.close(self.descriptor)


class Running:
    """One simulator process in a folder of its own."""

    def __init__(self, folder: Path, module: str, *options: str) -> None:
        self.folder = folder
        self.link = folder / "line"
        self.control_path = folder / "control"
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, "--control", str(self.control_path), "--with-parent", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdout
        self.ready = json.loads(self.process.stdout.readline())
        self.control = SimulatorControl(self.control_path)
        self.hosts: list[Host] = []

    def host(self) -> Host:
        host = Host(self.link)
        self.hosts.append(host)
        return host

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until something the simulator does has been done."""
        end = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < end, f"waited for: {what}"
            time.sleep(0.01)

    def end(self) -> None:
        for host in self.hosts:
            host.close()
        if self.process.poll() is None:
            self.process.terminate()
        self.process.communicate(timeout=DEADLINE)
