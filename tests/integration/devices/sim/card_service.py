"""A card service, cards, and the programs of other people that use them."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import Final

import pytest

from devices.sim.pcsc import IsolatedPcscd, why_not
from devices.sim.pki.folder import Pki
from tests.integration.devices.sim.running import DEADLINE, Running

PIN: Final = "123456"
CADENA: Final = "||1.0|4KX7-09QW|ñ||"
_MODULES: Final = (
    "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
    "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so",
)
# What PC/SC says of a reader, asked by a process of its own: the library remembers the first service it met.
_STATES: Final = """
import json
from smartcard.scard import *
_, context = SCardEstablishContext(SCARD_SCOPE_USER)
code, readers = SCardListReaders(context, [])
seen = {}
for name in readers or ():
    _, [(_, state, atr)] = SCardGetStatusChange(context, 0, [(name, SCARD_STATE_UNAWARE)])
    seen[name] = ["present"] * bool(state & SCARD_STATE_PRESENT) + ["mute"] * bool(state & SCARD_STATE_MUTE)
print(json.dumps({"code": code, "seen": seen}))
"""
# Somebody who does not know the PIN: selects the application and uses the key 9A, in a process of their own.
_ATTACK: Final = """
import sys
from smartcard.scard import *
_, context = SCardEstablishContext(SCARD_SCOPE_USER)
code, card, protocol = SCardConnect(context, sys.argv[1], SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1)
assert code == SCARD_S_SUCCESS, SCardGetErrorMessage(code)
for command in sys.argv[2:]:
    code, answer = SCardTransmit(card, SCARD_PCI_T1, list(bytes.fromhex(command)))
    assert code == SCARD_S_SUCCESS, SCardGetErrorMessage(code)
SCardDisconnect(card, SCARD_LEAVE_CARD)
print(bytes(answer[-2:]).hex())
"""
_SELECT: Final = "00A4040005A000000308"
_USE: Final = "0087079A00010A7C820106820081820100" + "0001" + "FF" * 200 + "00" * 54 + "0000"


def module() -> str | None:
    """OpenSC's PKCS#11 module."""
    return next((path for path in _MODULES if Path(path).exists()), None)


def missing(*programs: str) -> str | None:
    """Why these tests cannot run here."""
    absent = [program for program in programs if which(program) is None]
    if absent:
        return f"not installed: {', '.join(absent)}"
    if "pkcs11-tool" in programs and module() is None:
        return "not installed: OpenSC's PKCS#11 module"
    return why_not()


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skip, and say why, where a program or the card service is missing."""
    reason = missing(*programs)
    return pytest.mark.skipif(reason is not None, reason=str(reason))


class CardService:
    """An isolated pcscd, simulated cards in its readers, and foreign programs that use them."""

    def __init__(self, folder: Path, pki: Pki) -> None:
        self.folder = folder
        self.pki = pki
        self.service = IsolatedPcscd(folder / "service")
        self.service.start()
        port = str(self.service.port)
        self._running = Running(folder, "devices.sim.card", "--port", port, "--pki", str(pki.folder))
        self.cards = self._running.control
        self.cadena = folder / "cadena.txt"
        self.cadena.write_text(CADENA, encoding="utf-8")
        self.sello = folder / "sello.bin"

    def close(self) -> None:
        self._running.end()
        self.service.close()

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run somebody else's program against this service."""
        environment = {**os.environ, **self.service.environment, "HOME": str(self.folder)}
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=DEADLINE
        )

    def states(self) -> dict[str, list[str]]:
        """What PC/SC says of each reader."""
        done = self.run(sys.executable, "-c", _STATES)
        found: dict[str, dict[str, list[str]]] = json.loads(done.stdout)
        return found["seen"]

    def insert(self, slot: int = 0, **parameters: object) -> None:
        """Put a card in and wait until the service has seen it."""
        self.cards.do("insert", slot=slot, **parameters)
        self.wait_for_card(slot)

    def wait_for_card(self, slot: int = 0) -> None:
        self.wait(lambda: self.has_card(slot), "the card is seen")

    def wait_for_absence(self, slot: int = 0) -> None:
        self.wait(lambda: not self.has_card(slot), "the card is gone")

    def has_card(self, slot: int) -> bool:
        """What OpenSC's list says."""
        return bool(re.search(rf"^{slot}\s+Yes", self.run("opensc-tool", "-l").stdout, re.MULTILINE))

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < end, f"waited for: {what}"
            time.sleep(0.02)

    def pkcs11(self, *options: str, pin: str | None = PIN) -> subprocess.CompletedProcess[str]:
        login = () if pin is None else ("--login", "--pin", pin)
        return self.run("pkcs11-tool", "--module", str(module()), *login, *options)

    def sign(self, key: str = "02", pin: str | None = PIN, *options: str) -> subprocess.CompletedProcess[str]:
        """Sign the cadena with OpenSC; 01 is the key 9A, 02 the key 9C."""
        self.sello.unlink(missing_ok=True)
        files = ("-i", str(self.cadena), "-o", str(self.sello))
        return self.pkcs11("--sign", "--mechanism", "SHA256-RSA-PKCS", "--id", key, *files, *options, pin=pin)

    def attack(self, *, first_select: bool = True) -> str:
        """Use the key 9A without a PIN; gives the card's status."""
        commands = (_SELECT, _USE) if first_select else (_USE,)
        done = self.run(sys.executable, "-c", _ATTACK, "Virtual PCD 00 00", *commands)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def verifies(self, profile: str) -> bool:
        """What openssl says of the last signature."""
        if not self.sello.exists():
            return False
        certificate = self.pki.profiles[profile]["certificate"]
        public = self.folder / "public.pem"
        shown = self.run("openssl", "x509", "-inform", "DER", "-in", certificate, "-noout", "-pubkey")
        public.write_text(shown.stdout)
        arguments = ("-verify", str(public), "-signature", str(self.sello), str(self.cadena))
        return "Verified OK" in self.run("openssl", "dgst", "-sha256", *arguments).stdout
