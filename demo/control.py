"""The control socket of a demo terminal: JSON lines in, touches and observations out.

It runs on the GUI thread beside the product and knows only the window: it never calls a slot, a signal
or a view-model. Production code opens no such socket.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtQuick import QQuickWindow

from demo.errors import ControlError
from demo.inside.fingers import Fingers, Script
from demo.inside.screen import FrameCounter, describe_screen
from demo.inside.tree import visible_nodes
from demo.probe import Probe

Answer: TypeAlias = dict[str, Any]
_STILL_MS = 50  # no frame drawn and no turn of the event loop for so long: the screen is idle
_MOST_TURNS_WHEN_STILL = 2  # the timer that looks, and the socket that asked


class ControlServer(QObject):
    """Answers commands about one window, one at a time per connection."""

    def __init__(self, window: QQuickWindow, probe: Probe, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._probe = probe
        self._fingers = Fingers(window)
        self._frames = FrameCounter(window)
        self._commands: dict[str, Callable[[Answer], Answer]] = {
            "tree": self._tree,
            "screen": self._screen,
            "screenshot": self._screenshot,
            "probe": self._report,
        }
        self._scripts: dict[str, Callable[[Answer], Script]] = {
            "tap": lambda asked: self._fingers.tap(asked["name"]),
            "choose": lambda asked: self._fingers.choose(asked["name"]),
            "type": self._type,
            "key": lambda asked: self._fingers.key(asked["name"]),
        }
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        path.unlink(missing_ok=True)
        if not self._server.listen(str(path)):
            raise ControlError(
                f"no se pudo abrir el enchufe de control {path.name}: {self._server.errorString()}"
            )
        self._server.newConnection.connect(self._welcome)

    def close(self) -> None:
        """Stop listening; the window may go."""
        self._server.close()

    def _welcome(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.readyRead.connect(lambda: self._read(connection))
        connection.disconnected.connect(connection.deleteLater)

    def _read(self, connection: QLocalSocket) -> None:
        while connection.canReadLine():
            line = bytes(connection.readLine().data())
            try:
                self._obey(connection, json.loads(line))
            except (ControlError, KeyError, ValueError) as error:
                self._send(connection, _refusal(error))

    def _obey(self, connection: QLocalSocket, asked: Answer) -> None:
        do = asked["do"]
        if do == "idle":
            self._answer_when_looked(connection)
        elif do in self._scripts:
            self._play(connection, self._scripts[do](asked))
        elif do in self._commands:
            self._send(connection, {"ok": True, **self._commands[do](asked)})
        else:
            raise ControlError(f"no se conoce la orden «{do}»")

    def _play(self, connection: QLocalSocket, script: Script, *, started: bool = False) -> None:
        """Run a script to its next wait; answer when it ends."""
        try:
            wait_ms = next(script)
        except StopIteration:
            self._send(connection, {"ok": True})
        except ControlError as error:
            self._send(connection, _refusal(error, started=started))
        else:
            QTimer.singleShot(wait_ms, self, lambda: self._play(connection, script, started=True))

    def _type(self, asked: Answer) -> Script:
        write = self._fingers.type_on_keys if asked.get("keyboard") else self._fingers.type_text
        return write(asked["text"], asked.get("into"))

    def _answer_when_looked(self, connection: QLocalSocket) -> None:
        frames, turns = self._frames.frames, self._probe.turns

        def look() -> None:
            still = self._frames.frames == frames and self._probe.turns - turns <= _MOST_TURNS_WHEN_STILL
            self._send(connection, {"ok": True, "idle": still})

        QTimer.singleShot(_STILL_MS, self, look)

    def _tree(self, _asked: Answer) -> Answer:
        with self._probe.excluded():
            return {"nodes": [node.as_json() for node in visible_nodes(self._window)]}

    def _screen(self, _asked: Answer) -> Answer:
        with self._probe.excluded():
            return describe_screen(self._window)

    def _screenshot(self, asked: Answer) -> Answer:
        with self._probe.excluded():
            if not self._window.grabWindow().save(asked["path"]):
                raise ControlError(f"no se pudo guardar la imagen en {asked['path']}")
        return {"path": asked["path"]}

    def _report(self, _asked: Answer) -> Answer:
        return {"report": self._probe.report()}

    @staticmethod
    def _send(connection: QLocalSocket, answer: Answer) -> None:
        connection.write(json.dumps(answer).encode() + b"\n")
        connection.flush()


def _refusal(error: Exception, *, started: bool = False) -> Answer:
    if isinstance(error, ControlError):
        return {"ok": False, "error": str(error), "retry": error.retry and not started}
    return {"ok": False, "error": f"orden incompleta o ilegible: {error}", "retry": False}
