"""A kiosk that can be demonstrated: `python -m demo.terminal --config FILE --control SOCKET`.

It is the product's own kiosk, built by the product, with a control socket and a probe beside it. It refuses a
configuration that is not marked for demonstration.
"""

import ctypes
import json
import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from config.load import load
from config.model import Settings
from demo.errors import NotADemoError
from demo.parts.enrolment import refuse_real_enrolment
from terminal.crash import install_crash_boundary
from tramites.errors import ExpectedError

if TYPE_CHECKING:
    from PySide6.QtQuick import QQuickWindow

    from kiosk.app import Kiosk

_MISCONFIGURED: Final = 2
_PR_SET_PDEATHSIG: Final = 1  # prctl(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until the window closes; 2 when the configuration is not for demonstration."""
    options = _arguments().parse_args(arguments)
    if options.with_parent:
        end_with_parent()
    try:
        return _run(demo_settings(options.config), options)
    except ExpectedError as error:
        print(error, file=sys.stderr)
        return _MISCONFIGURED


def demo_settings(file: Path) -> Settings:
    """Settings that are marked for demonstration, or NotADemoError."""
    settings = load(file).settings
    if not settings.terminal.demo:
        raise NotADemoError(f"{file}: [terminal] demo no es true; esta orden es solo para demostraciones")
    refuse_real_enrolment(Path(settings.terminal.state_dir))
    return settings


def _run(settings: Settings, options: Namespace) -> int:
    os.environ.setdefault("QT_NO_GLIB", "1")  # the probe reads Qt's own event loop
    from demo.control import ControlServer
    from demo.probe import Probe
    from kiosk.app import build_kiosk

    install_crash_boundary()
    kiosk = build_kiosk(settings)
    window = _window(kiosk, options.dock)
    probe = Probe()
    probe.begin_at_first_frame(window)
    server = ControlServer(window, probe, options.control)
    print(json.dumps({"ready": True, "control": str(options.control)}), flush=True)
    code = kiosk.run()
    probe.end()
    server.close()
    return code


def _window(kiosk: "Kiosk", dock: Path | None) -> "QQuickWindow":
    if dock is None:
        return kiosk.show()
    from demo.dock import dock_beside

    return dock_beside(kiosk, dock)


def end_with_parent() -> None:
    """A supervisor that is killed leaves no kiosk behind."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m demo.terminal", description="Un kiosco para demostraciones.")
    parser.add_argument("--config", required=True, type=Path, metavar="FILE", help="ajustes con demo = true")
    parser.add_argument("--control", required=True, type=Path, metavar="SOCKET", help="enchufe de control")
    parser.add_argument("--dock", type=Path, metavar="SOCKET", help="muestra al lado el panel de percances")
    parser.add_argument("--with-parent", action="store_true", help="termina con el proceso que la inició")
    return parser


if __name__ == "__main__":
    sys.exit(main())
