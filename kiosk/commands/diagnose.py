"""`ventanilla diagnose`: a readiness report, for whoever stands before the kiosk at three in the morning.

internal looks and moves nothing; external also prints a test slip. Devices are asked only while the kiosk is
closed: two programs on one line would each lose half of the answers.
"""

import queue
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

from config.load import load
from config.model import Settings
from kiosk.command_errors import NO_EXIT, VentanillaCommand
from kiosk.commands.options import config_option, json_option
from kiosk.output import print_json
from tramites.errors import ExpectedError

if TYPE_CHECKING:
    from devices.contract import PrintOutcome
    from devices.health import Check
    from kiosk.diagnostics.technician import Looked, Machine

_ROLES: Final = ("printer", "scanner")
_SLIP_SECONDS: Final = 60.0  # a stop for paper is waited out by the printer; a person will not wait longer
_REACH_SECONDS: Final = 3.0
_SIGNS: Final = {
    "passed": "bien",
    "warning": "ojo",
    "failed": "MAL",
    "unknown": "no se sabe",
    "skipped": "no hay",
}
_STYLES: Final = {
    "passed": "green",
    "warning": "yellow",
    "failed": "bold red",
    "unknown": "cyan",
    "skipped": "dim",
}
_WORDS: Final = {
    "passed": "Lista para dar servicio.",
    "warning": "Da servicio; hay algo que atender.",
    "failed": "Necesita arreglo.",
    "unknown": "Falta saber algo; vea abajo.",
    "skipped": "No hay nada que revisar.",
}


_NOT_READY: Final = ("failed", "unknown")  # what nobody could tell is never a yes


class NoTestError(ExpectedError):
    """The test asked for cannot be done here."""

    code = "devices.no-test"


