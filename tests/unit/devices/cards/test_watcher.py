"""The watcher outlives everything: no service, a service that restarts, readers that come and go."""

import queue
import threading
from collections.abc import Callable, Iterator, Mapping

import pytest

from devices.cards.pcsc import (
    CANCELLED,
    NO_SERVICE,
    PRESENT,
    UNAWARE,
    UNKNOWN_READER,
    PcscError,
)
from devices.cards.watcher import CardWatcher
from devices.contract import CardPresence, CardStatus

PATIENCE = 20.0
A, B = "Reader A 00 00", "Reader B 01 00"
IN, OUT = PRESENT, 0x0010
ATR = b"\x3b\x80\x80\x01\x01"


class World:
    """Readers, their cards and the service, as a test arranges them."""

    def __init__(self) -> None:
        self.lock = threading.Condition()
        self.running = True
        self.states: dict[str, int] = {}
        self.generation = 0
        self.unknown_once = False
        self.contexts: list[World.Source] = []
        self.bug = False

    def establish(self) -> "World.Source":
        with self.lock:
            if not self.running:
                raise PcscError(NO_SERVICE)
            self.contexts.append(World.Source(self, self.generation))
            return self.contexts[-1]

    def plug(self, reader: str) -> None:
        self.change(lambda: self.states.__setitem__(reader, OUT))

    def unplug(self, reader: str) -> None:
        self.change(lambda: self.states.pop(reader))

    def insert(self, reader: str) -> None:
        self.change(lambda: self._turn(reader, IN))

    def take(self, reader: str) -> None:
        self.change(lambda: self._turn(reader, OUT))

    def swap(self, reader: str) -> None:
        def out_and_in() -> None:
            self._turn(reader, OUT)
            self._turn(reader, IN)

        self.change(out_and_in)

    def die(self) -> None:
        def gone() -> None:
            self.running = False
            self.generation += 1

        self.change(gone)

    def restart(self) -> None:
        self.change(lambda: setattr(self, "running", True))

    def change(self, what: Callable[[], object]) -> None:
        with self.lock:
            what()
            self.lock.notify_all()

    def _turn(self, reader: str, flags: int) -> None:
        self.states[reader] = ((self.states[reader] >> 16) + 1) << 16 | flags

    class Source:
        """One context, typed against StateSource."""

        def __init__(self, world: "World", generation: int) -> None:
            self.world = world
            self.generation = generation
            self.cancelled = False
            self.released = False

        def readers(self) -> tuple[str, ...]:
            with self.world.lock:
                self._alive()
                if self.world.bug:
                    raise ZeroDivisionError
                return tuple(self.world.states)

        def changes(self, known: Mapping[str, int], seconds: float) -> Mapping[str, tuple[int, bytes]]:
            with self.world.lock:
                if self.world.unknown_once:
                    self.world.unknown_once = False
                    raise PcscError(UNKNOWN_READER)
                self.world.lock.wait_for(lambda: self.cancelled or self._news(known), seconds)
                self._alive()
                if self.cancelled:
                    self.cancelled = False
                    raise PcscError(CANCELLED)
                return {
                    reader: (self.world.states[reader], ATR)
                    for reader in known
                    if reader in self.world.states
                }

        def cancel(self) -> None:
            self.world.change(lambda: setattr(self, "cancelled", True))

        def release(self) -> None:
            self.released = True

        def _news(self, known: Mapping[str, int]) -> bool:
            if self.generation != self.world.generation or UNAWARE in known.values():
                return True
            return dict(known) != self.world.states

        def _alive(self) -> None:
            if self.generation != self.world.generation:
                raise PcscError(NO_SERVICE)


class Seen:
    """What a watcher told, waited for."""

    def __init__(self, watcher: CardWatcher) -> None:
        self._told: queue.SimpleQueue[CardStatus] = queue.SimpleQueue()
        self.all: list[CardStatus] = []
        watcher.watch(self._told.put)

    def wait(self, presence: CardPresence) -> CardStatus:
        while True:
            status = self._told.get(timeout=PATIENCE)
            self.all.append(status)
            if status.presence is presence:
                return status


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def bugs() -> list[str]:
    return []


