"""The simulated printer: what it does with bytes, time, paper and people."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from devices.sim.printer import replies
from devices.sim.printer.faults import Answers
from devices.sim.printer.mechanism import Mechanism, Roll
from devices.sim.printer.paper.piece import Piece
from devices.sim.printer.receiving.buffer import ReceiveBuffer
from devices.sim.printer.receiving.parser import Command, Parser
from devices.sim.printer.receiving.realtime import CLEAR_BUFFERS
from devices.sim.printer.settings import DOTS_PER_LINE

_QUESTIONS: Final = frozenset({"GS a", "GS r", "GS I", "GS ( H"})
_SET_PROCESS_ID: Final = b"00"  # fn = 48, m = 48
_BITS_PER_BYTE: Final = 10  # start, eight data, stop
_LOG_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class Model:
    """What kind of printer it is; it never changes while it runs."""

    columns: int = 48
    paper_lines: int = 400
    near_end_lines: int = 40
    near_end_sensor: bool = True
    buffer_bytes: int = 4096
    watches_data: bool = True
    baud: int = 0
    seconds_per_line: float = 0.0

    def new_roll(self) -> Roll:
        """A full roll of paper."""
        full = self.paper_lines * DOTS_PER_LINE
        return Roll(full, self.near_end_lines * DOTS_PER_LINE, self.near_end_sensor, full)


class SimulatedPrinter:
    """One printer. `send` carries its answers to the host, `finish` takes the paper that leaves it."""

    def __init__(
        self,
        model: Model,
        send: Callable[[bytes], None],
        finish: Callable[[Piece, bool], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self.answers = Answers(send)
        self.mechanism = Mechanism(model.columns, model.new_roll(), finish)
        self.cover_open = False
        self.cutter_jammed = False
        self.cutter_error = False
        self.fatal = False
        self.baud = model.baud
        self.seconds_per_line = model.seconds_per_line
        self.bytes_received = 0
        self.drawer_kicks = 0
        self.log: deque[str] = deque(maxlen=_LOG_LINES)
        self._clock = clock
        self._buffer = ReceiveBuffer(model.buffer_bytes, self._real_time, watch_data=model.watches_data)
        self._executing = Parser()
        self._waiting_id: bytes | None = None
        self._status_items = 0
        self._reported = b""
        self._busy_until = 0.0
        self._next_read_at = 0.0

    @property
    def sensors(self) -> replies.Sensors:
        """What the sensors say now."""
        return replies.Sensors(
            cover_open=self.cover_open,
            paper_out=self.mechanism.roll.out,
            near_end=self.mechanism.roll.low,
            cutter_error=self.cutter_error,
            fatal=self.fatal,
        )

    @property
    def room(self) -> int:
        """How many bytes it takes from the line now: the rest of its buffer, at the line's speed."""
        if not self.baud:
            return self._buffer.room
        if self._clock() < self._next_read_at:
            return 0
        return min(self._buffer.room, max(self.baud // _BITS_PER_BYTE // 100, 1))

    @property
    def buffered(self) -> int:
        """Bytes received and not yet executed."""
        return len(self._buffer)

    def receive(self, data: bytes) -> None:
        """Take bytes from the line."""
        self.bytes_received += len(data)
        if self.baud:
            self._next_read_at = self._clock() + len(data) * _BITS_PER_BYTE / self.baud
        self._buffer.receive(data)

    def work(self) -> None:
        """Do all that can be done by now."""
        while self._turn():
            pass
        self.report_changes()

    def delay(self) -> float | None:
        """Seconds until `work` or `room` can change by themselves; None for never."""
        now = self._clock()
        due = [at - now for at in (self._busy_until, self._next_read_at) if at > now]
        return min(due, default=None)

    def report_changes(self) -> None:
        """Automatic Status Back: tell the chosen items of status when they change."""
        if not self._status_items:
            return
        status = replies.automatic_status(self.sensors)
        watched = replies.watched_part(status, self._status_items)
        if watched != self._reported:
            self._reported = watched
            self.answers.say_status(status)

    def recover(self) -> None:
        """Leave a recoverable error whose cause is gone."""
        self.cutter_error = self.cutter_error and self.cutter_jammed

    def power_cycle(self) -> None:
        """Off and on: buffers, modes and process ids are gone; the paper hangs where it hung."""
        self._clear_buffers()
        self.mechanism.initialize()
        self.answers.forget()
        self._status_items = 0
        self._busy_until = 0.0
        self.recover()

    def _turn(self) -> bool:
        """Do one thing; False where nothing can be done now."""
        if self.sensors.offline or self._clock() < self._busy_until:
            return False
        if self.mechanism.moving:
            self._move()
        elif self._waiting_id is not None and not self.mechanism.unprinted:
            process_id, self._waiting_id = self._waiting_id, None
            self.answers.say_process_id(process_id, self.sensors)
        elif self._buffer:
            for command in self._executing.feed(self._buffer.take()):
                self._execute(command)
        else:
            return False
        return True

    def _move(self) -> None:
        if self.mechanism.next_is_cut and self.cutter_jammed:
            self.cutter_error = True
            return
        dots = self.mechanism.move()
        self._busy_until = self._clock() + self.seconds_per_line * dots / DOTS_PER_LINE

    def _execute(self, command: Command) -> None:
        if command.name in _QUESTIONS:
            self._answer(command)
            return
        self.mechanism.piece.raw += command.raw
        if command.name == "ESC @":
            self._status_items = 0
        if command.name == "ESC p":
            self._kick_drawer("ESC p")
        elif not self.mechanism.execute(command):
            self.log.append(f"not understood: {command.name} {command.numbers}")
        while self.mechanism.ignored:
            self.log.append(self.mechanism.ignored.pop(0))

    def _answer(self, command: Command) -> None:
        """What is answered in its turn, not on arrival."""
        match command:
            case Command("GS a", (items,)):
                self._status_items = items
                self._reported = b""
            case Command("GS r", (number,)):
                self.answers.say(replies.queued_status(number, self.sensors), self.sensors)
            case Command("GS I", (number,)):
                self.answers.say(replies.identity(number), self.sensors)
            case Command("GS ( H", data=data) if data.startswith(_SET_PROCESS_ID) and len(data) == 6:
                self._waiting_id = data[2:]
        self.report_changes()

    def _real_time(self, command: Command) -> None:
        match command:
            case Command("DLE EOT", (number, *_)):
                self.answers.say(replies.real_time_status(number, self.sensors), self.sensors)
            case Command("DLE ENQ", (1,)) if self.cutter_error:
                self.recover()
            case Command("DLE ENQ", (2,)) if self.cutter_error:
                self._clear_buffers()
                self.recover()
            case Command("DLE DC4", (1, _, _)):
                self._kick_drawer("DLE DC4 1")
            case Command("DLE DC4", numbers) if numbers == CLEAR_BUFFERS:
                self._clear_buffers()
                self.answers.say(replies.CLEAR_RESPONSE, self.sensors)

    def _clear_buffers(self) -> None:
        """Receive and print buffers, and the ids of what was in them: those are never answered."""
        self._buffer.clear()
        self._executing = Parser()
        self._waiting_id = None
        self.mechanism.clear()

    def _kick_drawer(self, command: str) -> None:
        self.drawer_kicks += 1
        self.log.append(f"FAULT: cash drawer opened by {command}; a receipt must never do that")
