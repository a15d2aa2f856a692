"""Staff PINs: only verifiers on disk, and a lock-out that no restart, plug or clock shortens."""

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminal.staff import (
    FIRST_LOCK_SECONDS,
    LOCK_FILE,
    LONGEST_LOCK_SECONDS,
    STAFF_FILE,
    TRIES,
    Entered,
    NobodyListed,
    NotChecked,
    PadLocked,
    StaffDoor,
    StaffError,
    StaffList,
    WrongPin,
    lock_seconds,
)
from tests.unit.terminal.fakes import HeldClock

PIN, OTHER = "739184", "502617"


class MovedClock(HeldClock):
    """A machine whose wall clock somebody sets, and which restarts."""

    def __init__(self) -> None:
        super().__init__()
        self.boot_id = "boot-one"
        self.moved = timedelta()

    def now(self) -> datetime:
        return super().now() + self.moved

    def restart(self) -> None:
        self.boot_id, self._passed = "boot-two", 0.0


@pytest.fixture
def staff(tmp_path: Path) -> StaffList:
    people = StaffList(tmp_path)
    people.add("Lucía Ortega", PIN, bytes)
    people.add("Ramón Cruz", OTHER, lambda count: bytes(range(count)))
    return people


def door(folder: Path, clock: MovedClock) -> StaffDoor:
    return StaffDoor(folder, clock)


def try_wrong(folder: Path, clock: MovedClock, times: int) -> None:
    for _ in range(times):
        door(folder, clock).enter(bytearray(b"111222"))


@pytest.mark.usefixtures("staff")
def test_each_person_enters_with_their_own_pin(tmp_path: Path) -> None:
    entry = door(tmp_path, MovedClock())

    assert entry.enter(bytearray(PIN.encode())) == Entered("Lucía Ortega")
    assert entry.enter(bytearray(OTHER.encode())) == Entered("Ramón Cruz")


@pytest.mark.usefixtures("staff")
def test_the_file_holds_no_pin_and_is_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / STAFF_FILE

    assert PIN.encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("staff")
def test_the_pin_is_overwritten_whatever_the_answer(tmp_path: Path) -> None:
    right, wrong = bytearray(PIN.encode()), bytearray(b"111222")
    entry = door(tmp_path, MovedClock())

    entry.enter(right)
    entry.enter(wrong)

    assert (right, wrong) == (bytearray(6), bytearray(6))


@pytest.mark.usefixtures("staff")
def test_the_fifth_wrong_pin_locks_the_pad_and_the_right_one_is_not_even_compared(tmp_path: Path) -> None:
    clock = MovedClock()
    entry = door(tmp_path, clock)

    answers = [entry.enter(bytearray(b"111222")) for _ in range(TRIES)]

    assert answers[:-1] == [WrongPin(4), WrongPin(3), WrongPin(2), WrongPin(1)]
    assert answers[-1] == PadLocked(FIRST_LOCK_SECONDS)
    assert entry.enter(bytearray(PIN.encode())) == PadLocked(FIRST_LOCK_SECONDS)
    clock.pass_seconds(FIRST_LOCK_SECONDS)
    assert entry.enter(bytearray(PIN.encode())) == Entered("Lucía Ortega")


@pytest.mark.usefixtures("staff")
def test_each_further_wrong_pin_doubles_the_wait(tmp_path: Path) -> None:
    clock = MovedClock()
    try_wrong(tmp_path, clock, TRIES)
    clock.pass_seconds(FIRST_LOCK_SECONDS)

    assert door(tmp_path, clock).enter(bytearray(b"111222")) == PadLocked(2 * FIRST_LOCK_SECONDS)


@given(st.integers(0, 10_000))
def test_the_wait_never_shrinks_and_has_an_end(wrong: int) -> None:
    assert lock_seconds(wrong) <= lock_seconds(wrong + 1) <= LONGEST_LOCK_SECONDS


@pytest.mark.usefixtures("staff")
def test_a_new_process_knows_of_the_lock(tmp_path: Path) -> None:
    clock = MovedClock()
    try_wrong(tmp_path, clock, TRIES)
    clock.pass_seconds(5)

    assert door(tmp_path, clock).locked_seconds() == FIRST_LOCK_SECONDS - 5


