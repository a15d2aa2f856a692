"""`ventanilla devices …`: which devices this terminal is told to use, and how they are now."""

import queue
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from config.load import load
from config.model import Settings
from kiosk.command_errors import NO_EXIT, VentanillaGroup
from kiosk.commands.options import config_option, json_option
from kiosk.output import print_json, print_table
from terminal.places import fonts_folder, queue_folder
from tramites.errors import ExpectedError

if TYPE_CHECKING:
    from devices.contract import DeviceStatus, PrinterService

_PATIENCE: Final = 2.5  # seconds: a printer that has not answered by then is reported as unknown
_NAMES: Final = {"printer": "impresora", "scanner": "lector de códigos"}
_CONDITIONS: Final = {
    "unknown": "no contesta",
    "disconnected": "desconectado",
    "fault": "con falla",
    "cover-open": "tapa abierta",
    "paper-out": "sin papel",
    "paper-low": "queda poco papel",
    "busy": "ocupado",
    "ready": "listo",
}


class DevicesInUseError(ExpectedError):
    """The kiosk is open and holds the devices' lines."""

    code = "devices.in-use"


@click.group(cls=VentanillaGroup)
def devices() -> None:
    """Qué aparatos hay y cómo están."""


@devices.command("list")
@config_option
@json_option
def list_devices(config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Los aparatos de los ajustes y los modelos de impresora que se conocen."""
    from devices.registry import printer_profiles

    settings = load(config_file).settings
    found, profiles = _configured(settings), printer_profiles()
    if as_json:
        print_json({"devices": found, "printer_profiles": list(profiles)})
        return
    print_table(("Aparato", "Dirección", "Modelo"), [_line(each) for each in found])
    click.echo(f"Modelos de impresora: {', '.join(profiles)}")


@devices.command()
@config_option
@json_option
def status(config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Pregunta a cada aparato cómo está; con la ventanilla abierta no se puede."""
    settings = load(config_file).settings
    refuse_beside_a_kiosk(settings)
    known = ask_devices(settings)
    found = [each | _told(known.get(each["role"])) for each in _configured(settings)]
    if as_json:
        print_json({"devices": found})
    else:
        print_table(
            ("Aparato", "Dirección", "Modelo", "Estado", "Detalle"),
            [(*_line(each), _CONDITIONS[each["condition"]], each["detail"]) for each in found],
        )
    sys.exit(0 if all(each["usable"] for each in found if each["configured"]) else NO_EXIT)


def _configured(settings: Settings) -> list[dict[str, Any]]:
    return [
        _device("printer", settings.printer.address, settings.printer.profile),
        _device("scanner", settings.scanner.address, None),
    ]


def _device(role: str, address: str, profile: str | None) -> dict[str, Any]:
    return {"role": role, "configured": bool(address), "address": address or None, "profile": profile}


def _line(device: Mapping[str, Any]) -> tuple[object, ...]:
    return _NAMES[device["role"]], device["address"] or "no hay en los ajustes", device["profile"]


def _told(status: "DeviceStatus | None") -> dict[str, Any]:
    from devices.contract import USABLE

    if status is None:
        return {"condition": "unknown", "usable": False, "detail": ""}
    usable = status.condition in USABLE
    return {"condition": status.condition.value, "usable": usable, "detail": status.detail}


def refuse_beside_a_kiosk(settings: Settings) -> None:
    """Two programs on one line would each lose half of the answers."""
    from offline_queue import inspect
    from offline_queue.clock import SystemClock
    from offline_queue.store import DATABASE_NAME

    folder = queue_folder(settings)
    if not (folder / DATABASE_NAME).is_file():
        return
    process = inspect.status(folder, SystemClock().now()).open_in_process
    if process is not None:
        raise DevicesInUseError(
            f"La ventanilla está abierta (proceso {process}) y usa los aparatos; ciérrela y repita."
        )


def ask_devices(settings: Settings) -> dict[str, "DeviceStatus"]:
    """What each device answers within the patience of a person; the last word of each counts."""
    from devices.contract import Condition

    words: queue.SimpleQueue[tuple[str, DeviceStatus]] = queue.SimpleQueue()
    known: dict[str, DeviceStatus] = {}
    deadline = time.monotonic() + _PATIENCE
    with _watched(settings, lambda role, status: words.put((role, status))):
        while (left := deadline - time.monotonic()) > 0:
            try:
                role, status = words.get(timeout=left)
            except queue.Empty:
                break
            known[role] = status
            if len(known) == len(_NAMES) and all(
                each.condition is not Condition.UNKNOWN for each in known.values()
            ):
                break
    return known


@contextmanager
def _watched(settings: Settings, tell: Callable[[str, "DeviceStatus"], None]) -> Iterator[None]:
    from devices.registry import open_scanner

    with ExitStack() as on_leaving:
        printer = on_leaving.enter_context(opened_printer(settings))
        scanner = open_scanner(settings.scanner.address or None)
        on_leaving.callback(scanner.stop)
        printer.watch(lambda status: tell("printer", status))
        scanner.watch(lambda status: tell("scanner", status))
        yield


@contextmanager
def opened_printer(settings: Settings) -> "Iterator[PrinterService]":
    """The printer of the settings, for as long as the block lasts."""
    from devices.registry import open_printer

    with tempfile.TemporaryDirectory() as cache:
        address, model = settings.printer.address or None, settings.printer.profile
        printer = open_printer(address, model, fonts_folder(), Path(cache))
        try:
            yield printer
        finally:
            printer.stop()
