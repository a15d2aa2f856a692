"""The printer of a terminal that has none: it says so, and refuses every job."""

from collections.abc import Callable

from devices.contract import Condition, DeviceStatus, JobId, PrintOutcome, Receipt, Refused, Stopped
from devices.printers.encoder import ReceiptEncoder


class UnconfiguredPrinter:
    """Stands where a printer would be."""

    def __init__(self, encoder: ReceiptEncoder) -> None:
        self._encoder = encoder

    def status(self) -> DeviceStatus:
        """Always disconnected."""
        return DeviceStatus(Condition.DISCONNECTED, "no configurada")

    def encode(self, receipt: Receipt, job: JobId) -> bytes:
        """The bytes a printer would have got."""
        return self._encoder.encode(receipt, job)

    def print(self, job: JobId, data: bytes, progress: Callable[[Stopped], None]) -> PrintOutcome:  # noqa: ARG002  # the contract's
        """Refuse."""
        return Refused(Condition.DISCONNECTED)

    def close(self) -> None:
        """Nothing to let go of."""
