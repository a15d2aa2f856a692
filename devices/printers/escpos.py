"""The receipt printer: ESC/POS on any line, believed only as far as it proves what it says.

Source: Epson ESC/POS command reference (DLE EOT, GS a, GS r, GS ( H). Limits: docs/devices/escpos-printer.md.
"""

from collections.abc import Callable
from typing import Final

from devices.clock import Clock
from devices.contract import (
    USABLE,
    Condition,
    DeviceStatus,
    JobId,
    PrintOutcome,
    Receipt,
    Refused,
    Stopped,
)
from devices.printers.conversation import Conversation
from devices.printers.encoder import ReceiptEncoder
from devices.printers.job import Addressee, JobRun, Patience
from devices.printers.sensors import SILENT
from devices.reconnection import Reconnection
from devices.transport import ByteLine, LineTrouble, TransportError

_MEND_CHUNK: Final = 512
_MEND_SECONDS: Final = 0.25
_DISCONNECTED: Final = {
    LineTrouble.ABSENT: "PRN-01 no se encuentra en su puerto",
    LineTrouble.BUSY: "PRN-01 otro programa ocupa su puerto",
    LineTrouble.TIMEOUT: "PRN-01 no contesta en la red",
    LineTrouble.LOST: "PRN-01 se cortó la conexión",
}


class EscPosPrinter:
    """A receipt printer that speaks ESC/POS. Its methods block and belong to one thread."""

    def __init__(
        self, line: ByteLine, encoder: ReceiptEncoder, clock: Clock, patience: Patience | None = None
    ) -> None:
        self._line = line
        self._encoder = encoder
        patience = patience or Patience()
        self._talk = Conversation(line, clock, patience.answer_seconds)
        self._as_addressee = Addressee(self._talk, clock, encoder.profile, patience)
        self._reconnection = Reconnection(line, clock)
        self._unfinished = 0

    def status(self) -> DeviceStatus:
        """Read the sensors; an absent or silent printer is a status."""
        return self._status(at_once=False)

    def encode(self, receipt: Receipt, job: JobId) -> bytes:
        """The exact bytes of a job: the same receipt and id always give the same bytes."""
        return self._encoder.encode(receipt, job)

    def print(self, job: JobId, data: bytes, progress: Callable[[Stopped], None]) -> PrintOutcome:
        """Send one encoded job and wait for its proof; refused when it could not come out."""
        condition = self._status(at_once=True).condition
        if condition not in USABLE:
            return Refused(condition)
        run = JobRun(self._as_addressee, job, progress)
        outcome = run.run(data)
        self._unfinished = run.unsent if run.sent else 0
        return outcome

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()

    def _status(self, *, at_once: bool) -> DeviceStatus:
        try:
            if self._reconnection.open(at_once=at_once):
                self._talk.forget()
            return self._talk.ask_status() if self._mend() else SILENT
        except TransportError as error:
            return DeviceStatus(Condition.DISCONNECTED, _DISCONNECTED[error.kind])

    def _mend(self) -> bool:
        """Fill up a job that was broken off, perhaps within a picture, which would swallow the next commands.

        Zero bytes are white dots inside a picture and nothing outside of one.
        """
        while self._unfinished:
            taken = self._talk.say(bytes(min(self._unfinished, _MEND_CHUNK)), _MEND_SECONDS)
            if taken == 0:
                return False
            self._unfinished -= taken
        return True
