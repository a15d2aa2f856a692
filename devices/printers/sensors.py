"""Status bits in words: what the answers of a printer mean, worst news first.

Bits: Epson ESC/POS reference, DLE EOT 1–4 and GS a (automatic status). The codes PRN-nn are explained in
docs/devices/escpos-printer.md.
"""

from dataclasses import dataclass
from typing import Final

from devices.contract import Condition, DeviceStatus

_OFFLINE: Final = 0x08
_EOT2_COVER: Final = 0x04
_EOT2_FEEDING: Final = 0x08
_EOT2_PAPER_STOP: Final = 0x20
_EOT2_ERROR: Final = 0x40
_CUTTER: Final = 0x08
_UNRECOVERABLE: Final = 0x20
_RECOVERABLE: Final = 0x40
_MECHANICAL: Final = 0x04
_EOT4_NEAR_END: Final = 0x0C
_EOT4_END: Final = 0x60
_ASB1_COVER: Final = 0x20
_ASB1_FEEDING: Final = 0x40
_ASB3_NEAR_END: Final = 0x03
_ASB3_END: Final = 0x0C

READY: Final = DeviceStatus(Condition.READY)
SILENT: Final = DeviceStatus(Condition.UNKNOWN, "PRN-02 no responde a la consulta de estado")


@dataclass(frozen=True, slots=True)
class Sensors:
    """What the sensors say, whichever way they said it."""

    cover_open: bool
    paper_end: bool
    errors: int
    other_error: bool
    feeding: bool
    offline: bool
    near_end: bool

    @classmethod
    def from_eot(cls, answers: tuple[int, int, int, int]) -> "Sensors":
        """From the answers to DLE EOT 1, 2, 3 and 4."""
        printer, cause, error, paper = answers
        return cls(
            cover_open=bool(cause & _EOT2_COVER),
            paper_end=bool(cause & _EOT2_PAPER_STOP or paper & _EOT4_END),
            errors=error,
            other_error=bool(cause & _EOT2_ERROR),
            feeding=bool(cause & _EOT2_FEEDING),
            offline=bool(printer & _OFFLINE),
            near_end=bool(paper & _EOT4_NEAR_END),
        )

    @classmethod
    def from_asb(cls, data: bytes) -> "Sensors":
        """From the four bytes of an automatic status."""
        return cls(
            cover_open=bool(data[0] & _ASB1_COVER),
            paper_end=bool(data[2] & _ASB3_END),
            errors=data[1],
            other_error=False,
            feeding=bool(data[0] & _ASB1_FEEDING),
            offline=bool(data[0] & _OFFLINE),
            near_end=bool(data[2] & _ASB3_NEAR_END),
        )

    def status(self) -> DeviceStatus:
        """The one thing to say: cover, paper end, errors, offline, near end, ready."""
        if self.cover_open:
            return DeviceStatus(Condition.COVER_OPEN, "PRN-04 tapa abierta")
        if self.paper_end:
            return DeviceStatus(Condition.PAPER_OUT, "PRN-03 sin papel")
        fault = self._fault()
        if fault:
            return DeviceStatus(Condition.FAULT, fault)
        if self.feeding:
            return DeviceStatus(Condition.BUSY, "PRN-10 avance de papel con el botón")
        if self.offline:
            return DeviceStatus(Condition.FAULT, "PRN-08 fuera de línea sin causa conocida")
        if self.near_end:
            return DeviceStatus(Condition.PAPER_LOW, "PRN-09 queda poco papel")
        return READY

    def _fault(self) -> str:
        if self.errors & _UNRECOVERABLE:
            return "PRN-06 error que exige apagar y revisar"
        if self.errors & _CUTTER:
            return "PRN-05 cuchilla atascada"
        if self.errors & _RECOVERABLE:
            return "PRN-07 cabezal caliente o error que se quita solo"
        if self.errors & _MECHANICAL or self.other_error:
            return "PRN-06 error mecánico"
        return ""
