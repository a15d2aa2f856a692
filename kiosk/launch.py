"""Starting the citizen's kiosk from the command line."""

import sys
from pathlib import Path

import click
import msgspec

from config.load import load
from config.model import Settings
from terminal.crash import install_crash_boundary


def run_kiosk(file: Path | None, *, windowed: bool, self_test: bool) -> int:
    """Load the settings, open the window, serve. Raises ExpectedError naming file, key or device."""
    settings = _settings(file, windowed=windowed)
    from kiosk.app import build_kiosk  # Qt is loaded only when a window is wanted

    install_crash_boundary()
    kiosk = build_kiosk(settings)
    window = kiosk.show()
    if not self_test:
        return kiosk.run()
    kiosk.start()
    drawn = not window.grabWindow().isNull() and not kiosk.engine.warnings
    click.echo("Primera pantalla dibujada." if drawn else "\n".join(kiosk.engine.warnings), err=not drawn)
    kiosk.stop()
    sys.stdout.flush()
    return 0 if drawn else 1


def _settings(file: Path | None, *, windowed: bool) -> Settings:
    settings = load(file).settings
    if not windowed:
        return settings
    return msgspec.structs.replace(settings, screen=msgspec.structs.replace(settings.screen, windowed=True))
