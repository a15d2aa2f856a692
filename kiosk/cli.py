"""The command `ventanilla`: one command for every role. It is a contract (docs/reference/command-line.md).

Other applications are imported only when their command is asked for, so that `--help` needs none of them.
"""

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Final

import click
import structlog

from kiosk.command_errors import VentanillaGroup, fail_with
from terminal.crash import install_crash_boundary
from tramites.errors import ExpectedError

# Commands that live in other packages: name → (module, attribute, line in the help).
_ELSEWHERE: Final = {
    "demo": ("demo.cli", "demo", "Todo en esta máquina: plataforma, aparatos simulados y ventanilla."),
    "journey": ("demo.cli", "journey", "Recorridos: lo que hace una persona, como datos."),
    "sim": ("demo.cli", "sim", "Un aparato simulado, solo."),
    "agent": ("contact_centre.cli", "agent", "El escritorio del agente que atiende por teléfono."),
    "platform": ("central_platform.cli", "platform", "La plataforma central."),
    "queue": ("kiosk.commands.queue", "queue", "La cola de trámites por enviar."),
    "catalogue": ("kiosk.commands.catalogue", "catalogue", "Los trámites que se ofrecen."),
    "identifier": ("kiosk.commands.identifier", "identifier", "Comprueba un folio, una CURP o un RFC."),
    "certificate": ("kiosk.commands.certificate", "certificate", "Qué dice un certificado y si sirve."),
    "signature": ("kiosk.commands.signature", "signature", "Comprueba una firma electrónica avanzada."),
    "receipt": ("kiosk.commands.receipt", "receipt", "Dibuja un comprobante sin impresora."),
    "acuse": ("kiosk.commands.acuse", "acuse", "Comprueba el código de un comprobante o acuse."),
    "config": ("kiosk.commands.config", "config", "Los ajustes y de dónde sale cada uno."),
    "enrol": ("kiosk.commands.enrol", "enrol", "Inscribe esta terminal en una plataforma."),
    "diagnose": ("kiosk.commands.diagnose", "diagnose", "Revisa la ventanilla: qué está mal y qué hacer."),
    "staff": ("kiosk.commands.staff", "staff", "El personal que entra al modo técnico."),
    "devices": ("kiosk.commands.devices", "devices", "Qué aparatos hay y cómo están."),
}


class _LazyGroup(VentanillaGroup):
    """Lists every command that is installed and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        here = [name for name, (module, _, _) in _ELSEWHERE.items() if _installed(module)]
        return sorted([*super().list_commands(ctx), *here])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, attribute, _ = _ELSEWHERE[cmd_name]
        if not _installed(module):
            return None
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for name in self.list_commands(ctx):
            line = _ELSEWHERE[name][2] if name in _ELSEWHERE else super().get_command(ctx, name)
            rows.append(
                (name, line if isinstance(line, str) else (line.get_short_help_str(80) if line else ""))
            )
        with formatter.section("Órdenes"):
            formatter.write_dl(rows)


def _installed(module: str) -> bool:
    package, _, rest = module.partition(".")
    if importlib.util.find_spec(package) is None:
        return False
    return not rest or importlib.util.find_spec(module) is not None


@click.group(cls=_LazyGroup)
@click.version_option(package_name="ventanilla", prog_name="ventanilla", help="Muestra la versión y termina.")
def ventanilla() -> None:
    """Ventanilla: trámites de gobierno en kioscos, por teléfono y sin conexión."""


@ventanilla.command()
@click.option(
    "--config", "file", type=click.Path(path_type=Path), metavar="FILE", help="Ajustes de esta terminal."
)
@click.option("--windowed", is_flag=True, help="En una ventana, no a pantalla completa.")
@click.option("--self-test", is_flag=True, help="Dibuja la primera pantalla, dice si pudo, y termina.")
def kiosk(file: Path | None, windowed: bool, self_test: bool) -> None:  # noqa: FBT001  # Click's flags
    """La ventanilla del ciudadano."""
    from kiosk.launch import run_kiosk

    sys.exit(run_kiosk(file, windowed=windowed, self_test=self_test))


def main(arguments: list[str] | None = None) -> None:
    """Run the command and end the process with its exit code; a bug of ours is 70 (terminal/crash.py)."""
    _log_to_standard_error()
    install_crash_boundary(threads=False)
    try:
        ventanilla.main(args=arguments, prog_name="ventanilla", standalone_mode=True)
    except ExpectedError as error:
        fail_with(error)


def _log_to_standard_error() -> None:
    """Standard output is for answers."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )
