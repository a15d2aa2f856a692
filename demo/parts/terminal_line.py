"""The line to the control socket of the terminal, which comes and goes with its process."""

from pathlib import Path
from typing import Any

from demo.wire import LineClient, Message


class TerminalLine:
    """Connects when something is asked, and again after the terminal was started anew."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._client: LineClient | None = None

    def ask(self, do: str, **parameters: Any) -> Message:
        """Ask the terminal."""
        if self._client is None:
            self._client = LineClient(self.path, name="la terminal")
        return self._client.ask(do, **parameters)

    def close(self) -> None:
        """Hang up."""
        if self._client is not None:
            self._client.close()
            self._client = None