@pytest.mark.usefixtures("staff")
def test_a_restarted_machine_waits_the_whole_delay_again(tmp_path: Path) -> None:
    clock = MovedClock()
    try_wrong(tmp_path, clock, TRIES)
    clock.pass_seconds(14)

    clock.restart()

    assert door(tmp_path, clock).locked_seconds() == FIRST_LOCK_SECONDS
    clock.pass_seconds(FIRST_LOCK_SECONDS)
    assert door(tmp_path, clock).enter(bytearray(PIN.encode())) == Entered("Lucía Ortega")


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize("days", [-400, 400])
def test_setting_the_clock_opens_nothing(tmp_path: Path, days: int) -> None:
    clock = MovedClock()
    try_wrong(tmp_path, clock, TRIES)

    clock.moved = timedelta(days=days)

    assert door(tmp_path, clock).locked_seconds() == FIRST_LOCK_SECONDS


@pytest.mark.usefixtures("staff")
def test_wrong_tries_are_counted_over_restarts(tmp_path: Path) -> None:
    clock = MovedClock()
    try_wrong(tmp_path, clock, TRIES - 1)
    clock.restart()

    assert door(tmp_path, clock).enter(bytearray(b"111222")) == PadLocked(FIRST_LOCK_SECONDS)


def test_the_try_is_noted_before_it_is_compared(
    tmp_path: Path, staff: StaffList, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unplugged(*_: object) -> None:
        raise KeyboardInterrupt

    clock = MovedClock()
    entry = door(tmp_path, clock)
    with monkeypatch.context() as plug:
        plug.setattr("terminal.staff._owner", unplugged)
        with pytest.raises(KeyboardInterrupt):
            entry.enter(bytearray(b"111222"))

    assert staff.names
    assert entry.enter(bytearray(b"111222")) == WrongPin(TRIES - 2)


@pytest.mark.usefixtures("staff")
def test_the_right_pin_forgives_the_wrong_ones(tmp_path: Path) -> None:
    clock = MovedClock()
    try_wrong(tmp_path, clock, TRIES - 1)
    door(tmp_path, clock).enter(bytearray(PIN.encode()))

    assert door(tmp_path, clock).enter(bytearray(b"111222")) == WrongPin(TRIES - 1)


@pytest.mark.usefixtures("staff")
def test_a_damaged_note_of_the_tries_counts_as_too_many(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).write_bytes(b"{")

    assert door(tmp_path, MovedClock()).enter(bytearray(PIN.encode())) == PadLocked(FIRST_LOCK_SECONDS)


@pytest.mark.usefixtures("staff")
def test_a_try_that_cannot_be_noted_is_not_compared(tmp_path: Path) -> None:
    (tmp_path / f"{LOCK_FILE}.new").mkdir()

    found = door(tmp_path, MovedClock()).enter(bytearray(PIN.encode()))

    assert isinstance(found, NotChecked)
    assert LOCK_FILE in found.detail


def test_a_damaged_list_lets_nobody_in_and_names_the_file(tmp_path: Path) -> None:
    (tmp_path / STAFF_FILE).write_bytes(b"{}[")

    found = door(tmp_path, MovedClock()).enter(bytearray(PIN.encode()))

    assert isinstance(found, NotChecked)
    assert STAFF_FILE in found.detail


def test_without_staff_nobody_is_wrong(tmp_path: Path) -> None:
    assert door(tmp_path, MovedClock()).enter(bytearray(PIN.encode())) == NobodyListed()


@pytest.mark.parametrize(
    "pin", ["12345", "1234567890123", "12a456", "١٢٣٤٥٦", "", "777777", "123456", "987654"]
)
def test_a_pin_that_is_short_long_or_guessed_is_refused(tmp_path: Path, pin: str) -> None:
    with pytest.raises(StaffError) as refused:
        StaffList(tmp_path).add("Lucía", pin, bytes)

    assert not pin or pin not in str(refused.value)


@pytest.mark.parametrize(("name", "pin"), [("lucía ortega", "264871"), ("Otra", PIN), ("  ", "264871")])
def test_a_name_or_pin_that_is_taken_is_refused(staff: StaffList, name: str, pin: str) -> None:
    with pytest.raises(StaffError):
        staff.add(name, pin, bytes)

    assert staff.names == ("Lucía Ortega", "Ramón Cruz")


def test_who_is_removed_enters_no_more(staff: StaffList) -> None:
    staff.remove("lucía ortega")

    assert staff.names == ("Ramón Cruz",)
    assert staff.owner_of(PIN.encode()) is None
    with pytest.raises(StaffError, match="no hay nadie"):
        staff.remove("Lucía Ortega")


def test_a_damaged_verifier_is_named_not_guessed(staff: StaffList, tmp_path: Path) -> None:
    content = msgspec.json.decode((tmp_path / STAFF_FILE).read_bytes())
    content["people"][0]["salt"] = "***"
    (tmp_path / STAFF_FILE).write_bytes(msgspec.json.encode(content))

    with pytest.raises(StaffError, match=STAFF_FILE):
        staff.owner_of(PIN.encode())
