"""An agent's desk as a process, driven by real key events; and what the platform behind it holds."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from central_platform.settings import SQLITE_FILE
from demo.parts.settings_file import write_settings
from demo.wire import LineClient
from tramites.solicitud import Solicitud, read_solicitud
from tramites.wire import envelope
from tramites.wire.keys import key_id
from tramites.wire.sealing import open_body

AGENT = "mruiz"
_ROOT = Path(__file__).parents[3]
_PATIENCE_SECONDS = 30.0
_STEP_SECONDS = 0.05


class KeyboardDesk:
    """What an agent can do without a mouse, and what the screen says."""

    def __init__(self, client: LineClient) -> None:
        self._client = client

    def key(self, name: str) -> None:
        """Press a key, with "Ctrl+" or "Alt+" before its Qt name."""
        self._client.ask("key", name=name)

    def enter(self, text: str = "") -> None:
        """Type, then Intro."""
        self._client.ask("type", text=text, keyboard=True)
        self.key("Return")

    def texts(self) -> list[str]:
        """Everything that can be read now."""
        return list(self._client.ask("screen")["texts"])

    def wait_for(self, text: str) -> None:
        """Until a text that contains this is on the screen."""
        eventually(lambda: any(text in each for each in self.texts()), text, self.texts)

    def nodes(self) -> list[dict[str, Any]]:
        """The accessibility tree."""
        return list(self._client.ask("tree")["nodes"])


def write_config(folder: Path, url: str, state_dir: Path, *, demo: bool = True) -> Path:
    """The settings of a desk."""
    config = folder / "desk.toml"
    terminal = {"name": "desk", "place": "Centro de contacto", "state_dir": str(state_dir), "demo": demo}
    write_settings(
        config,
        {
            "terminal": terminal,
            "screen": {"size": "1600x900", "windowed": True},
            "platform": {"url": url, "contact_seconds": 1.0, "timeout_seconds": 2.0},
            "agent": {"id": AGENT},
        },
    )
    return config


def headless() -> dict[str, str]:
    """The environment of a desk without a display."""
    ours = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "PYTHONPATH": str(_ROOT)}
    return {**os.environ, **ours}


@contextmanager
def desk_process(folder: Path, url: str, state_dir: Path) -> Iterator[KeyboardDesk]:
    """`python -m demo.desk` on an enrolled state directory."""
    config, control = write_config(folder, url, state_dir), folder / "desk.sock"
    command = [sys.executable, "-m", "demo.desk", "--with-parent"]
    with subprocess.Popen(
        [*command, "--config", str(config), "--control", str(control)],
        stdout=subprocess.PIPE,
        text=True,
        env=headless(),
    ) as process:
        assert process.stdout is not None
        assert '"ready": true' in process.stdout.readline()
        client = LineClient(control, name="el escritorio")
        try:
            yield KeyboardDesk(client)
        finally:
            client.close()
            process.terminate()


def stored(platform_state: Path, folio: str) -> Solicitud:
    """What the platform holds of a folio, opened with the key of the agency's sandbox."""
    key = X25519PrivateKey.from_private_bytes((platform_state / "agencies/cfe/sealing.key").read_bytes())
    with closing(sqlite3.connect(platform_state / SQLITE_FILE)) as database:
        (sealed,) = database.execute("SELECT sealed FROM intake WHERE folio = ?", (folio,)).fetchone()
    return read_solicitud(open_body(envelope.decode(sealed), {key_id(key.public_key()): key}))


def holds(platform_state: Path, folio: str) -> bool:
    """Whether the platform stored it."""
    with closing(sqlite3.connect(platform_state / SQLITE_FILE)) as database:
        (times,) = database.execute("SELECT count(*) FROM intake WHERE folio = ?", (folio,)).fetchone()
    return times == 1


def eventually(condition: Callable[[], bool], what: str, instead: Callable[[], object] = str) -> None:
    """Wait for another process; the patience is no promise of speed."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"it never happened: {what}; instead: {instead()}")
        time.sleep(_STEP_SECONDS)
