"""`ventanilla demo`, `journey` and `sim`: the commands of the package ventanilla-demo."""

import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Final

import click

from demo.errors import JourneyError
from demo.journey import Journey, PanelSize, load_journey
from tramites.errors import ExpectedError

_DEFAULT_OUT: Final = Path("out/demo")
_WRONG: Final = 1
_USAGE: Final = 2
_PLAIN_WIDTH: Final = 150  # a table in a log is not wrapped
_ENDED_FROM_OUTSIDE: Final = 143  # 128 + SIGTERM, as shells say
_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_folder = click.Path(file_okay=False, path_type=Path)


def _size(_context: click.Context, _option: click.Parameter, text: str | None) -> PanelSize | None:
    try:
        return PanelSize.parse(text) if text else None
    except JourneyError as error:
        raise click.BadParameter(str(error)) from error


def _journeys(files: tuple[Path, ...]) -> list[Journey]:
    try:
        return [load_journey(file) for file in files]
    except JourneyError as error:
        click.echo(str(error), err=True)
        sys.exit(_USAGE)


@click.command(short_help="Todo en esta máquina: plataforma, aparatos simulados y ventanilla.")
@click.option(
    "--headless", is_flag=True, help="Sin pantalla: juega los recorridos y deja imágenes y papeles."
)
@click.option("--journey", "files", type=_file, multiple=True, help="Un recorrido; se puede repetir.")
@click.option(
    "--out", type=_folder, default=_DEFAULT_OUT, show_default=True, help="Dónde deja lo que resulta."
)
@click.option("--lang", metavar="CODE", help="Lengua de las pantallas, por ejemplo es-MX.")
@click.option(
    "--size", metavar="WxH[@INCHES]", callback=_size, help="Tamaño del panel, por ejemplo 1080x1920@32."
)
@click.option("--kiosk-only", is_flag=True, help="Solo la ventanilla, a pantalla completa.")
def demo(
    *,
    headless: bool,
    files: tuple[Path, ...],
    out: Path,
    lang: str | None,
    size: PanelSize | None,
    kiosk_only: bool,
) -> None:
    """Todo en esta máquina: plataforma, impresora y lector simulados, y la ventanilla.

    Con pantalla: una ventana con el kiosco y un panel que provoca percances. Sin pantalla, o con --headless:
    juega recorridos y deja imágenes, comprobantes y un resumen.
    """
    _refuse_real_terminal()
    _end_tidily_when_asked()
    if headless or not _has_display():
        sys.exit(_headless(files, out, lang, size))
    sys.exit(_with_screen(lang, size, kiosk_only=kiosk_only))


@click.group(short_help="Recorridos: lo que hace una persona, como datos.")
def journey() -> None:
    """Juega o revisa recorridos."""


@journey.command("run", short_help="Juega un recorrido.")
@click.argument("file", type=_file)
@click.option(
    "--out", type=_folder, default=_DEFAULT_OUT, show_default=True, help="Dónde deja lo que resulta."
)
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON en la salida, y nada más.")
def run(file: Path, out: Path, *, as_json: bool) -> None:
    """Juega el recorrido FILE contra una ventanilla de verdad con aparatos simulados."""
    from demo.performing import perform

    _refuse_real_terminal()
    _end_tidily_when_asked()
    journeys = _journeys((file,))
    (report,) = perform(journeys, out)
    click.echo(report.as_json() if as_json else report.as_text())
    sys.exit(0 if report.passed else _WRONG)


@journey.command("check", short_help="Revisa un recorrido sin jugarlo.")
@click.argument("file", type=_file)
def check(file: Path) -> None:
    """Revisa que cada paso del recorrido FILE exista y esté bien escrito."""
    (checked,) = _journeys((file,))
    click.echo(f"{file.name}: {len(checked.steps)} pasos, todos se conocen")


