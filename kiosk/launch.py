"""Starting the citizen's kiosk from the command line."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from config.load import load
from config.model import Settings
from terminal.crash import install_crash_boundary

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickWindow

    from kiosk.app import Kiosk


def run_kiosk(file: Path | None, *, windowed: bool, self_test: bool) -> int:
    """Load the settings, open the window, serve. Raises ExpectedError naming file, key or device."""
    settings = _settings(file, windowed=windowed)
    if self_test:
        _draw_without_a_screen()
    from kiosk.app import build_kiosk  # Qt is loaded only when a window is wanted

    install_crash_boundary()
    kiosk = build_kiosk(settings)
    window = kiosk.show()
    if not self_test:
        return _serve(kiosk, window)
    kiosk.start()
    drawn = not window.grabWindow().isNull() and not kiosk.engine.warnings
    click.echo("Primera pantalla dibujada." if drawn else "\n".join(kiosk.engine.warnings), err=not drawn)
    kiosk.stop()
    sys.stdout.flush()
    return 0 if drawn else 1


def _draw_without_a_screen() -> None:
    """A technician at a text console asks whether the screens can be drawn at all."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _serve(kiosk: "Kiosk", window: "QQuickWindow") -> int:
    from kiosk.lockdown import keep_in_service

    watch = keep_in_service(kiosk.app, window, kiosk.session)
    code = kiosk.run()
    del watch  # it had to live as long as the event loop
    return code


def _settings(file: Path | None, *, windowed: bool) -> Settings:
    settings = load(file).settings
    if not windowed:
        return settings
    return msgspec.structs.replace(settings, screen=msgspec.structs.replace(settings.screen, windowed=True))
