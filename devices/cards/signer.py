"""Reads and signs with the card of one insertion, and leaves it knowing no PIN.

OpenSC sends nothing to a PIV card when it logs out: a card that is not reset stays open for the next program.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, Generic, Protocol, TypeVar

import structlog

from devices.cards import pcsc_diag
from devices.cards.insertions import Insertion
from devices.cards.messages import Answer, Request
from devices.cards.outcomes import ABOUT_THE_PIN, in_view_of
from devices.cards.pcsc import PcscError
from devices.cards.pcsc_diag import RESET_SECONDS, Look
from devices.cards.worker_process import WORKER, Presence, WorkerProcess
from devices.contract import CardCertificate, CardFailed, CardPresence, CardRead, CardTrouble, Signatures

READ_SECONDS: Final = 20.0
SIGN_SECONDS: Final = 30.0
"""Deadlines of one process: a slow reader needs 1 s to recognise a card, a slow card 3 s for a signature."""

SETTLE_SECONDS: Final = 1.0
"""pcsc-lite looks at a reader every 0.4 s: before that, a card that was pulled counts as present."""

_LOOK_SECONDS: Final = 2.0  # beyond settling, for an answer of the service
T = TypeVar("T")


class Desk(Protocol):
    """What is asked of PC/SC around a signature. Each may take as long as a reader hangs."""

    def look(self, reader: str, settle_seconds: float = 0.0) -> Look:
        """See `pcsc_diag.look`."""
        ...

    def reset(self, reader: str) -> PcscError | None:
        """See `pcsc_diag.reset`."""
        ...


class _PcscDesk:
    look = staticmethod(pcsc_diag.look)
    reset = staticmethod(pcsc_diag.reset)


class Bounded(Generic[T]):
    """A call that may hang, on a thread of its own that nobody has to wait for."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._results: list[T] = []
        self._thread = threading.Thread(target=self._run, name="card-desk", daemon=True)
        self._thread.start()

    def within(self, seconds: float) -> T | None:
        """The result, or None when there is none by then."""
        self._thread.join(seconds)
        return self._results[0] if self._results else None

    @property
    def hangs(self) -> bool:
        """Whether the call has not come back."""
        return self._thread.is_alive()

    def _run(self) -> None:
        self._results.append(self._call())


class Signer:
    """Runs one process per request. Used by one thread; blocks at most for its deadline and a few seconds."""

    def __init__(
        self,
        module: Path,
        *,
        command: tuple[str, ...] = WORKER,
        read_seconds: float = READ_SECONDS,
        sign_seconds: float = SIGN_SECONDS,
        desk: Desk | None = None,
    ) -> None:
        self._module = str(module)
        self._command = command
        self._read_seconds = read_seconds
        self._sign_seconds = sign_seconds
        self._desk: Desk = desk or _PcscDesk()
        self._last: Bounded[Look] | None = None

    def read(self, insertion: Insertion, presence: Callable[[], Presence]) -> CardRead | CardFailed:
        """The certificates of that insertion's card. Never raises."""
        if self._reader_hangs():
            return CardFailed(CardTrouble.TOO_SLOW)
        request = Request(self._module, insertion.reader)
        answer = self._process(self._read_seconds, presence).run(request, bytearray())
        match answer.outcome:
            case CardRead() if presence() is Presence.CARD_IN:
                return answer.outcome
            case CardRead():
                return CardFailed(CardTrouble.REMOVED)
            case CardFailed():
                return self._explained(answer, answer.outcome, insertion, presence)
            case Signatures():
                return CardFailed(CardTrouble.FAILED)

    def sign(
        self,
        insertion: Insertion,
        certificate: CardCertificate,
        pin: bytearray,
        contents: tuple[bytes, ...],
        presence: Callable[[], Presence],
    ) -> Signatures | CardFailed:
        """Sign all contents under one PIN entry, then reset the card. Never raises."""
        if self._reader_hangs():
            return CardFailed(CardTrouble.TOO_SLOW)
        if not pin:
            return CardFailed(CardTrouble.WRONG_PIN)  # an empty PIN asks some cards something else
        request = Request(self._module, insertion.reader, certificate, contents)
        answer = self._process(self._sign_seconds, presence).run(request, pin)
        match answer.outcome:
            case Signatures(signatures) if len(signatures) == len(contents):
                self._looked(insertion, reset=True, settle=False)
                return answer.outcome
            case CardFailed():
                return self._explained(answer, answer.outcome, insertion, presence)
            case _:
                self._looked(insertion, reset=True, settle=False)
                return CardFailed(CardTrouble.FAILED)

    def _process(self, seconds: float, presence: Callable[[], Presence]) -> WorkerProcess:
        return WorkerProcess(self._command, seconds, presence)

    def _explained(
        self, answer: Answer, failed: CardFailed, insertion: Insertion, presence: Callable[[], Presence]
    ) -> CardFailed:
        seen = self._looked(insertion, reset=True, settle=failed.trouble not in ABOUT_THE_PIN)
        outside = presence()
        if outside is Presence.STOPPED:
            return CardFailed(CardTrouble.NO_SERVICE)
        explained = in_view_of(failed, insertion, seen, gone=outside is Presence.CARD_GONE)
        structlog.get_logger().info("card.failed", trouble=explained.trouble.value, error=answer.error)
        return explained

    def _looked(self, insertion: Insertion, *, reset: bool, settle: bool) -> Look | None:
        """Reset the card and see what is in its reader; None when the reader hangs."""
        settle_seconds = SETTLE_SECONDS if settle else 0.0
        self._last = Bounded(lambda: self._at_the_desk(insertion.reader, settle_seconds, reset=reset))
        return self._last.within(RESET_SECONDS + settle_seconds + _LOOK_SECONDS)

    def _at_the_desk(self, reader: str, settle_seconds: float, *, reset: bool) -> Look:
        error = self._desk.reset(reader) if reset else None
        seen = self._desk.look(reader, settle_seconds)
        if error is not None and seen.presence is CardPresence.PRESENT:
            structlog.get_logger().error("card.not-reset", error=str(error))
        return seen

    def _reader_hangs(self) -> bool:
        """Whether the card was not reset yet after the citizen before: nobody uses it until it was."""
        if self._last is not None:
            self._last.within(RESET_SECONDS)
        return self._last is not None and self._last.hangs