@click.command(cls=VentanillaCommand)
@click.option(
    "--level",
    type=click.Choice(("internal", "external")),
    default="internal",
    show_default=True,
    help="internal: solo mira. external: además imprime una hoja de prueba.",
)
@click.option("--device", "role", type=click.Choice(_ROLES), help="Solo este aparato.")
@config_option
@json_option
def diagnose(level: str, role: str | None, config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Revisa la ventanilla y dice qué está mal y qué hacer."""
    from kiosk.machine import machine_of

    settings = load(config_file).settings
    machine, now = machine_of(settings), datetime.now(UTC)
    report = _report(settings, machine, role, level, now)
    if as_json:
        print_json(report)
    else:
        _print(report)
    sys.exit(NO_EXIT if report["overall"] in _NOT_READY else 0)


def _report(
    settings: Settings, machine: "Machine", role: str | None, level: str, now: datetime
) -> dict[str, Any]:
    from devices.discovery import plugged_in, unused_ports
    from devices.health import overall
    from kiosk.diagnostics.technician import look

    roles = [role] if role else list(_ROLES)
    looked = look(machine, now)
    checks = _device_checks(settings, looked, roles)
    if role is None:
        checks += [*looked.facts, *_reach(machine)]
    if level == "external":
        checks += _external(settings, machine, roles)
        looked = look(machine, now, verify=False)  # the record of the test just made
    return {
        "terminal": machine.name,
        "at": now.isoformat(timespec="seconds"),
        "level": level,
        "overall": overall(checks).value,
        "checks": [msgspec.to_builtins(check) for check in checks],
        "devices": [
            {"role": each, "address": device.address, "driver": device.driver, "why": device.why}
            for each, device in looked.devices.items()
            if each in roles
        ],
        "last_tests": [msgspec.to_builtins(test) for test in looked.tests.values() if test.id in roles],
        "unused": [
            {"path": port.path, "usb_id": port.usb_id, "serial_number": port.serial_number,
             "description": port.description}
            for port in unused_ports(plugged_in(), looked.devices.values())
        ],
    }  # fmt: skip


def _device_checks(settings: Settings, looked: "Looked", roles: list[str]) -> "list[Check]":
    from devices.health import check_device
    from kiosk.commands.devices import DevicesInUseError, ask_devices, refuse_beside_a_kiosk

    try:
        refuse_beside_a_kiosk(settings)
    except DevicesInUseError as error:
        checks = [check_device(looked.devices[role], None) for role in roles]
        return [msgspec.structs.replace(each, **_in_use(each, error)) for each in checks]
    known = ask_devices(settings)
    return [check_device(looked.devices[role], known.get(role)) for role in roles]


def _in_use(check: "Check", error: ExpectedError) -> dict[str, str]:
    from devices.health import Outcome

    if check.outcome is Outcome.SKIPPED:
        return {}
    return {
        "code": f"{check.id}.in-use",
        "sentence": str(error),
        "remedy": "O mírelo en el modo técnico: cinco toques en la marca de la pantalla de inicio y su PIN.",
    }


def _reach(machine: "Machine") -> "list[Check]":
    from terminal.enrolment import load_identity
    from terminal.health_checks import check_reach

    try:
        enrolment = load_identity(machine.state_dir).enrolment
    except ExpectedError:
        return []  # the check of the enrolment says it already
    return [check_reach(enrolment.platform_url, _REACH_SECONDS)]


def _external(settings: Settings, machine: "Machine", roles: list[str]) -> "list[Check]":
    """Print a test slip and keep the record of how it came out."""
    from devices.health import check_test_slip
    from kiosk.commands.devices import refuse_beside_a_kiosk
    from offline_queue.clock import SystemClock, rfc3339
    from terminal.device_tests import record_test

    if "printer" not in roles:
        raise NoTestError("El lector de códigos no tiene prueba externa; use --level internal")
    if not settings.printer.address:
        raise NoTestError("[printer] address está vacío: no hay impresora que probar")
    refuse_beside_a_kiosk(settings)
    at = rfc3339(SystemClock().now())
    check = check_test_slip(_printed(settings, machine, at))
    try:
        record_test(machine.state_dir, check, at)
    except OSError as error:
        click.echo(f"{machine.state_dir}: no se guardó el resultado ({error.strerror})", err=True)
    return [check]


def _printed(settings: Settings, machine: "Machine", at: str) -> "PrintOutcome":
    from devices.contract import JobId, Stopped, Uncertain
    from devices.health import make_test_slip
    from kiosk.commands.devices import opened_printer

    moment = datetime.fromisoformat(at).astimezone(machine.zone).strftime("%d/%m/%Y %H:%M")
    outcomes: queue.SimpleQueue[PrintOutcome] = queue.SimpleQueue()
    stops: list[Stopped] = []
    with opened_printer(settings) as printer:
        printer.submit(
            make_test_slip(machine.name, moment), lambda _job, _data: None, stops.append, outcomes.put
        )
        try:
            return outcomes.get(timeout=_SLIP_SECONDS)
        except queue.Empty:
            return stops[-1] if stops else Uncertain(JobId("----"))


def _print(report: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("Qué", "Cómo está", "Qué se vio", "Qué hacer", box=None, pad_edge=False)
    for check in report["checks"]:
        sign = f"{_SIGNS[check['outcome']]}: {check['word']}"
        table.add_row(
            check["name"], sign, check["sentence"], check["remedy"], style=_STYLES[check["outcome"]]
        )
    console = Console(file=sys.stdout, markup=False, highlight=False)
    console.width = max(console.width, 120)
    console.print(f"{report['terminal']}: {_WORDS[report['overall']]}")
    console.print(table)
    for device in report["devices"]:
        console.print(f"{device['role']}: {device['driver']}; {device['why']}")
    for test in report["last_tests"]:
        console.print(f"Última prueba de {test['id']}: {test['at']}. {test['sentence']}")
    for port in report["unused"]:
        console.print(f"Conectado y sin usar: {port['path']} {port['usb_id']} {port['description']}")
