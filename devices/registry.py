"""The list of drivers we ship: the only module that names concrete ones."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devices.cards.service import open_service
from devices.clock import DeviceClock
from devices.contract import CardService, JobId, PrinterService, Qr, Receipt, ScannerService, Text
from devices.printers.encoder import ReceiptEncoder
from devices.printers.escpos import EscPosPrinter
from devices.printers.preview import preview_png, preview_text
from devices.printers.profiles import PROFILES, PrinterProfile
from devices.printers.unconfigured import UnconfiguredPrinter
from devices.scanners.serial_line import SerialScanner
from devices.scanners.unconfigured import UnconfiguredScanner
from devices.transport import DeviceAddressError, LineAddress
from devices.worker import PrinterWorker, ScannerWorker
from tramites.errors import ExpectedError

DEFAULT_PROFILE: Final = "generic-80mm"
_RENDERED: Final = JobId("0000")
_WARM_UP: Final = Receipt((Text("ñ"), Text("ā"), Qr("V1")))
_SUFFIXES: Final = {
    "": b"",
    "none": b"",
    "cr": b"\r",
    "lf": b"\n",
    "crlf": b"\r\n",
    "etx": b"\x03",
    "tab": b"\t",
}


class PrinterProfileError(ExpectedError):
    """A configured printer profile does not exist."""

    code = "device.printer-profile"


@dataclass(frozen=True, slots=True)
class RenderedReceipt:
    """A receipt as it would be sent, read and seen: job bytes, text, PNG picture."""

    data: bytes
    text: str
    png: bytes


def printer_profiles() -> tuple[str, ...]:
    """Names of the printer models known, the default first."""
    others = sorted(name for name in PROFILES if name != DEFAULT_PROFILE)
    return (DEFAULT_PROFILE, *others)


def open_printer(address: str | None, profile: str, fonts: Path, cache: Path) -> PrinterService:
    """A receipt printer behind its own thread; without an address, one that says it is not configured.

    `cache` is a private folder for the encoder library. Raises DeviceAddressError or PrinterProfileError.
    """
    encoder = ReceiptEncoder(_profile(profile), fonts, cache)
    if address is None:
        return PrinterWorker(UnconfiguredPrinter(encoder))
    encoder.encode(_WARM_UP, _RENDERED)  # its libraries load now, not while a citizen waits for the screen
    clock = DeviceClock()
    printer = EscPosPrinter(LineAddress.parse(address).line(), encoder, clock)
    return PrinterWorker(printer, cancel=clock.cancel)


def open_scanner(address: str | None) -> ScannerService:
    """A scanner behind its own thread; without an address, one that says it is not configured.

    The option `suffix` of the address names what ends a code: none (a pause), cr, lf, crlf, etx, tab.
    """
    clock = DeviceClock()
    if address is None:
        return ScannerWorker(UnconfiguredScanner(clock), cancel=clock.cancel)
    parsed = LineAddress.parse(address)
    suffix = parsed.options.get("suffix", "")
    if suffix not in _SUFFIXES:
        known = ", ".join(name for name in _SUFFIXES if name)
        raise DeviceAddressError(f"device address {address!r}: suffix must be one of {known}, not {suffix!r}")
    return ScannerWorker(SerialScanner(parsed.line(), clock, _SUFFIXES[suffix]), cancel=clock.cancel)


def open_card_reader(module: str | None) -> CardService:
    """Card readers behind their own threads; `module` is a PKCS#11 library, OpenSC's when none is named.

    Without an installed module, or without the PC/SC service, they say CardPresence.NO_SERVICE.
    """
    return open_service(module)


def render_receipt(receipt: Receipt, profile: str, fonts: Path) -> RenderedReceipt:
    """What a receipt is on paper, without a printer. Raises PrinterProfileError or ReceiptContentError."""
    model = _profile(profile)
    return RenderedReceipt(
        data=ReceiptEncoder(model, fonts).encode(receipt, _RENDERED),
        text=preview_text(receipt, model),
        png=preview_png(receipt, model, fonts),
    )


def _profile(name: str) -> PrinterProfile:
    if name not in PROFILES:
        known = ", ".join(printer_profiles())
        raise PrinterProfileError(f"printer profile {name!r} is unknown: choose one of {known}")
    return PROFILES[name]
