"""What is plugged in, and which driver each configured device has and why.

Nothing here opens a line: it reads what the kernel tells (pyserial's list and /sys), so it may be asked
beside an open kiosk. USB identifiers are the maker's; a serial number names one device, never a person.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from serial.tools import list_ports

from devices.transport import DeviceAddressError, LineAddress

SERIAL: Final = "serial"
USB_PRINTER: Final = "usb-printer"
_USB_PRINTERS: Final = "dev/usb"
_SYS_USB_PRINTERS: Final = "sys/class/usbmisc"
# The driver each role has in this release; the list of drivers themselves is `devices.registry`.
_DRIVERS: Final = {"printer": "ESC/POS", "scanner": "línea serie"}
NO_DRIVER: Final = "ninguno"


@dataclass(frozen=True, slots=True)
class FoundPort:
    """One place where a device hangs. The USB fields are empty where the bus tells nothing."""

    path: str
    kind: str
    usb_id: str = ""  # "04b8:0202"
    serial_number: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class MatchedDevice:
    """A configured device: its driver, and in one Spanish sentence why it is this one."""

    role: str
    address: str
    driver: str
    why: str
    plugged_in: bool | None  # None: from here nobody can see it (network), or there is none
    port: FoundPort | None = None


def plugged_in(root: Path = Path("/")) -> tuple[FoundPort, ...]:
    """Serial ports with a device on them and USB printers, by path."""
    found = [*_serial_ports(), *_usb_printers(root)]
    return tuple(sorted(found, key=lambda port: port.path))


def match_device(
    role: str,
    address: str,
    found: Iterable[FoundPort],
    exists: Callable[[str], bool] = lambda path: Path(path).exists(),
) -> MatchedDevice:
    """Which driver a configured address has and what of `found` it is."""
    if not address:
        return MatchedDevice(role, "", NO_DRIVER, "no está en los ajustes", None)
    try:
        parsed = LineAddress.parse(address)
    except DeviceAddressError:
        why = f"la dirección «{address}» de los ajustes está mal escrita"
        return MatchedDevice(role, address, NO_DRIVER, why, None)
    driver = _DRIVERS[role]
    if parsed.kind == "tcp":
        why = f"{parsed.target}, por la red; desde aquí no se ve qué aparato es"
        return MatchedDevice(role, address, driver, why, None)
    return _on_a_cable(role, address, parsed.target, found, exists)


def unused_ports(found: Iterable[FoundPort], matched: Iterable[MatchedDevice]) -> tuple[FoundPort, ...]:
    """Ports with something on them that no setting names: often the cable that was put elsewhere."""
    used = {device.port.path for device in matched if device.port is not None}
    return tuple(port for port in found if port.path not in used)


def port_in_words(port: FoundPort) -> str:
    """As in "USB 04b8:0202, EPSON TM-T20, serie J5KF"."""
    parts = [f"USB {port.usb_id}" if port.usb_id else "", port.description]
    parts.append(f"serie {port.serial_number}" if port.serial_number else "")
    return ", ".join(part for part in parts if part) or "aparato sin identificación USB"


def _on_a_cable(
    role: str, address: str, target: str, found: Iterable[FoundPort], exists: Callable[[str], bool]
) -> MatchedDevice:
    real = str(Path(target).resolve())
    port = next((each for each in found if each.path in (target, real)), None)
    if port is not None:
        why = f"en {target} está {port_in_words(port)}"
        return MatchedDevice(role, address, _DRIVERS[role], why, plugged_in=True, port=port)
    if exists(target):
        why = f"{target} existe; la línea no dice qué aparato es"
        return MatchedDevice(role, address, _DRIVERS[role], why, plugged_in=True)
    why = f"en {target} no hay nada conectado"
    return MatchedDevice(role, address, _DRIVERS[role], why, plugged_in=False)


def _serial_ports() -> Iterator[FoundPort]:
    for port in list_ports.comports():
        if port.vid is None and port.hwid in (None, "n/a"):
            continue  # a serial port of the board with nothing to say
        yield FoundPort(
            path=str(port.device),
            kind=SERIAL,
            usb_id=f"{port.vid:04x}:{port.pid:04x}" if port.vid is not None and port.pid is not None else "",
            serial_number=port.serial_number or "",
            description=" ".join(part for part in (port.manufacturer, port.product) if part),
        )


def _usb_printers(root: Path) -> Iterator[FoundPort]:
    for device in sorted((root / _USB_PRINTERS).glob("lp*")):
        # /sys/class/usbmisc/lp0/device is the interface; the device with the identifiers is above it.
        usb = (root / _SYS_USB_PRINTERS / device.name / "device").resolve().parent
        vendor, product = _attribute(usb, "idVendor"), _attribute(usb, "idProduct")
        names = (_attribute(usb, "manufacturer"), _attribute(usb, "product"))
        yield FoundPort(
            path=f"/{device.relative_to(root)}",
            kind=USB_PRINTER,
            usb_id=f"{vendor}:{product}" if vendor and product else "",
            serial_number=_attribute(usb, "serial"),
            description=" ".join(name for name in names if name),
        )


def _attribute(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""  # the device went away, or the bus does not tell
