"""What works now, kept for the screens; told by devices and line, read on the GUI's thread."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from devices.contract import Condition, DeviceStatus
from offline_queue.line import LineState
from ui.services import Conditions

_LINE: Final = {LineState.UNKNOWN: None, LineState.UP: True}


class ConditionBoard:
    """The last word on each; `on_change` runs whenever one of them changes."""

    def __init__(self) -> None:
        self.now = Conditions(printer=Condition.UNKNOWN, scanner=Condition.UNKNOWN, line=None)
        self.on_change: Callable[[], None] = lambda: None

    def printer(self, status: DeviceStatus) -> None:
        """The printer's status changed."""
        self._set(replace(self.now, printer=status.condition))

    def scanner(self, status: DeviceStatus) -> None:
        """The scanner's status changed."""
        self._set(replace(self.now, scanner=status.condition))

    def line(self, state: LineState) -> None:
        """The line changed; behind a portal or refused, nothing reaches the platform: no line."""
        self._set(replace(self.now, line=_LINE.get(state, False)))

    def queue(self, problem: str | None) -> None:
        """Whether trámites can be stored."""
        self._set(replace(self.now, queue_problem=problem))

    def _set(self, now: Conditions) -> None:
        if now != self.now:
            self.now = now
            self.on_change()
