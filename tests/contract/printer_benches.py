"""What the contract suite needs of a printer: the driver, and a hand on the printer itself.

A further bench (a simulator, a real printer) is one more function in BENCHES.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final, Protocol

from devices.contract import Condition, ReceiptPrinter
from devices.printers.encoder import ReceiptEncoder
from devices.printers.escpos import EscPosPrinter
from devices.printers.profiles import PROFILES
from tests.fakes import lines
from tests.fakes.lines import FarEnd, ScriptedLine, SteppedClock


class PrinterBench(Protocol):
    """A printer under test and everything a person can do to it."""

    @property
    def printer(self) -> ReceiptPrinter: ...

    def set_condition(self, condition: Condition) -> None:
        """READY, PAPER_LOW, PAPER_OUT, COVER_OPEN or FAULT."""
        ...

    def silence(self) -> None:
        """Answer nothing from now on."""
        ...

    def unplug(self) -> None: ...

    def plug_in(self) -> None: ...

    def stop_in_next_job(self, condition: Condition) -> None:
        """Stop after part of the next job, with this condition, until `set_condition(READY)`."""
        ...

    def unplug_in_next_job(self) -> None:
        """Lose the line after part of the next job."""
        ...

    def wait(self, seconds: float) -> None:
        """Let time pass on the driver's clock."""
        ...

    def job_bytes_received(self) -> bool:
        """Whether any byte of any job has reached the printer."""
        ...


class ScriptedBench:
    """EscPosPrinter on a scripted line: nothing takes real time."""

    _EOT: Final = {
        Condition.READY: lines.READY_EOT,
        Condition.PAPER_LOW: lines.PAPER_LOW_EOT,
        Condition.PAPER_OUT: lines.PAPER_OUT_EOT,
        Condition.COVER_OPEN: lines.COVER_EOT,
        Condition.FAULT: lines.CUTTER_EOT,
    }

    def __init__(self) -> None:
        self._clock = SteppedClock()
        self._line = ScriptedLine(self._clock)
        self._far = FarEnd(self._line)
        encoder = ReceiptEncoder(PROFILES["generic-80mm"], Path("config/fonts"))
        self.printer = EscPosPrinter(self._line, encoder, self._clock)

    def set_condition(self, condition: Condition) -> None:
        self._far.eot = self._EOT[condition]
        if condition is Condition.READY and self._far.held:
            self._far.release()

    def silence(self) -> None:
        self._far.silent = True

    def unplug(self) -> None:
        self._line.lose()

    def plug_in(self) -> None:
        self._line.restore()

    def stop_in_next_job(self, condition: Condition) -> None:
        self._far.held = True
        self._far.on_job = lambda: self.set_condition(condition)

    def unplug_in_next_job(self) -> None:
        self._line.loses_at = len(self._line.written) + 30

    def wait(self, seconds: float) -> None:
        self._clock.wait(seconds)

    def job_bytes_received(self) -> bool:
        return b"\x1b@" in self._line.written


@contextmanager
def scripted_line() -> Iterator[PrinterBench]:
    bench = ScriptedBench()
    yield bench
    bench.printer.close()


BENCHES: Final[tuple[Callable[[], AbstractContextManager[PrinterBench]], ...]] = (scripted_line,)