@click.group(short_help="Un aparato simulado, solo.")
def sim() -> None:
    """Un aparato simulado, para probar una ventanilla sin el de verdad."""


_control = click.option(
    "--control", metavar="SOCKET", required=True, help="Enchufe por el que recibe órdenes."
)
_serial = click.option("--serial", metavar="LINK", help="Nombre que tendrá su línea serial (pty).")


@sim.command("printer", short_help="Una impresora de recibos.")
@_serial
@click.option("--tcp", metavar="PORT", type=int, help="Puerto de 127.0.0.1; 0 elige uno libre.")
@_control
@click.option("--out", metavar="DIR", required=True, help="Dónde deja los papeles.")
@click.option("--columns", type=int, default=48, show_default=True, help="Letras por renglón.")
@click.option("--paper-lines", type=int, default=400, show_default=True, help="Renglones de un rollo nuevo.")
@click.option("--baud", type=int, default=0, show_default=True, help="Velocidad de la línea; 0: sin límite.")
def sim_printer(**options: str | int | None) -> None:
    """Una impresora ESC/POS simulada, hasta que se interrumpa."""
    if (options["serial"] is None) == (options["tcp"] is None):
        raise click.UsageError("elija --serial LINK o --tcp PORT")
    from devices.sim.printer.__main__ import main

    main(_arguments(options))


@sim.command("scanner", short_help="Un lector de códigos.")
@click.option("--serial", metavar="LINK", required=True, help="Nombre que tendrá su línea serial (pty).")
@_control
@click.option("--suffix", default="\\r", show_default=True, help="Con qué termina cada código.")
def sim_scanner(**options: str | int | None) -> None:
    """Un lector de códigos simulado, hasta que se interrumpa."""
    from devices.sim.scanner import main

    main(_arguments(options))


def _arguments(options: dict[str, str | int | None]) -> list[str]:
    given = {name: value for name, value in options.items() if value is not None}
    return [word for name, value in given.items() for word in (f"--{name.replace('_', '-')}", str(value))]


def _end_tidily_when_asked() -> None:
    """SIGTERM unwinds like Ctrl-C, so that processes and temporary files go too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_ENDED_FROM_OUTSIDE))


def _has_display() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _refuse_real_terminal() -> None:
    """A machine that serves citizens is no place for simulators."""
    from config.load import load
    from demo.parts.enrolment import refuse_real_enrolment

    try:
        refuse_real_enrolment(Path(load().settings.terminal.state_dir))
    except ExpectedError as error:
        click.echo(f"{error}\n({error.code})", err=True)
        sys.exit(_USAGE)


def _headless(files: tuple[Path, ...], out: Path, lang: str | None, size: PanelSize | None) -> int:
    from rich.console import Console

    from demo.performing import default_journeys, perform
    from demo.summary import print_table, write_summary

    console = Console() if sys.stdout.isatty() else Console(width=_PLAIN_WIDTH)
    journeys = _journeys(files or default_journeys())
    reports = perform(journeys, out, size, lang, tell=lambda each: console.print(f"{each.title} …"))
    write_summary(reports, out)
    print_table(reports, console)
    console.print(f"Resumen: {out / 'summary.md'}")
    return 0 if all(report.passed for report in reports) else _WRONG


def _with_screen(lang: str | None, size: PanelSize | None, *, kiosk_only: bool) -> int:
    from demo.supervisor import supervise
    from demo.world import World, WorldOptions

    with tempfile.TemporaryDirectory(prefix="ventanilla-demo-") as folder:
        dock = Path(folder) / "dock.sock"
        options = WorldOptions(
            state_dir=Path(folder) / "state",
            panel=size or PanelSize.parse("1920x1080"),
            lang=lang or "es-MX",
            headless=False,
            fullscreen=kiosk_only,
            touch_guard_ms=300,
            terminal_arguments=() if kiosk_only else ("--dock", str(dock)),
        )
        with World(options) as world:
            return supervise(world, dock)
