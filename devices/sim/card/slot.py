"""One slot of the reader: the card in it, when it leaves, and what goes wrong."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from devices.sim.card.apdu_log import ApduLog, is_login, is_signature
from devices.sim.card.cards import Card
from devices.sim.card.reader_line import ReaderLine

_POWER_OFF, _POWER_ON, _RESET, _ATR = 0, 1, 2, 4
_RETRY_SECONDS: Final = 0.1  # a card in a reader without service waits; the service comes back at any moment


class Departure(Enum):
    """When, around one command, the card is pulled."""

    BEFORE = "before"  # the card never sees the command
    AFTER = "after"  # the host has its answer
    INSTEAD_OF_ANSWER = "instead-of-answer"  # the card did as told, the host does not know


@dataclass(slots=True)
class Faults:
    """What is to go wrong; a card that is pulled is pulled once."""

    eject_at: int | None = None
    departure: Departure = Departure.BEFORE
    during_signature: bool = False
    after_login: bool = False
    signature_seconds: float = 0.0

    def names(self) -> list[str]:
        """Those chosen, by the names of their orders."""
        chosen = {
            "eject-at-apdu": self.eject_at is not None,
            "eject-during-signature": self.during_signature,
            "eject-after-login": self.after_login,
            "slow-signature": self.signature_seconds > 0,
        }
        return [name for name, is_chosen in chosen.items() if is_chosen]

    def departure_at(self, count: int, command: bytes) -> Departure | None:
        """Whether the card is to leave around this command."""
        if self.eject_at is not None and count >= self.eject_at:
            self.eject_at = None
            return self.departure
        if self.during_signature and is_signature(command):
            self.during_signature = False
            return Departure.INSTEAD_OF_ANSWER
        return None

    def departure_after(self, command: bytes, answer: bytes) -> Departure | None:
        """Whether the card is to leave because of what it is about to answer."""
        if self.after_login and is_login(command, answer):
            self.after_login = False
            return Departure.AFTER
        return None


@dataclass(frozen=True, slots=True)
class _Reply:
    """An answer on its way."""

    due: float
    answer: bytes
    departure: Departure | None


@dataclass(slots=True)
class Counts:
    """Commands since the card was inserted, and since somebody asked to count."""

    inserted: int = 0
    asked: int = 0


class Slot:
    """A slot and what lies in it."""

    def __init__(self, number: int, log: ApduLog, clock: Callable[[], float] = time.monotonic) -> None:
        self.number = number
        self.faults = Faults()
        self.counts = Counts()
        self.card: Card | None = None
        self._log = log
        self._clock = clock
        self._line: ReaderLine | None = None
        self._reply: _Reply | None = None
        self._next_try = 0.0

    @property
    def line(self) -> ReaderLine:
        """The wire to the reader."""
        if self._line is None:
            raise RuntimeError("the line is given before the first turn")
        return self._line

    def connect(self, line: ReaderLine) -> None:
        """Give it its wire."""
        self._line = line

    def insert(self, card: Card) -> None:
        """Put a card in. Without a service it lies there until one comes."""
        self.card = card
        self.counts = Counts()
        self._next_try = 0.0
        self.work()

    def eject(self) -> Card | None:
        """Pull the card, if there is one, whatever it was doing; gives it back."""
        card, self.card = self.card, None
        self.line.close()
        self._lose_power(card)
        return card

    def work(self) -> float | None:
        """Do what is due; gives the seconds until the next thing is."""
        if self._reply is not None and self._clock() >= self._reply.due:
            self._deliver(self._reply)
        if self._reply is not None:
            return max(self._reply.due - self._clock(), 0.0)
        if self.card is None or self.line.connected:
            return None
        if self._clock() >= self._next_try and self.line.connect():
            return None
        self._next_try = max(self._next_try, self._clock() + _RETRY_SECONDS)
        return _RETRY_SECONDS

    def lost(self) -> None:
        """The service is gone: the card has no power, and stays where it is."""
        self._lose_power(self.card)

    def receive(self, body: bytes) -> None:
        """Follow one message of the reader."""
        if self.card is None:
            return
        if len(body) > 1:
            self._command(self.card, body)
        elif body[0] == _ATR:
            self.line.send(self.card.atr)
        elif body[0] in {_POWER_OFF, _POWER_ON, _RESET}:
            self.card.reset()

    def _command(self, card: Card, command: bytes) -> None:
        self.counts.inserted += 1
        self.counts.asked += 1
        departure = self.faults.departure_at(self.counts.asked, command)
        if departure is Departure.BEFORE:
            self._log.add(self.number, self.counts.inserted, command, None)
            self.eject()
            return
        answer = card.transmit(command)
        departure = departure or self.faults.departure_after(command, answer)
        kept_back = departure is Departure.INSTEAD_OF_ANSWER
        self._log.add(self.number, self.counts.inserted, command, None if kept_back else answer)
        delay = self.faults.signature_seconds if is_signature(command) else 0.0
        self._reply = _Reply(self._clock() + delay, answer, departure)
        if not delay:
            self._deliver(self._reply)

    def _deliver(self, reply: _Reply) -> None:
        self._reply = None
        if reply.departure is not Departure.INSTEAD_OF_ANSWER:
            self.line.send(reply.answer)
        if reply.departure is not None:
            self.eject()

    def _lose_power(self, card: Card | None) -> None:
        self._reply = None
        if card is not None:
            card.reset()
