"""The desk the printer stands on: its cable, and the hands that open, fill, pull and break things."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from devices.sim.control import Order, Parameter
from devices.sim.line import Line
from devices.sim.printer import replies
from devices.sim.printer.faults import ProcessIdMode
from devices.sim.printer.paper.record import Record
from devices.sim.printer.printer import Model, SimulatedPrinter
from devices.sim.printer.settings import DOTS_PER_LINE


@dataclass(slots=True)
class Cable:
    """What is wrong between printer and host."""

    deaf: bool = False
    xoff: bool = False
    bytes_until_drop: int | None = None

    def room(self, wanted: int) -> int:
        """How many of the bytes the printer would take may pass."""
        if self.deaf or self.xoff:
            return 0
        return wanted if self.bytes_until_drop is None else min(wanted, self.bytes_until_drop)


class Desk:
    """Joins printer, line and record, and knows every order a person can give."""

    def __init__(self, model: Model, record: Record, stop: Callable[[], None]) -> None:
        self.printer = SimulatedPrinter(model, self.send, record.finish)
        self.record = record
        self.cable = Cable()
        self._stop = stop
        self._line: Line | None = None

    @property
    def line(self) -> Line:
        """The connection to the host."""
        if self._line is None:
            raise RuntimeError("the line is connected before the first turn")
        return self._line

    def connect(self, line: Line) -> None:
        """Put the cable in."""
        self._line = line

    def room(self) -> int:
        """How many bytes may be taken from the line now."""
        return self.cable.room(self.printer.room)

    def deliver(self, data: bytes) -> None:
        """Bring bytes of the host to the printer; pull the cable where that was ordered."""
        self.printer.receive(data)
        if self.cable.bytes_until_drop is not None:
            self.cable.bytes_until_drop -= len(data)
            self._drop_if_due()

    def send(self, data: bytes) -> None:
        """Bring the printer's bytes to the host."""
        self.line.send(data)

    def work(self) -> float | None:
        """One turn; gives the seconds until the next one is due."""
        self.printer.work()
        self.line.listen(wanted=self.room() > 0)
        return self.printer.delay()

    def orders(self) -> dict[str, Order]:
        """Every order of the control socket; the line is connected by then."""
        return {**self._paper_orders(), **self._line_orders(), **self._fault_orders(), **self._other_orders()}

    def _paper_orders(self) -> dict[str, Order]:
        printer = self.printer
        return {
            "paper-out": Order(lambda: self._paper_left(0)),
            "paper-out-at-line": Order(self._paper_left, {"line": Parameter(int, minimum=0)}),
            "near-end": Order(lambda: self._paper_left(printer.model.near_end_lines)),
            "new-roll": Order(self._new_roll),
            "tear": Order(lambda: printer.mechanism.tear_off(roll_changed=False)),
            "cover-open": Order(self._open_cover),
            "cover-close": Order(self._close_cover),
        }

    def _line_orders(self) -> dict[str, Order]:
        return {
            "deaf": Order(lambda: _set(self.cable, deaf=True)),
            "listen": Order(lambda: _set(self.cable, deaf=False)),
            "xoff": Order(self._xoff),
            "xon": Order(self._xon),
            "unplug": Order(self.line.unplug),
            "plug": Order(self._plug),
            "drop-at-byte": Order(self._drop_at, {"byte": Parameter(int, minimum=0)}),
            "slow": Order(lambda baud: _set(self.printer, baud=baud), {"baud": Parameter(int, minimum=0)}),
        }

    def _fault_orders(self) -> dict[str, Order]:
        printer, answers = self.printer, self.printer.answers
        modes = tuple(mode.value for mode in ProcessIdMode)
        return {
            "silent": Order(lambda: _set(answers, silent=True)),
            "answer": Order(answers.speak),
            "garbage": Order(answers.make_garbage, {"seed": Parameter(int, default=0)}),
            "spurious": Order(answers.lie_unasked),
            "asb-in-answer": Order(lambda: _set(answers, status_inside=True)),
            "zero-asb": Order(lambda: _set(answers, zero_status=True)),
            "process-id": Order(
                lambda mode: _set(answers, process_ids=ProcessIdMode(mode)),
                {"mode": Parameter(str, choices=modes)},
            ),
            "cutter-error": Order(self._jam_cutter, {"at_cut": Parameter(bool, default=False)}),
            "fatal-error": Order(lambda: _set(printer, fatal=True)),
            "slow-lines": Order(
                lambda seconds: _set(printer, seconds_per_line=float(seconds)),
                {"seconds": Parameter(float, minimum=0)},
            ),
        }

    def _other_orders(self) -> dict[str, Order]:
        return {
            "ready": Order(self._ready),
            "power-cycle": Order(self._power_cycle),
            "status": Order(self._status),
            "receipts": Order(lambda: {"receipts": [receipt.as_json() for receipt in self.record.receipts]}),
            "stop": Order(self._stop),
        }

    def _paper_left(self, line: int) -> None:
        self.printer.mechanism.roll.left = line * DOTS_PER_LINE

    def _new_roll(self) -> None:
        mechanism = self.printer.mechanism
        mechanism.tear_off(roll_changed=True)
        mechanism.roll.left = mechanism.roll.full

    def _open_cover(self) -> None:
        self.printer.cover_open = True

    def _close_cover(self) -> None:
        """Whoever opened the cover freed the blade; the error stays until DLE ENQ or a power cycle."""
        if self.printer.cover_open:
            self.printer.cutter_jammed = False
        self.printer.cover_open = False

    def _jam_cutter(self, *, at_cut: bool) -> None:
        self.printer.cutter_jammed = True
        self.printer.cutter_error = not at_cut

    def _xoff(self) -> None:
        self.cable.xoff = True
        self.printer.answers.signal(replies.XOFF)

    def _xon(self) -> None:
        if self.cable.xoff:
            self.cable.xoff = False
            self.printer.answers.signal(replies.XON)

    def _plug(self) -> None:
        self.cable.bytes_until_drop = None
        self.line.plug()

    def _drop_at(self, byte: int) -> None:
        self.cable.bytes_until_drop = byte
        self._drop_if_due()

    def _drop_if_due(self) -> None:
        if self.cable.bytes_until_drop == 0:
            self.cable.bytes_until_drop = None
            self.line.unplug()

    def _power_cycle(self) -> None:
        self.printer.power_cycle()
        self.line.power_lost()

    def _ready(self) -> None:
        """Cure everything. What the printer holds is printed; half a receipt is torn only at a paper end."""
        printer = self.printer
        if printer.mechanism.roll.out:
            self._new_roll()
        printer.mechanism.roll.left = printer.mechanism.roll.full
        printer.answers.cure()
        self._xon()
        _set(printer, cover_open=False, cutter_jammed=False, cutter_error=False, fatal=False)
        _set(printer, baud=printer.model.baud, seconds_per_line=printer.model.seconds_per_line)
        self.cable = Cable()
        self.line.plug()

    def _status(self) -> Mapping[str, object]:
        printer = self.printer
        return {
            "condition": self._condition(),
            "lines_left": printer.mechanism.roll.lines,
            "receipts": len(self.record.receipts),
            "open_text": printer.mechanism.piece.text(),
            "bytes_received": printer.bytes_received,
            "buffered": printer.buffered,
            "drawer_kicks": printer.drawer_kicks,
            "faults": self._faults(),
            "log": list(printer.log),
        }

    def _condition(self) -> str:
        """The worst that is true of it, in the words of a technician looking at it."""
        sensors = self.printer.sensors
        conditions = {
            "disconnected": not self.line.plugged,
            "cover-open": sensors.cover_open,
            "paper-out": sensors.paper_out,
            "fault": sensors.cutter_error or sensors.fatal,
            "paper-low": sensors.near_end,
        }
        return next((name for name, is_true in conditions.items() if is_true), "ready")

    def _faults(self) -> list[str]:
        printer = self.printer
        chosen = {
            "cutter-error": printer.cutter_error or printer.cutter_jammed,
            "fatal-error": printer.fatal,
            "deaf": self.cable.deaf,
            "xoff": self.cable.xoff,
            "drop-at-byte": self.cable.bytes_until_drop is not None,
            "slow": bool(printer.baud),
            "slow-lines": bool(printer.seconds_per_line),
        }
        return [name for name, is_chosen in chosen.items() if is_chosen] + printer.answers.names()


def _set(target: object, **values: object) -> None:
    """Set attributes that exist; an order as one expression."""
    for name, value in values.items():
        if not hasattr(target, name):
            raise AttributeError(f"{type(target).__name__} has no {name}")
        setattr(target, name, value)
