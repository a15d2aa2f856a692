"""The whole contract of a device: conditions, outcomes, the receipt model and one Protocol per device kind.

An ordinary mishap of the world is a value here. Nothing in this module touches hardware.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, NewType, Protocol, TypeAlias

JobId = NewType("JobId", str)
"""Four printable ASCII characters, unique per job since the printer's power-up (ESC/POS process id)."""


class Condition(Enum):
    """What is known of a device. UNKNOWN is what a silent device is: never ready, never blamed."""

    UNKNOWN = "unknown"
    DISCONNECTED = "disconnected"
    FAULT = "fault"
    COVER_OPEN = "cover-open"
    PAPER_OUT = "paper-out"
    PAPER_LOW = "paper-low"
    BUSY = "busy"
    READY = "ready"


# Worst first. Spelled out, because neither the alphabet nor the order of definition is a judgement.
SEVERITY: Final = (
    Condition.FAULT,
    Condition.DISCONNECTED,
    Condition.COVER_OPEN,
    Condition.PAPER_OUT,
    Condition.UNKNOWN,
    Condition.BUSY,
    Condition.PAPER_LOW,
    Condition.READY,
)

USABLE: Final = frozenset({Condition.READY, Condition.PAPER_LOW, Condition.BUSY})
"""Conditions in which a job may be started."""


@dataclass(frozen=True, slots=True)
class DeviceStatus:
    """What is known now of one device: `detail` is for technicians, never for citizens."""

    condition: Condition
    detail: str = ""


class Align(Enum):
    """Where a line of a receipt stands."""

    LEFT = "left"
    CENTER = "center"


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; wrapped at the printer's width, drawn as raster where its code page lacks a letter."""

    text: str
    bold: bool = False
    double: bool = False
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper; `label` stands in it ("desprenda aquí")."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code, at most 512 bytes of UTF-8."""

    data: str


@dataclass(frozen=True, slots=True)
class Feed:
    """Empty lines."""

    lines: int = 1


ReceiptPart: TypeAlias = Text | Rule | Qr | Feed


@dataclass(frozen=True, slots=True)
class Receipt:
    """One slip of paper, top to bottom; the cut is implied."""

    parts: tuple[ReceiptPart, ...]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The printer itself returned this job's identifier after the paper came out."""

    job: JobId


@dataclass(frozen=True, slots=True)
class WeaklyConfirmed:
    """The printer answered a query queued behind the job: it processed everything, paper not proven."""

    job: JobId


@dataclass(frozen=True, slots=True)
class Stopped:
    """The printer holds the rest of the job; nothing is sent again."""

    job: JobId
    condition: Condition


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The line went away after the first byte: only the citizen can say what came out."""

    job: JobId


@dataclass(frozen=True, slots=True)
class Refused:
    """Not one byte was sent."""

    condition: Condition


PrintOutcome: TypeAlias = Confirmed | WeaklyConfirmed | Stopped | Uncertain | Refused


class ReceiptPrinter(Protocol):
    """A receipt printer. Its methods block: call them from the device's own thread."""

    def status(self) -> DeviceStatus:
        """Read the sensors. Never raises: an absent or silent printer is a status."""
        ...

    def print(self, job: JobId, data: bytes, progress: Callable[[Stopped], None]) -> PrintOutcome:
        """Send one encoded job and wait for its proof.

        A stop in mid-job (paper, cover) is told through `progress` and waited out for the configured time
        (the printer keeps the rest); then the outcome is Uncertain. Never raises for a mishap of the device.
        """
        ...

    def encode(self, receipt: Receipt, job: JobId) -> bytes:
        """The exact bytes of a job: the same receipt and id always give the same bytes."""
        ...

    def close(self) -> None:
        """Let go of the line. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class Scan:
    """One scanned code. `raw` is what the wire carried; `text` has no control characters, no AIM prefix."""

    raw: bytes
    text: str
    symbology: str | None = None


@dataclass(frozen=True, slots=True)
class ScanOverflow:
    """More bytes than any code has (a stuck or hostile device): counted, dropped, reported."""

    dropped: int


ScanEvent: TypeAlias = Scan | ScanOverflow


class Scanner(Protocol):
    """A barcode scanner. Its methods block: call them from the device's own thread."""

    def status(self) -> DeviceStatus:
        """Look whether the line is there. Never raises."""
        ...

    def poll(self, seconds: float) -> tuple[ScanEvent, ...]:
        """Wait at most `seconds` for complete codes. Never raises: an absent scanner gives none."""
        ...

    def close(self) -> None:
        """Let go of the line. Never raises."""
        ...


