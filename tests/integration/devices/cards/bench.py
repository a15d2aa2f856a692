"""Simulated cards in an isolated PC/SC service, and a terminal process that uses them."""

import json
import os
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from devices.cards.conf import default_module
from devices.sim.client import SimulatorControl
from devices.sim.pcsc import READERS, why_not
from tests.integration.devices.sim.running import DEADLINE, Running

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
PIN, WRONG_PIN = "739105", "739106"
CONTENTS = ("||1.0|cadena original|ñ||", "signed attributes")
FIRST, SECOND = READERS


def missing() -> str | None:
    """Why no card can be simulated here."""
    return why_not() or (None if default_module() else "opensc-pkcs11.so is missing: install opensc-pkcs11")


class TerminalProcess:
    """The card service as a terminal runs it."""

    def __init__(self, environment: dict[str, str], folder: Path, *options: str) -> None:
        self.log = folder / "terminal.log"
        self._errors = self.log.open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(HERE / "terminal.py"), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
        )
        self._events: dict[str, queue.SimpleQueue[dict[str, Any]]] = {
            name: queue.SimpleQueue() for name in ("read", "signed", "returned", "stopped")
        }
        self._changed = threading.Condition()
        self.statuses: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def order(self, **what: object) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def wait(self, event: str) -> dict[str, Any]:
        return self._events[event].get(timeout=2 * DEADLINE)

    def nothing_yet(self, event: str) -> bool:
        return self._events[event].empty()

    def wait_for(self, *presences: str, other_than: str = "") -> dict[str, Any]:
        """Wait until the readers are as wanted, with another insertion than one known."""

        def reached() -> bool:
            now = self.statuses[-1] if self.statuses else {"presence": "", "card": ""}
            return now["presence"] in presences and (now["card"] != other_than or not other_than)

        with self._changed:
            assert self._changed.wait_for(reached, 2 * DEADLINE), (presences, self.statuses[-1:])
            return self.statuses[-1]

    def end(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(DEADLINE)
        self._reader.join(DEADLINE)
        self.process.stdout.close()
        self._errors.close()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            told = json.loads(line)
            if told["event"] != "status":
                self._events[told["event"]].put(told)
                continue
            with self._changed:
                self.statuses.append(told)
                self._changed.notify_all()


@dataclass
class Bench:
    """Everything, in one folder."""

    folder: Path
    pki: Path
    options: tuple[str, ...] = ()
    certificates: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        (self.folder / "service").mkdir()
        (self.folder / "card").mkdir()
        self.pcscd = Running(self.folder / "service", "devices.sim.pcsc", "--folder", str(self.folder / "p"))
        port = str(self.pcscd.ready["port"])
        self.cards = Running(self.folder / "card", "devices.sim.card", "--port", port, "--pki", str(self.pki))
        self.environment: dict[str, str] = self.pcscd.ready["environment"]
        self.terminal = TerminalProcess(self.environment, self.folder, *self.options)
        self.card = ""

    @property
    def control(self) -> SimulatorControl:
        return self.cards.control

    def insert(self, **what: object) -> str:
        """Put a card in and wait until the terminal knows; the name of the insertion."""
        self.control.do("insert", **{"pin": PIN, "key": "9a", **what})
        self.card = self.terminal.wait_for("present", "several", other_than=self.card)["card"]
        return self.card

    def empty(self) -> None:
        """Take every card out, cure all, and wait until the terminal knows."""
        filled = [slot["slot"] for slot in self.control.do("status")["slots"] if slot["inserted"]]
        for slot in filled:
            self.control.do("eject", slot=slot)
        self.control.do("ready")
        self.control.do("clear-log")
        self.terminal.wait_for("empty")

    def read(self) -> dict[str, Any]:
        self.terminal.order(do="read", card=self.card)
        told = self.terminal.wait("read")
        self.certificates = told.get("certificates", self.certificates)
        return told

    def start_signing(self, pin: str = PIN) -> None:
        self.terminal.order(do="sign", card=self.card, certificate=0, pin=pin, contents=list(CONTENTS))
        assert self.terminal.wait("returned")["pin_overwritten"]

    def sign(self, pin: str = PIN) -> dict[str, Any]:
        self.start_signing(pin)
        return self.terminal.wait("signed")

    def verify(self, signed: dict[str, Any]) -> None:
        assert signed["trouble"] is None, signed
        certificate = x509.load_der_x509_certificate(bytes.fromhex(self.certificates[0][0]))
        key = certificate.public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        for signature, content in zip(signed["signatures"], CONTENTS, strict=True):
            key.verify(bytes.fromhex(signature), content.encode(), padding.PKCS1v15(), SHA256())

    def log(self) -> list[dict[str, Any]]:
        """What host and cards said since the readers were last emptied."""
        return list(self.control.do("log")["log"])

    def attack(self, key: str = "9A", *pin: str) -> list[str]:
        """What another program gets when it asks the card for a signature."""
        return self.run_python(str(HERE / "attacker.py"), FIRST, key, *pin).split()

    def run_python(self, *arguments: str) -> str:
        environment = {**os.environ, **self.environment}
        return subprocess.run(
            [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=True
        ).stdout

    def end(self) -> None:
        self.terminal.end()
        self.cards.end()
        self.pcscd.end()
