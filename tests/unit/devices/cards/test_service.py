"""The service never blocks, never raises, and forgets a PIN before it returns."""

import queue
import threading
from collections.abc import Callable, Iterator

import pytest

from devices.cards.insertions import Insertion
from devices.cards.service import CardReaderService, open_service
from devices.cards.watcher import CardWatcher
from devices.cards.worker_process import Presence
from devices.contract import (
    CardCertificate,
    CardFailed,
    CardPresence,
    CardRead,
    CardService,
    CardStatus,
    CardTrouble,
    Signatures,
)
from devices.registry import open_card_reader
from tests.unit.devices.cards.test_watcher import A, Seen, World
from tests.unit.devices.cards.workers import CERTIFICATE, PIN

PATIENCE = 20.0
READ = CardRead((CERTIFICATE,), 3)


class HeldSigner:
    """Signs when let, with what it was given; gives up when told of the outside."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.let.set()
        self.begun = threading.Event()
        self.pins: list[bytes] = []
        self.held: list[bytearray] = []
        self.bug = False

    def read(self, insertion: Insertion, presence: Callable[[], Presence]) -> CardRead | CardFailed:
        self._work(presence)
        return READ

    def sign(
        self,
        insertion: Insertion,
        certificate: CardCertificate,
        pin: bytearray,
        contents: tuple[bytes, ...],
        presence: Callable[[], Presence],
    ) -> Signatures | CardFailed:
        self.pins.append(bytes(pin))
        self.held.append(pin)
        if self._work(presence) is not Presence.CARD_IN:
            return CardFailed(CardTrouble.REMOVED)
        return Signatures(contents)

    def _work(self, presence: Callable[[], Presence]) -> Presence:
        self.begun.set()
        if self.bug:
            raise ZeroDivisionError
        while not self.let.wait(0.01):
            if presence() is not Presence.CARD_IN:
                break
        return presence()


class Bench:
    """A service over a world of readers, with one card in."""

    def __init__(self) -> None:
        self.world = World()
        self.signer = HeldSigner()
        self.bugs: list[str] = []
        watcher = CardWatcher(self.world.establish, retry_seconds=0.01)
        self.service = CardReaderService(
            watcher, self.signer, report=lambda _device, error: self.bugs.append(type(error).__name__)
        )
        self.outcomes: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.seen = Seen(watcher)
        self.world.plug(A)
        self.world.insert(A)
        self.card = self.seen.wait(CardPresence.PRESENT).card

    def sign(self, *contents: bytes) -> bytearray:
        pin = bytearray(PIN)
        self.service.sign(self.card, CERTIFICATE, pin, contents, self.outcomes.put)
        return pin

    def outcome(self) -> object:
        return self.outcomes.get(timeout=PATIENCE)


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.signer.let.set()
    bench.service.stop()
    assert not {"card-reader", "card-watcher"} & {thread.name for thread in threading.enumerate()}


def test_it_is_the_contract(bench: Bench) -> None:
    service: CardService = bench.service

    service.read(bench.card, bench.outcomes.put)

    assert bench.outcome() == READ


def test_the_pin_is_overwritten_before_the_call_returns_and_after_its_use(bench: Bench) -> None:
    bench.signer.let.clear()

    assert bench.sign(b"a") == bytearray(len(PIN))

    bench.signer.let.set()
    assert bench.outcome() == Signatures((b"a",))
    assert bench.signer.pins == [PIN]
    assert bench.signer.held == [bytearray(len(PIN))]


def test_a_call_returns_while_the_signature_before_it_is_under_way(bench: Bench) -> None:
    bench.signer.let.clear()
    bench.sign(b"a")
    assert bench.signer.begun.wait(PATIENCE)

    bench.sign(b"b")
    bench.service.read(bench.card, bench.outcomes.put)

    assert bench.outcomes.empty()
    bench.signer.let.set()
    assert [bench.outcome() for _ in range(3)] == [Signatures((b"a",)), Signatures((b"b",)), READ]


def test_a_removal_is_told_while_a_signature_is_under_way(bench: Bench) -> None:
    bench.signer.let.clear()
    bench.sign(b"a")
    assert bench.signer.begun.wait(PATIENCE)

    bench.world.take(A)

    bench.seen.wait(CardPresence.EMPTY)
    assert bench.outcome() == CardFailed(CardTrouble.REMOVED)


def test_a_card_that_is_no_longer_in_is_not_touched(bench: Bench) -> None:
    bench.world.swap(A)
    bench.seen.wait(CardPresence.PRESENT)

    bench.sign(b"a")

    assert bench.outcome() == CardFailed(CardTrouble.REMOVED)
    assert bench.signer.pins == []


def test_without_any_card_there_is_no_card(bench: Bench) -> None:
    bench.service.read("", bench.outcomes.put)

    assert bench.outcome() == CardFailed(CardTrouble.NO_CARD)


def test_without_a_service_there_is_no_service(bench: Bench) -> None:
    bench.world.die()
    bench.seen.wait(CardPresence.NO_SERVICE)

    bench.sign(b"a")

    assert bench.outcome() == CardFailed(CardTrouble.NO_SERVICE)


def test_a_bug_while_signing_is_a_failure_and_the_pin_is_overwritten(bench: Bench) -> None:
    bench.signer.bug = True

    bench.sign(b"a")

    assert bench.outcome() == CardFailed(CardTrouble.FAILED)
    assert bench.signer.held == [bytearray(len(PIN))]
    assert bench.bugs == ["ZeroDivisionError"]


def test_a_screen_that_fails_when_told_does_not_end_the_thread(bench: Bench) -> None:
    def broken(outcome: CardRead | CardFailed) -> None:
        raise ValueError

    bench.service.read(bench.card, broken)
    bench.service.read(bench.card, bench.outcomes.put)

    assert bench.outcome() == READ
    assert bench.bugs == ["ValueError"]


def test_stopping_ends_the_signature_under_way_and_answers_what_is_queued(bench: Bench) -> None:
    bench.signer.let.clear()
    bench.sign(b"a")
    bench.sign(b"b")
    bench.service.read(bench.card, bench.outcomes.put)
    assert bench.signer.begun.wait(PATIENCE)

    bench.service.stop()

    assert [type(bench.outcome()) for _ in range(3)] == [CardFailed] * 3
    assert len(bench.signer.pins) == 1


def test_after_stopping_a_signature_fails_at_once_and_the_pin_is_overwritten(bench: Bench) -> None:
    bench.service.stop()

    assert bench.sign(b"a") == bytearray(len(PIN))
    assert bench.outcome() == CardFailed(CardTrouble.NO_SERVICE)


@pytest.mark.parametrize("opened", [open_service, open_card_reader])
def test_without_its_module_a_terminal_has_no_card_service_and_says_which_is_missing(
    opened: Callable[[str], CardService],
) -> None:
    service = opened("no-such-module.so")
    told: queue.SimpleQueue[CardStatus] = queue.SimpleQueue()
    service.watch(told.put)

    status = told.get(timeout=PATIENCE)

    assert status.presence is CardPresence.NO_SERVICE
    assert "no-such-module.so" in status.detail
    outcomes: queue.SimpleQueue[CardRead | CardFailed] = queue.SimpleQueue()
    service.read("", outcomes.put)
    assert outcomes.get(timeout=PATIENCE) == CardFailed(CardTrouble.NO_SERVICE)
    service.stop()
