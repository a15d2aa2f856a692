"""`ventanilla queue …`: what waits for the platform, as a technician sees it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import msgspec

from config.load import load
from kiosk.command_errors import NO_EXIT, VentanillaGroup
from kiosk.commands.options import config_option, json_option
from kiosk.output import print_json, print_table
from terminal.places import queue_folder
from tramites.errors import ExpectedError

if TYPE_CHECKING:
    from offline_queue.inspect import QueueRow, QueueStatus

_STATES: Final = {
    "draft": "empezado, sin enviar",
    "pending": "por enviar",
    "acknowledged": "recibido por la plataforma",
    "quarantined": "apartado: lo revisa una persona",
    "conflict": "en conflicto: lo revisa una persona",
    "purged": "recibido hace tiempo",
}
_LINES: Final = {
    "UNKNOWN": "no se intentó",
    "UP": "la plataforma contesta",
    "DOWN": "no hay conexión con la plataforma",
    "CAPTIVE": "contesta otra cosa en lugar de la plataforma (una red con portal)",
    "REFUSED": "la plataforma no acepta a esta terminal; revise su inscripción",
}


class NoQueueError(ExpectedError):
    """There is no queue in the state folder."""

    code = "queue.none"


class UnknownQueueFolioError(ExpectedError):
    """The queue holds no such folio."""

    code = "queue.folio-not-here"


@click.group(cls=VentanillaGroup)
def queue() -> None:
    """La cola de trámites por enviar."""


@queue.command()
@config_option
@json_option
def status(config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Cuántos trámites hay en cada estado y desde cuándo esperan."""
    from offline_queue import inspect
    from offline_queue.clock import SystemClock

    found = inspect.status(_folder(config_file), SystemClock().now())
    if as_json:
        print_json(msgspec.to_builtins(found))
    else:
        print_table(("", ""), _status_rows(found))


@queue.command("list")
@click.option("--state", type=click.Choice(tuple(_STATES)), help="Solo los de este estado.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="Cuántos a lo más.")
@config_option
@json_option
def list_entries(
    state: str | None,
    limit: int,
    config_file: Path | None,
    as_json: bool,  # noqa: FBT001  # Click's flag
) -> None:
    """Los trámites, el último primero. Sin datos personales: van sellados."""
    from offline_queue import inspect
    from offline_queue.states import State

    rows = inspect.rows(_folder(config_file), State(state) if state else None, limit)
    if as_json:
        print_json({"entries": msgspec.to_builtins(rows)})
    else:
        print_table(("Folio", "Trámite", "Estado", "Hecho", "Papel"), [_line(row) for row in rows])


@queue.command()
@click.argument("folio")
@config_option
@json_option
def show(folio: str, config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Lo que se sabe de un folio."""
    from offline_queue import inspect
    from tramites.identifiers.folio import Folio

    number = Folio.parse(folio).text
    folder = _folder(config_file)
    row = inspect.row(folder, number)
    if row is None:
        raise UnknownQueueFolioError(
            f"{folder}: aquí no está el folio {number}; quizá se hizo en otra terminal"
        )
    if as_json:
        print_json(msgspec.to_builtins(row))
    else:
        print_table(("", ""), msgspec.to_builtins(row).items())


@queue.command()
@config_option
@json_option
def verify(config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Compara la cola, su cadena y su segunda copia. No cambia nada."""
    from offline_queue import inspect

    found = inspect.verify(_folder(config_file))
    if as_json:
        print_json(msgspec.to_builtins(found))
    else:
        words = "La cola está completa." if found.sound else "La cola tiene daños:"
        click.echo("\n".join([f"{words} Trámites: {found.rows}.", *found.problems]))
    sys.exit(0 if found.sound else NO_EXIT)


@queue.command()
@config_option
@json_option
def sync(config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Envía ahora lo que espera, cuando la ventanilla está cerrada."""
    from kiosk.commands.queue_sync import send_what_waits

    folder = _folder(config_file)
    settings = load(config_file).settings
    report = send_what_waits(settings, folder)
    if as_json:
        print_json(msgspec.to_builtins(report))
    else:
        click.echo(f"Contestados: {report.settled}. Por enviar: {report.pending}.")
        click.echo(f"Línea: {_LINES[report.line.upper()]}.")
    sys.exit(NO_EXIT if report.pending else 0)


def _folder(config_file: Path | None) -> Path:
    from offline_queue.store import DATABASE_NAME

    folder = queue_folder(load(config_file).settings)
    if not (folder / DATABASE_NAME).is_file():
        raise NoQueueError(
            f"{folder}: aquí no hay cola; la hace la ventanilla al abrir. Revise [terminal] state_dir"
        )
    return folder


def _status_rows(found: "QueueStatus") -> list[tuple[str, object]]:
    waiting = found.oldest_pending_at or "nada espera"
    return [
        ("Carpeta", found.directory),
        ("Terminal", found.terminal),
        *((_STATES[state], count) for state, count in found.counts.items()),
        ("El más antiguo por enviar", waiting),
        ("Último lugar de la cadena", found.head_seq),
        ("Tamaño", f"{found.database_bytes + found.journal_bytes} bytes"),
        ("Abierta en el proceso", found.open_in_process or "ninguno"),
        ("Archivos dañados apartados", ", ".join(found.damaged_files) or "ninguno"),
    ]


def _line(row: "QueueRow") -> tuple[object, ...]:
    return row.folio, row.kind, _STATES[row.state], row.created_at, row.printed