@pytest.fixture
def watcher(world: World, bugs: list[str]) -> Iterator[CardWatcher]:
    watcher = CardWatcher(
        world.establish, retry_seconds=0.01, report=lambda _device, error: bugs.append(type(error).__name__)
    )
    yield watcher
    watcher.stop()
    assert "card-watcher" not in {thread.name for thread in threading.enumerate()}
    assert all(context.released for context in world.contexts)


def test_a_terminal_without_service_says_so_once_and_finds_it_later(world: World) -> None:
    world.running = False
    watcher = CardWatcher(world.establish, retry_seconds=0.01)
    seen = Seen(watcher)
    assert "0x8010001D" in seen.wait(CardPresence.NO_SERVICE).detail

    world.plug(A)
    world.restart()

    seen.wait(CardPresence.EMPTY)
    watcher.stop()
    assert len(seen.all) == 2


def test_a_card_goes_in_and_out(world: World, watcher: CardWatcher) -> None:
    seen = Seen(watcher)
    seen.wait(CardPresence.NO_READER)
    world.plug(A)
    seen.wait(CardPresence.EMPTY)

    world.insert(A)
    present = seen.wait(CardPresence.PRESENT)
    assert watcher.find(present.card) is not None
    world.take(A)

    seen.wait(CardPresence.EMPTY)
    assert watcher.find(present.card) is None


def test_a_fast_swap_is_another_card(world: World, watcher: CardWatcher) -> None:
    seen = Seen(watcher)
    world.plug(A)
    world.insert(A)
    first = seen.wait(CardPresence.PRESENT)

    world.swap(A)

    assert seen.wait(CardPresence.PRESENT).card != first.card


def test_after_a_restart_of_the_service_the_same_card_is_a_new_insertion(
    world: World, watcher: CardWatcher
) -> None:
    seen = Seen(watcher)
    world.plug(A)
    world.insert(A)
    before = seen.wait(CardPresence.PRESENT)

    world.die()
    seen.wait(CardPresence.NO_SERVICE)
    assert watcher.find(before.card) is None
    world.restart()

    assert seen.wait(CardPresence.PRESENT).card != before.card


def test_a_reader_unplugged_with_its_card_leaves_no_card(world: World, watcher: CardWatcher) -> None:
    seen = Seen(watcher)
    world.plug(A)
    world.plug(B)
    world.insert(B)
    seen.wait(CardPresence.PRESENT)

    world.unplug(B)
    seen.wait(CardPresence.EMPTY)
    world.unplug(A)

    seen.wait(CardPresence.NO_READER)


def test_a_reader_that_vanished_in_between_is_no_loss_of_the_service(
    world: World, watcher: CardWatcher
) -> None:
    seen = Seen(watcher)
    world.plug(A)
    world.insert(A)
    seen.wait(CardPresence.PRESENT)

    world.unknown_once = True
    world.take(A)

    seen.wait(CardPresence.EMPTY)
    assert CardPresence.NO_SERVICE not in {status.presence for status in seen.all}


def test_a_newcomer_gets_the_present_state_at_once(world: World, watcher: CardWatcher) -> None:
    world.plug(A)
    world.insert(A)
    Seen(watcher).wait(CardPresence.PRESENT)

    late = Seen(watcher)

    late.wait(CardPresence.PRESENT)
    assert len(late.all) == 1


def test_a_callback_that_fails_does_not_end_the_watch(
    world: World, watcher: CardWatcher, bugs: list[str]
) -> None:
    def broken(status: CardStatus) -> None:
        raise ValueError

    watcher.watch(broken)
    seen = Seen(watcher)
    world.plug(A)
    world.insert(A)

    seen.wait(CardPresence.PRESENT)
    assert "ValueError" in bugs


def test_a_bug_in_the_loop_is_reported_and_the_loop_begins_again(
    world: World, watcher: CardWatcher, bugs: list[str]
) -> None:
    seen = Seen(watcher)
    seen.wait(CardPresence.NO_READER)
    world.bug = True
    world.plug(A)
    while "ZeroDivisionError" not in bugs:
        world.change(lambda: None)

    world.bug = False

    seen.wait(CardPresence.EMPTY)
