"""Processes that stand where the signing process would, each with one fault, and a card that is always in."""

import sys
from typing import Final

from devices.cards.insertions import Insertion
from devices.cards.messages import Answer, Outcome, answer_line
from devices.cards.worker_process import Presence
from devices.contract import CardCertificate

PIN: Final = b"86420975"
CERTIFICATE: Final = CardCertificate(b"\x30\x03der", b"\x01\x02\x03", always_authenticate=False)
INSERTION: Final = Insertion("card-1", "Reader 00 00", 1, b"")


def card_in() -> Presence:
    return Presence.CARD_IN


def card_gone() -> Presence:
    return Presence.CARD_GONE


def stopped() -> Presence:
    return Presence.STOPPED


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def answering(outcome: Outcome, error: str = "") -> tuple[str, ...]:
    line = answer_line(Answer(outcome, error))
    return python(f"import sys; sys.stdin.buffer.read(1); sys.stdout.buffer.write({line!r})")


HANGING: Final = python("import time; time.sleep(600)")
TALKING_NONSENSE: Final = python("print('segmentation fault')")
DYING: Final = python("import os; os.kill(os.getpid(), 11)")
HALF_AN_ANSWER: Final = python("print('{\"signatures\": [', end='')")
