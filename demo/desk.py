"""An agent's desk that can be demonstrated: `python -m demo.desk --config FILE --control SOCKET`.

It is the product's own desk, built by the product, with a control socket and a probe beside it. It refuses a
configuration that is not marked for demonstration.
"""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from config.model import Settings
from demo.terminal import demo_settings, end_with_parent
from terminal.crash import install_crash_boundary
from tramites.errors import ExpectedError

_MISCONFIGURED: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until the window closes; 2 when the configuration is not for demonstration."""
    options = _arguments().parse_args(arguments)
    if options.with_parent:
        end_with_parent()
    try:
        return _run(demo_settings(options.config), options.control)
    except ExpectedError as error:
        print(error, file=sys.stderr)
        return _MISCONFIGURED


def _run(settings: Settings, control: Path) -> int:
    os.environ.setdefault("QT_NO_GLIB", "1")  # the probe reads Qt's own event loop
    from contact_centre.app import build_desk
    from demo.control import ControlServer
    from demo.probe import Probe

    install_crash_boundary()
    desk = build_desk(settings)
    window = desk.show()
    window.requestActivate()  # keys go to the window in front
    probe = Probe()
    probe.begin_at_first_frame(window)
    server = ControlServer(window, probe, control)
    print(json.dumps({"ready": True, "control": str(control)}), flush=True)
    code = desk.run()
    probe.end()
    server.close()
    return code


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m demo.desk", description="Un escritorio para demostraciones.")
    parser.add_argument("--config", required=True, type=Path, metavar="FILE", help="ajustes con demo = true")
    parser.add_argument("--control", required=True, type=Path, metavar="SOCKET", help="enchufe de control")
    parser.add_argument("--with-parent", action="store_true", help="termina con el proceso que lo inició")
    return parser


if __name__ == "__main__":
    sys.exit(main())
