"""How staff get in: five touches, a PIN, and answers that nobody else gets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from kiosk.diagnostics.staff_entry import TOUCHES, WITHIN_SECONDS, StaffEntry
from terminal.staff import Entered, EntryOutcome, NobodyListed, NotChecked, PadLocked, WrongPin
from tests.unit.terminal.fakes import HeldClock

T = TypeVar("T")


@dataclass
class FakeStaffSession:
    """Moves as the chart does."""

    page: str = "start"
    staff_seconds_left: int = 900

    def open_staff(self) -> None:
        self.page = "staff-pin" if self.page == "start" else self.page

    def staff_entered(self) -> None:
        self.page = "technician" if self.page == "staff-pin" else self.page

    def close_staff(self) -> None:
        self.page = "start"


@dataclass
class FakeDoor:
    """Answers what the test says; keeps which PINs it was given."""

    outcome: EntryOutcome = field(default_factory=lambda: Entered("Lucía Ortega"))
    locked: float = 0.0
    pins: list[bytes] = field(default_factory=list)

    def enter(self, pin: bytearray) -> EntryOutcome:
        self.pins.append(bytes(pin))
        pin[:] = bytes(len(pin))
        return self.outcome

    def locked_seconds(self) -> float:
        return self.locked


class HeldWork:
    """Keeps work until the test lets it run."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], None]] = []

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._waiting.append(lambda: done(work()))

    def finish(self) -> None:
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            each()


class Bench:
    def __init__(self) -> None:
        self.session, self.door, self.clock, self.work = (
            FakeStaffSession(),
            FakeDoor(),
            HeldClock(),
            HeldWork(),
        )
        self.entry = StaffEntry(self.session, self.door, self.clock, self.work)
        self.changes = 0
        self.entry.subscribe(self._count)

    def touch(self, times: int, apart: float = 0.5) -> None:
        for _ in range(times):
            self.entry.mark_touched()
            self.clock.pass_seconds(apart)

    def open(self) -> None:
        self.touch(TOUCHES)
        self.work.finish()

    def try_pin(self, outcome: EntryOutcome) -> None:
        self.door.outcome = outcome
        self.entry.enter(bytearray(b"739184"))
        self.work.finish()

    def _count(self) -> None:
        self.changes += 1


def test_five_touches_within_four_seconds_open_the_pin_page() -> None:
    bench = Bench()

    bench.touch(TOUCHES - 1, apart=WITHIN_SECONDS / TOUCHES)
    assert bench.session.page == "start"
    bench.touch(1)

    assert bench.session.page == "staff-pin"


def test_five_slow_touches_open_nothing() -> None:
    bench = Bench()

    bench.touch(3 * TOUCHES, apart=1.1)

    assert bench.session.page == "start"


def test_touches_elsewhere_than_on_the_start_screen_open_nothing() -> None:
    bench = Bench()
    bench.session.page = "home"

    bench.open()

    assert bench.session.page == "home"


def test_the_right_pin_enters_and_names_the_person() -> None:
    bench = Bench()
    bench.open()

    bench.try_pin(Entered("Lucía Ortega"))

    assert (bench.session.page, bench.entry.person) == ("technician", "Lucía Ortega")


def test_a_wrong_pin_says_how_many_tries_are_left() -> None:
    bench = Bench()
    bench.open()

    bench.try_pin(WrongPin(2))

    assert (bench.session.page, bench.entry.problem, bench.entry.tries_left) == ("staff-pin", "wrong", 2)


def test_a_locked_pad_counts_down_and_gives_no_pin_to_the_door() -> None:
    bench = Bench()
    bench.open()
    bench.try_pin(PadLocked(15.0))
    pin = bytearray(b"739184")

    bench.entry.enter(pin)
    bench.work.finish()

    assert len(bench.door.pins) == 1
    assert pin == bytearray(6)
    assert bench.entry.locked_seconds == 15
    bench.clock.pass_seconds(15)
    assert bench.entry.problem == ""


def test_the_countdown_is_told_once_a_second() -> None:
    bench = Bench()
    bench.open()
    bench.try_pin(PadLocked(15.0))
    bench.entry.tick()
    before = bench.changes

    for _ in range(4):
        bench.clock.pass_seconds(0.5)
        bench.entry.tick()

    assert bench.changes == before + 2


def test_a_lock_from_before_the_restart_is_known_when_the_page_opens() -> None:
    bench = Bench()
    bench.door.locked = 120.0

    bench.open()

    assert bench.entry.locked_seconds == 120


def test_nobody_listed_and_a_disk_that_refuses_have_their_own_words() -> None:
    bench = Bench()
    bench.open()

    bench.try_pin(NobodyListed())
    assert bench.entry.problem == "nobody"
    bench.try_pin(NotChecked("staff-lock.json: no se pudo escribir"))
    assert bench.entry.problem == "not-checked"


def test_a_second_press_while_comparing_is_ignored() -> None:
    bench = Bench()
    bench.open()

    bench.entry.enter(bytearray(b"739184"))
    bench.entry.enter(bytearray(b"739184"))
    bench.work.finish()

    assert len(bench.door.pins) == 1


def test_an_answer_to_somebody_who_left_lets_nobody_in() -> None:
    bench = Bench()
    bench.open()
    bench.entry.enter(bytearray(b"739184"))

    bench.entry.close()
    bench.touch(TOUCHES)
    bench.work.finish()

    assert (bench.session.page, bench.entry.person) == ("staff-pin", "")


def test_the_person_is_forgotten_when_the_page_closes_by_itself() -> None:
    bench = Bench()
    bench.open()
    bench.try_pin(Entered("Lucía Ortega"))

    bench.session.close_staff()
    bench.entry.tick()

    assert bench.entry.person == ""