class PrinterService(Protocol):
    """A receipt printer behind its own worker thread: nothing here blocks.

    Callbacks run on the worker's thread; whoever shows them brings them to its own.
    """

    def submit(
        self,
        receipt: Receipt,
        on_sending: Callable[[JobId, bytes], None],
        on_stopped: Callable[[Stopped], None],
        on_done: Callable[[PrintOutcome], None],
    ) -> None:
        """Queue one receipt. `on_sending` gets the job's id and exact bytes before the first byte leaves."""
        ...

    def watch(self, callback: Callable[[DeviceStatus], None]) -> None:
        """Call back with each change of status, the present one included."""
        ...

    def stop(self) -> None:
        """Finish what is queued within a short deadline and end the thread."""
        ...


class ScannerService(Protocol):
    """A scanner behind its own worker thread. Codes scanned while disarmed are dropped."""

    def arm(self, callback: Callable[[ScanEvent], None]) -> None:
        """Accept codes and give them to `callback` until `disarm`."""
        ...

    def disarm(self) -> None:
        """Drop codes from now on, the half-read one included."""
        ...

    def watch(self, callback: Callable[[DeviceStatus], None]) -> None:
        """Call back with each change of status, the present one included."""
        ...

    def stop(self) -> None:
        """End the thread."""
        ...


class CardPresence(Enum):
    """What a reader holds. UNKNOWN is what nobody could look at: no service, no reader."""

    NO_SERVICE = "no-service"
    NO_READER = "no-reader"
    EMPTY = "empty"
    MUTE = "mute"  # upside down, or no chip card
    PRESENT = "present"
    SEVERAL = "several"  # a card in more than one reader


@dataclass(frozen=True, slots=True)
class CardStatus:
    """`card` names one insertion: another card, or the same one put in again, has another name."""

    presence: CardPresence
    card: str = ""
    reader: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CardCertificate:
    """One certificate on a card and the key that goes with it; `certificate` is DER."""

    certificate: bytes
    key_id: bytes
    always_authenticate: bool


@dataclass(frozen=True, slots=True)
class CardRead:
    """What a card holds, and the PIN tries left where the card tells."""

    certificates: tuple[CardCertificate, ...]
    tries_left: int | None


@dataclass(frozen=True, slots=True)
class Signatures:
    """One PKCS#1 v1.5 SHA-256 signature per content asked for, in order."""

    signatures: tuple[bytes, ...]


class CardTrouble(Enum):
    """Why a card gave no answer; each has its words for the citizen."""

    REMOVED = "removed"
    MUTE = "mute"
    NO_CARD = "no-card"
    NO_SERVICE = "no-service"
    NOT_A_SIGNATURE_CARD = "not-a-signature-card"
    WRONG_PIN = "wrong-pin"
    LAST_TRY = "last-try"  # wrong PIN, one try left
    PIN_LOCKED = "pin-locked"
    NOT_THE_SAME_CARD = "not-the-same-card"
    TOO_SLOW = "too-slow"
    FAILED = "failed"  # the card refused without saying why: never tried again by itself


@dataclass(frozen=True, slots=True)
class CardFailed:
    """A mishap of card, reader or PIN as a value; nothing was signed."""

    trouble: CardTrouble
    tries_left: int | None = None


class CardService(Protocol):
    """Card readers behind their own threads. Callbacks run there; nothing here blocks."""

    def watch(self, callback: Callable[[CardStatus], None]) -> None:
        """Call back with each change, the present state included."""
        ...

    def read(self, card: str, done: Callable[[CardRead | CardFailed], None]) -> None:
        """Read the certificates of the card that is in; no PIN."""
        ...

    def sign(
        self,
        card: str,
        certificate: CardCertificate,
        pin: bytearray,
        contents: tuple[bytes, ...],
        done: Callable[[Signatures | CardFailed], None],
    ) -> None:
        """Sign every content under one PIN entry; `pin` is overwritten before this returns.

        After any outcome the card is reset, so that nobody signs after the citizen without the PIN.
        """
        ...

    def stop(self) -> None:
        """End watcher and any signature under way."""
        ...
