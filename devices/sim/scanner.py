"""Start a simulated barcode scanner on a serial line: python -m devices.sim.scanner."""

import random
import time
from argparse import ArgumentParser
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from devices.sim.control import ControlServer, Order, Parameter, RefusedOrderError
from devices.sim.line import Line, SerialLine
from devices.sim.process import Loop, add_process_arguments, announce, bind_to_life_of_starter

_BETWEEN_PIECES: Final = 0.005  # seconds
_READ_AT_ONCE: Final = 4096


class SimulatedScanner:
    """Sends what it "sees"; what the host sends is read and dropped: this model has no commands."""

    def __init__(
        self, suffix: bytes, stop: Callable[[], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._suffix = suffix
        self._stop = stop
        self._clock = clock
        self._waiting: deque[bytes] = deque()
        self._next_at = 0.0
        self._scans = 0
        self._line: Line | None = None

    def connect(self, line: Line) -> None:
        """Put the cable in."""
        self._line = line

    def room(self) -> int:
        """How many bytes of the host it takes."""
        return _READ_AT_ONCE

    def deliver(self, data: bytes) -> None:
        """Drop what the host sent."""

    def work(self) -> float | None:
        """Send what is due; gives the seconds until the next piece is."""
        line = self._connected()
        line.listen(wanted=True)
        while self._waiting and self._clock() >= self._next_at:
            line.send(self._waiting.popleft())
            self._next_at = self._clock() + _BETWEEN_PIECES
        return max(self._next_at - self._clock(), 0.0) if self._waiting else None

    def orders(self) -> dict[str, Order]:
        """Every order of the control socket."""
        scan = {
            "text": Parameter(str),
            "encoding": Parameter(str, default="utf-8", choices=("utf-8", "latin-1")),
            "aim": Parameter(str, default=None),
            "pieces": Parameter(int, default=1, minimum=1),
        }
        noise = {"bytes": Parameter(int, minimum=1), "seed": Parameter(int, default=0)}
        return {
            "scan": Order(self._scan, scan),
            "noise": Order(self._noise, noise),
            "unplug": Order(self._unplug),
            "plug": Order(lambda: self._connected().plug()),
            "status": Order(self._status),
            "stop": Order(self._stop),
        }

    def _connected(self) -> Line:
        if self._line is None:
            raise RuntimeError("the line is connected before the first turn")
        return self._line

    def _scan(self, text: str, encoding: str, aim: str | None, pieces: int) -> None:
        try:
            payload = text.encode(encoding)
        except UnicodeEncodeError as error:
            raise RefusedOrderError(f'parameter "text" has letters that {encoding} lacks') from error
        self._queue((aim or "").encode("ascii", "replace") + payload + self._suffix, pieces)
        self._scans += 1

    def _noise(self, seed: int, **count: int) -> None:
        """Random bytes without the suffix: whatever frames the code must find its own end."""
        noise = random.Random(seed).randbytes(count["bytes"])  # noqa: S311 - noise, not a secret
        self._queue(noise.translate(None, self._suffix) if self._suffix else noise, 1)

    def _queue(self, data: bytes, pieces: int) -> None:
        if not self._connected().plugged:
            raise RefusedOrderError("the scanner is unplugged")
        size = -(-len(data) // pieces)
        self._waiting.extend(data[at : at + size] for at in range(0, len(data), size))

    def _unplug(self) -> None:
        self._waiting.clear()
        self._connected().unplug()

    def _status(self) -> Mapping[str, object]:
        condition = "ready" if self._connected().plugged else "disconnected"
        return {"condition": condition, "scans": self._scans, "waiting": len(self._waiting)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run until stopped by its control socket, a signal or the end of its starter."""
    options = _arguments().parse_args(arguments)
    loop = Loop()
    bind_to_life_of_starter(options, loop)
    scanner = SimulatedScanner(options.suffix.encode().decode("unicode_escape").encode("latin-1"), loop.stop)
    line = SerialLine(Path(options.serial), loop.selector, scanner.room, scanner.deliver)
    scanner.connect(line)
    control = ControlServer(Path(options.control), loop.selector, scanner.orders())
    announce(serial=options.serial, control=options.control)
    try:
        loop.run(scanner.work)
    finally:
        control.close()
        line.unplug()
        loop.close()


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m devices.sim.scanner", description=__doc__)
    add_process_arguments(parser)
    parser.add_argument("--serial", required=True, metavar="LINK", help="the name of the pseudo-terminal")
    parser.add_argument(
        "--suffix", default="\\r", help=r"what ends each code; \r, \n, \x03 as in Python (\r)"
    )
    return parser


if __name__ == "__main__":
    main()
