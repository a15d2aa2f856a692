"""The command `ventanilla agent`: the agent's desk. Qt is loaded only when its window is wanted."""

import sys
from pathlib import Path

import click
import msgspec

from config.load import load
from config.model import Settings
from terminal.crash import install_crash_boundary


@click.command()
@click.option(
    "--config", "file", type=click.Path(path_type=Path), metavar="FILE", help="Ajustes de esta terminal."
)
@click.option("--windowed", is_flag=True, help="En una ventana, sin llenar la pantalla.")
@click.option("--self-test", is_flag=True, help="Dibuja la ventana, dice si pudo, y termina.")
def agent(file: Path | None, windowed: bool, self_test: bool) -> None:  # noqa: FBT001  # Click's flags
    """El escritorio del agente que atiende por teléfono."""
    sys.exit(run_agent(_settings(file, windowed=windowed), self_test=self_test))


def run_agent(settings: Settings, *, self_test: bool) -> int:
    """Open the window and serve. Raises ExpectedError naming file or key."""
    from contact_centre.app import build_desk

    install_crash_boundary()
    desk = build_desk(settings)
    window = desk.show()
    if not self_test:
        return desk.run()
    desk.start()
    drawn = not window.grabWindow().isNull() and not desk.engine.warnings
    click.echo("Escritorio dibujado." if drawn else "\n".join(desk.engine.warnings), err=not drawn)
    desk.stop()
    return 0 if drawn else 1


def _settings(file: Path | None, *, windowed: bool) -> Settings:
    settings = load(file).settings
    if not windowed:
        return settings
    return msgspec.structs.replace(settings, screen=msgspec.structs.replace(settings.screen, windowed=True))
