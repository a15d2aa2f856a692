"""What can be wrong with a printer's answers: the mishaps a driver must live with."""

import random
from collections.abc import Callable
from enum import Enum
from typing import Final

from devices.sim.printer import replies

_LIE: Final = b"\x12"  # shaped like DLE EOT saying that all is well
_OTHER_ID: Final = b"XXXX"
_CONSTANT_ID: Final = b"0000"


class ProcessIdMode(Enum):
    """How GS ( H is answered."""

    NORMAL = "normal"
    UNSUPPORTED = "unsupported"
    WRONG = "wrong"
    STALE = "stale"
    TWICE = "twice"
    CONSTANT = "constant"


class Answers:
    """Everything the printer says goes through here, and is distorted as the chosen faults want it."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self.cure()
        self._last_id = b""

    def cure(self) -> None:
        """Answer truthfully from now on."""
        self.silent = False
        self.spurious = False
        self.status_inside = False
        self.zero_status = False
        self.process_ids = ProcessIdMode.NORMAL
        self._noise: random.Random | None = None

    def speak(self) -> None:
        """End silence and garbage."""
        self.silent = False
        self._noise = None

    def forget(self) -> None:
        """A power cycle: the process ids are gone."""
        self._last_id = b""

    def names(self) -> list[str]:
        """The faults now chosen."""
        chosen = {
            "silent": self.silent,
            "garbage": self._noise is not None,
            "spurious": self.spurious,
            "asb-in-answer": self.status_inside,
            "zero-asb": self.zero_status,
            f"process-id-{self.process_ids.value}": self.process_ids is not ProcessIdMode.NORMAL,
        }
        return [name for name, is_chosen in chosen.items() if is_chosen]

    def make_garbage(self, seed: int | None) -> None:
        """Answer with random bytes, the same for the same seed; None ends it."""
        self._noise = None if seed is None else random.Random(seed)  # noqa: S311 - noise, not a secret

    def lie_unasked(self) -> None:
        """Send status-shaped bytes nobody asked for, now and after each answer."""
        self.spurious = True
        self._out(_LIE * 3)

    def say(self, answer: bytes, sensors: replies.Sensors) -> None:
        """Answer a question; nothing to say is no answer."""
        if not answer:
            return
        if self.status_inside:
            middle = len(answer) // 2
            answer = answer[:middle] + replies.automatic_status(sensors) + answer[middle:]
        self._out(answer + (_LIE if self.spurious else b""))

    def say_status(self, status: bytes) -> None:
        """Send Automatic Status Back."""
        self._out(bytes(len(status)) if self.zero_status else status)

    def say_process_id(self, process_id: bytes, sensors: replies.Sensors) -> None:
        """Answer GS ( H as the mode wants it."""
        previous, self._last_id = self._last_id, process_id
        answered = {
            ProcessIdMode.NORMAL: [process_id],
            ProcessIdMode.UNSUPPORTED: [],
            ProcessIdMode.WRONG: [_OTHER_ID],
            ProcessIdMode.STALE: [previous] if previous else [],
            ProcessIdMode.TWICE: [process_id, process_id],
            ProcessIdMode.CONSTANT: [_CONSTANT_ID],
        }
        for answer in answered[self.process_ids]:
            self.say(replies.process_response(answer), sensors)

    def signal(self, flow_control: bytes) -> None:
        """Send XON or XOFF."""
        self._out(flow_control)

    def _out(self, data: bytes) -> None:
        if self.silent or not data:
            return
        self._send(data if self._noise is None else self._noise.randbytes(len(data)))
