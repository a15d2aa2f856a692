"""A card without a reader, and a reader without a service."""

import selectors
import socket
import struct
import time
from collections.abc import Callable
from functools import cache
from typing import Final

from cryptography.hazmat.primitives.asymmetric import rsa

from devices.sim.card.iso7816.dialogue import Dialogue
from devices.sim.card.piv.application import PivApplication
from devices.sim.card.piv.objects import KeyReference
from devices.sim.card.piv.rsa_key import RsaKey
from devices.sim.card.piv.secret import Secret

SELECT: Final = bytes.fromhex("00A4040005A00000030800")
ASK_TRIES: Final = bytes.fromhex("00200080")
DEADLINE: Final = 20.0
"""Seconds until a test gives up; never a measure of speed."""


@cache
def key(size: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, size)


def field(digits: str) -> bytes:
    return digits.encode().ljust(8, b"\xff")


def verify(digits: str) -> bytes:
    return bytes.fromhex("0020008008") + field(digits)


def sign_template(block: bytes) -> bytes:
    challenge = b"\x82\x00\x81\x82" + struct.pack(">H", len(block)) + block
    return b"\x7c\x82" + struct.pack(">H", len(challenge)) + challenge


def use_key(reference: int, block: bytes, algorithm: int = 7) -> bytes:
    template = sign_template(block)
    return bytes((0, 0x87, algorithm, reference, 0)) + struct.pack(">H", len(template)) + template + b"\0\0"


def status(answer: bytes) -> str:
    return answer[-2:].hex()


class CardOnTheTable:
    """A PIV card one talks to with bare commands."""

    def __init__(self, tries: int = 3, certificate: bytes = b"\x30\x03\x02\x01\x00") -> None:
        references = (KeyReference.AUTHENTICATION, KeyReference.SIGNATURE, KeyReference.CARD_AUTHENTICATION)
        self.pin = Secret("123456", tries)
        self.application = PivApplication(
            "TEST",
            dict.fromkeys(references, certificate),
            dict.fromkeys(references, RsaKey(key())),
            self.pin,
            Secret("12345678", tries),
        )
        self.dialogue = Dialogue(self.application)

    def send(self, *commands: bytes) -> bytes:
        """Send commands; gives the last answer."""
        answer = b""
        for command in commands:
            answer = self.dialogue.transmit(command)
        return answer


class ReaderOfOurOwn:
    """The reader's end of vpcd's protocol, from its description; it drives the card's selector."""

    def __init__(self, selector: selectors.BaseSelector, work: Callable[[], float | None]) -> None:
        self._selector = selector
        self._work = work
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._line: socket.socket | None = None

    def accept(self) -> None:
        """Take the card that was put in."""
        if self._line is not None:
            self._line.close()
        self._listener.settimeout(DEADLINE)
        self._line, _ = self._listener.accept()
        self._line.settimeout(0)

    def order(self, body: bytes) -> None:
        """Send one message and let the card follow it."""
        assert self._line
        self._line.sendall(struct.pack(">H", len(body)) + body)

    def ask(self, body: bytes) -> bytes | None:
        """Send one message and wait for its answer; None when the card leaves instead."""
        self.order(body)
        head = self._read(2)
        return None if head is None else self._read(struct.unpack(">H", head)[0])

    def gone(self) -> bool:
        """Whether the card has left."""
        return self._read(1) is None

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
        self._listener.close()

    def _read(self, count: int) -> bytes | None:
        assert self._line
        data = b""
        end = time.monotonic() + DEADLINE
        while len(data) < count:
            assert time.monotonic() < end, f"only {data!r} arrived"
            try:
                piece = self._line.recv(count - len(data))
            except BlockingIOError:
                self._turn()
                continue
            if not piece:
                return None
            data += piece
        return data

    def _turn(self) -> None:
        delay = self._work()
        for selected, _ in self._selector.select(0.01 if delay is None else min(delay, 0.01)):
            selected.data()
