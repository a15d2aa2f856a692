"""Keeps a demonstration with a screen going: obeys the dock, starts what was killed, ends with the window."""

import queue
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final

from demo.errors import ControlError
from demo.wire import LineServer, Message
from demo.world import World

_LOOK_SECONDS: Final = 0.2
_CRASHED: Final = 70


class Supervisor:
    """Runs the dock's orders on the thread that made the world, because processes end with their thread."""

    def __init__(self, world: World, socket: Path) -> None:
        self._world = world
        self._jobs: queue.Queue[tuple[Message, Future[Message]]] = queue.Queue()
        self._server = LineServer(socket, self._ask)
        self._orders: dict[str, Callable[[Message], None]] = {
            "printer": lambda asked: world.printer(asked["mishap"]),
            "scanner": lambda asked: world.scanner(asked["mishap"]),
            "scan": lambda asked: world.scan(asked["text"]),
            "network": lambda asked: world.network(asked["mode"], asked.get("at")),
            "platform": self._switch_platform,
            "restart-terminal": lambda _: self._restart_terminal(),
        }

    def run(self) -> int:
        """Until the window is closed; a terminal that crashed is started again."""
        while True:
            self._obey_one()
            code = self._world.terminal_exit_code
            if code == _CRASHED:
                self._restart_terminal()
            elif code is not None:
                return code

    def close(self) -> None:
        """Stop listening to the dock."""
        self._server.close()

    def _ask(self, asked: Message) -> Message:
        """On the dock's thread: hand the order over and wait."""
        answer: Future[Message] = Future()
        self._jobs.put((asked, answer))
        return answer.result()

    def _obey_one(self) -> None:
        try:
            asked, answer = self._jobs.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            return
        try:
            answer.set_result(self._obey(asked))
        except (ControlError, KeyError, ValueError) as error:
            answer.set_exception(ControlError(str(error)))

    def _obey(self, asked: Message) -> Message:
        do = asked["do"]
        if do != "truth":
            if do not in self._orders:
                raise ControlError(f"no se conoce la orden «{do}»")
            self._orders[do](asked)
        return self._truth()

    def _switch_platform(self, asked: Message) -> None:
        if asked["on"]:
            self._world.start("platform")
        else:
            self._world.kill("platform")

    def _restart_terminal(self) -> None:
        if self._world.is_running("terminal"):
            self._world.kill("terminal")
        self._world.start("terminal")

    def _truth(self) -> dict[str, Any]:
        world = self._world
        slips = world.slips()
        return {
            "network": world.network_mode,
            "platform": world.is_running("platform"),
            "printer": world.printer_condition(),
            "queue": world.queue_counts(),
            "held": world.platform_total(),
            "slips": len(slips),
            "slip": str(slips[-1].files[-1]) if slips else "",
            "slip_complete": bool(slips) and slips[-1].complete,
        }


def supervise(world: World, socket: Path) -> int:
    """Run a world with a screen until its window is closed."""
    supervisor = Supervisor(world, socket)
    try:
        return supervisor.run()
    finally:
        supervisor.close()
