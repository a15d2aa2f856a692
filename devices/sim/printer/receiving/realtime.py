"""Real-time commands hidden in other data: the printer's receiving interrupt looks at every byte.

The makers warn of it: "the status is also transmitted whenever the sequence is received, even if it appears
as part of another command" (Epson, DLE EOT and DLE ENQ).
"""

from typing import Final

from devices.sim.printer.receiving.parser import Command

CLEAR_BUFFERS: Final = (8, 1, 3, 20, 1, 6, 2, 8)
"""The parameters of DLE DC4 (fn = 8); any other data after fn 8 is not that command."""


class RealTimeWatch:
    """Recognises DLE EOT, DLE ENQ and DLE DC4 anywhere in a stream of bytes."""

    def __init__(self) -> None:
        self._seen: tuple[int, ...] = ()

    def reset(self) -> None:
        """Forget a half-seen sequence."""
        self._seen = ()

    def feed(self, byte: int) -> Command | None:
        """Take one byte; give the command it completes."""
        self._seen = (*self._seen, byte)
        while self._seen and not _may_grow(self._seen):
            self._seen = self._seen[1:]
        command = _complete(self._seen)
        if command is not None:
            self._seen = ()
        return command


def _may_grow(seen: tuple[int, ...]) -> bool:
    """Whether `seen` is a beginning, or the whole, of a real-time command."""
    match seen:
        case (0x10,) | (0x10, 0x04 | 0x05 | 0x14):
            return True
        case (0x10, 0x04, number):
            return 1 <= number <= 4
        case (0x10, 0x05, number):
            return number <= 2
        case (0x10, 0x14, *rest):
            return tuple(rest) == CLEAR_BUFFERS[: len(rest)] or _may_be_a_pulse(tuple(rest))
        case _:
            return False


def _may_be_a_pulse(rest: tuple[int, ...]) -> bool:
    """DLE DC4 1 m t: the drawer's pulse, m 0 or 1, t 1 to 8."""
    allowed = ((1,), (0, 1), range(1, 9))
    return len(rest) <= len(allowed) and all(
        value in values for value, values in zip(rest, allowed, strict=False)
    )


def _complete(seen: tuple[int, ...]) -> Command | None:
    match seen:
        case (0x10, 0x04, number):
            return Command("DLE EOT", (number,))
        case (0x10, 0x05, number):
            return Command("DLE ENQ", (number,))
        case (0x10, 0x14, *rest) if tuple(rest) == CLEAR_BUFFERS or (len(rest) == 3 and rest[0] == 1):
            return Command("DLE DC4", tuple(rest))
        case _:
            return None
