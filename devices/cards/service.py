"""Card readers behind two threads: one watches, one reads and signs in the order asked."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from devices.cards.conf import default_module
from devices.cards.insertions import Insertion
from devices.cards.messages import wipe
from devices.cards.outcomes import without_card
from devices.cards.pcsc import NO_SERVICE, PcscError, StateSource
from devices.cards.signer import Signer
from devices.cards.watcher import CardWatcher
from devices.cards.worker_process import Presence
from devices.contract import CardCertificate, CardFailed, CardRead, CardStatus, CardTrouble, Signatures
from devices.worker import Report, _DeviceThread, report_bug

_STOPPED: Final = CardFailed(CardTrouble.NO_SERVICE)
_BUG: Final = CardFailed(CardTrouble.FAILED)


class CardSigner(Protocol):
    """What reads and signs. Blocks; used by one thread. Never raises for a mishap of the card."""

    def read(self, insertion: Insertion, presence: Callable[[], Presence]) -> CardRead | CardFailed:
        """See `Signer.read`."""
        ...

    def sign(
        self,
        insertion: Insertion,
        certificate: CardCertificate,
        pin: bytearray,
        contents: tuple[bytes, ...],
        presence: Callable[[], Presence],
    ) -> Signatures | CardFailed:
        """See `Signer.sign`."""
        ...


@dataclass(frozen=True, slots=True)
class _Read:
    card: str
    done: Callable[[CardRead | CardFailed], None]


@dataclass(frozen=True, slots=True, repr=False)
class _Sign:
    card: str
    certificate: CardCertificate
    pin: bytearray
    contents: tuple[bytes, ...]
    done: Callable[[Signatures | CardFailed], None]


_Task: TypeAlias = _Read | _Sign | None  # None ends the thread


class CardReaderService(_DeviceThread):
    """`contract.CardService` on PC/SC and PKCS#11."""

    def __init__(self, watcher: CardWatcher, signer: CardSigner, *, report: Report = report_bug) -> None:
        self._stopping = threading.Event()
        super().__init__("card-reader", self._stopping.set, report)
        self._watcher = watcher
        self._signer = signer
        self._tasks: queue.SimpleQueue[_Task] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread.start()

    def watch(self, callback: Callable[[CardStatus], None]) -> None:
        """Call back with each change, the present state included, on the watcher's thread."""
        self._watcher.watch(callback)

    def read(self, card: str, done: Callable[[CardRead | CardFailed], None]) -> None:
        """Queue a reading. After `stop` it fails at once, on the caller's thread."""
        if not self._queued(_Read(card, done)):
            done(_STOPPED)

    def sign(
        self,
        card: str,
        certificate: CardCertificate,
        pin: bytearray,
        contents: tuple[bytes, ...],
        done: Callable[[Signatures | CardFailed], None],
    ) -> None:
        """Queue a signature; `pin` is overwritten before this returns."""
        held = bytearray(pin)
        wipe(pin)
        if not self._queued(_Sign(card, certificate, held, contents, done)):
            wipe(held)
            done(_STOPPED)

    def stop(self) -> None:
        """End the signature under way, answer what is queued, end both threads."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._tasks.put(None)
        self._stopping.set()
        self._join()
        self._watcher.stop()

    def _queued(self, task: _Task) -> bool:
        with self._closing:
            if not self._closed:
                self._tasks.put(task)
            return not self._closed

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            if isinstance(task, _Sign):
                self._do_sign(task)
            else:
                self._do_read(task)

    def _do_read(self, task: _Read) -> None:
        insertion = self._insertion(task.card)
        if isinstance(insertion, CardFailed):
            outcome: CardRead | CardFailed = insertion
        else:
            outcome = self._contained(self._reading(insertion), None) or _BUG
        self._contained(lambda: task.done(outcome), None)

    def _do_sign(self, task: _Sign) -> None:
        signed = self._signed(task)
        wipe(task.pin)
        self._contained(lambda: task.done(signed), None)

    def _signed(self, task: _Sign) -> Signatures | CardFailed:
        insertion = self._insertion(task.card)
        if isinstance(insertion, CardFailed):
            return insertion
        return self._contained(self._signing(insertion, task), None) or _BUG

    def _reading(self, insertion: Insertion) -> Callable[[], CardRead | CardFailed]:
        return lambda: self._signer.read(insertion, self._presence(insertion.name))

    def _signing(self, insertion: Insertion, task: _Sign) -> Callable[[], Signatures | CardFailed]:
        presence = self._presence(insertion.name)
        return lambda: self._signer.sign(insertion, task.certificate, task.pin, task.contents, presence)

    def _insertion(self, card: str) -> Insertion | CardFailed:
        if self._stopping.is_set():
            return _STOPPED
        found = self._watcher.find(card)
        if found is not None:
            return found
        status = self._watcher.status
        return without_card(card, status.presence if status else None)

    def _presence(self, card: str) -> Callable[[], Presence]:
        def outside() -> Presence:
            if self._stopping.is_set():
                return Presence.STOPPED
            return Presence.CARD_GONE if self._watcher.find(card) is None else Presence.CARD_IN

        return outside


def open_service(module: str | None) -> CardReaderService:
    """Card readers signing through a PKCS#11 module, OpenSC's by default; without one there is no service."""
    path = Path(module) if module else default_module()
    if path is None or not path.is_file():
        wanted = Path(module or "opensc-pkcs11.so")
        return CardReaderService(CardWatcher(_without(wanted)), Signer(wanted))
    return CardReaderService(CardWatcher(), Signer(path))


class _NoModuleError(PcscError):
    """Without its module there is no use in watching: the terminal has no service of cards."""

    def __init__(self, module: Path) -> None:
        super().__init__(NO_SERVICE, str(module))
        self._module = module

    @property
    def detail(self) -> str:
        return f"TAR-05 no existe el módulo PKCS#11 {self._module}"


def _without(module: Path) -> Callable[[], StateSource]:
    def establish() -> StateSource:
        raise _NoModuleError(module)

    return establish
