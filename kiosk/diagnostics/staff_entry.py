"""How staff get in: five touches on the mark of the start screen, then their PIN."""

from collections.abc import Callable
from math import ceil
from typing import Final, Protocol, assert_never

import structlog

from kiosk.background import Background
from offline_queue.clock import Clock
from terminal.staff import Entered, EntryOutcome, NobodyListed, NotChecked, PadLocked, WrongPin

TOUCHES: Final = 5
WITHIN_SECONDS: Final = 4.0
_log = structlog.get_logger(__name__)


class Door(Protocol):
    """What compares a PIN; `terminal.staff.StaffDoor` is one. Its methods block."""

    def enter(self, pin: bytearray) -> EntryOutcome:
        """Who this is; the PIN is overwritten."""
        ...

    def locked_seconds(self) -> float:
        """How long the pad stays locked."""
        ...


class StaffSession(Protocol):
    """The part of the session that staff move."""

    @property
    def page(self) -> str:
        """Where the terminal is."""
        ...

    @property
    def staff_seconds_left(self) -> int:
        """Until the page closes by itself."""
        ...

    def open_staff(self) -> None:
        """To the PIN page, from the start screen only."""
        ...

    def staff_entered(self) -> None:
        """The PIN was right."""
        ...

    def close_staff(self) -> None:
        """Back to the start screen."""
        ...


class StaffEntry:
    """Implements `ui.services.StaffEntry`; everything runs on the GUI's thread."""

    def __init__(self, session: StaffSession, door: Door, clock: Clock, background: Background) -> None:
        self._session = session
        self._door = door
        self._clock = clock
        self._background = background
        self._listeners: list[Callable[[], None]] = []
        self._touches: list[float] = []
        self._turn = 0  # an answer to somebody who left belongs to nobody
        self._locked_until = 0.0
        self._told_seconds = 0
        self._problem = ""
        self.checking = False
        self.tries_left = 0
        self.person = ""

    @property
    def problem(self) -> str:
        """Why nobody entered: wrong, locked, nobody, not-checked; empty while there is none."""
        return "locked" if self.locked_seconds else self._problem

    @property
    def locked_seconds(self) -> int:
        """Whole seconds until a PIN may be tried again."""
        return max(0, ceil(self._locked_until - self._clock.monotonic()))

    @property
    def seconds_left(self) -> int:
        """Until technician mode closes by itself."""
        return self._session.staff_seconds_left

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._listeners.append(listener)

    def mark_touched(self) -> None:
        """Somebody touched the mark; the fifth within four seconds opens the PIN page."""
        now = self._clock.monotonic()
        self._touches = [*(each for each in self._touches if now - each <= WITHIN_SECONDS), now]
        if len(self._touches) >= TOUCHES:
            self._touches.clear()
            self._open()

    def enter(self, pin: bytearray) -> None:
        """Try a PIN; the answer comes later. The PIN is overwritten."""
        if self.checking or self.locked_seconds:
            pin[:] = bytes(len(pin))
            return
        self.checking = True
        turn = self._turn
        self._background.run(lambda: self._door.enter(pin), lambda outcome: self._answered(turn, outcome))
        self._changed()

    def close(self) -> None:
        """Leave the PIN page."""
        self._forget()
        self._session.close_staff()

    def tick(self) -> None:
        """Once a second: the countdown of a locked pad, and a page that closed by itself."""
        if self._session.page not in ("staff-pin", "technician") and (self.person or self._problem):
            self._forget()
        if self._told_seconds != self.locked_seconds:
            self._told_seconds = self.locked_seconds
            self._changed()

    def _open(self) -> None:
        self._forget()
        self._session.open_staff()
        if self._session.page == "staff-pin":
            self._background.run(self._door.locked_seconds, self._locked_for)

    def _locked_for(self, seconds: float) -> None:
        self._locked_until = self._clock.monotonic() + seconds
        self._changed()

    def _answered(self, turn: int, outcome: EntryOutcome) -> None:
        if turn != self._turn:
            return
        self.checking = False
        match outcome:
            case Entered(name):
                _log.info("staff.entered")
                self._problem, self.person = "", name
                self._session.staff_entered()
            case WrongPin(tries_left):
                self._problem, self.tries_left = "wrong", tries_left
            case PadLocked(seconds):
                _log.warning("staff.locked", seconds=round(seconds))
                self._problem = ""
                self._locked_for(seconds)
            case NobodyListed():
                self._problem = "nobody"
            case NotChecked(detail):
                _log.error("staff.not-checked", detail=detail)
                self._problem = "not-checked"
            case _:
                assert_never(outcome)
        self._changed()

    def _forget(self) -> None:
        self._turn += 1
        self.checking, self._problem, self.tries_left, self.person = False, "", 0, ""

    def _changed(self) -> None:
        for listener in self._listeners:
            listener()
