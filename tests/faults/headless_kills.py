"""Kills of a terminal without a screen, of its platform and of the line between them."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

from demo.parts.enrolment import enrol_for_demo
from demo.proxy import Proxy
from tests.faults.headless_terminal import QUEUE_DIR
from tests.faults.nursery import Message, Nursery
from tests.faults.report import Fault, Verdict
from tests.faults.verdict import judge

HASTY: Final = "shown-before-durable"
_STEPS: Final = (
    {"step": "opening"},
    {"step": "drafting"},
    {"step": "answering"},
    {"step": "filing"},
    {"step": "printing"},
    {"step": "reading"},
    {"step": "leaving"},
)
_REQUESTS: Final = (
    {"sync": "session"},
    {"sync": "query"},
    {"sync": "batch"},
    {"sync": "batch answered"},
    {"sync": "batch failed"},
)
_Cut = Literal["request", "answer"]
_CUTS: Final[tuple[_Cut | None, ...]] = (None, None, "request", "answer")
# Half of the kills fall anywhere, half just after a step has begun: most of a terminal's time is pauses.
_ANYWHERE_SECONDS: Final = 0.25
_AFTER_A_STEP_SECONDS: Final = 0.02
_STEP_COMES_WITHIN: Final = 1.0
_CUT_COMES_WITHIN: Final = 3.0
_DARK_SECONDS: Final = 0.1
_SHARES: Final = {"terminal": 5, "platform": 2, "line": 3}


class Spoken:
    """What the terminal said last and which folios it has shown. Lines come on the reader's thread."""

    def __init__(self) -> None:
        self.shown: set[str] = set()
        self.step = "off"
        self.sync = "quiet"
        self.at = 0.0

    def hear(self, message: Message) -> None:
        if "shown" in message:
            self.shown.add(message["shown"])
        if "started" in message:
            self.step, self.sync, self.at = "starting", "quiet", time.monotonic()
        if "step" in message:
            self.step, self.at = message["step"], time.monotonic()
        if "sync" in message:
            self.sync, self.at = message["sync"], time.monotonic()


class HeadlessKills:
    """One terminal, one platform, one line; kills until told to stop."""

    def __init__(self, folder: Path, seed: int, control: str | None = None) -> None:
        self._folder = folder
        self._random = random.Random(seed)
        self._control = control
        self._spoken = Spoken()
        self._platform_state = folder / "platform"
        self._terminal_state = folder / "terminal"
        self._platform = Nursery("platform", folder / "platform.log", lambda _message: None)
        self._terminal = Nursery("terminal", folder / "terminal.log", self._spoken.hear)
        self._port = 0
        self._start_platform()
        self._line = Proxy(self._port, seed=seed)
        self._url = f"https://127.0.0.1:{self._line.port}"
        self.faults: list[Fault] = []

    def __enter__(self) -> Self:
        enrol_for_demo(self._url, self._platform_state, self._terminal_state)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._terminal.close()
        self._platform.close()
        self._line.close()

    def run(self, number: int) -> Verdict:
        """So many distinct faults more; then the line returns, the queue empties, and all is counted."""
        self._start_terminal()
        wanted = len(set(self.faults)) + number
        for kind in self._kinds(number):
            self._fault(kind)
        while len(set(self.faults)) < wanted:
            self._fault("terminal")
        self._terminal.kill()
        self._line.set("up")
        drained = self._start_terminal(until="drained", drain=True)
        self._terminal.wait()
        self._platform.kill()
        verdict = judge(
            self._platform_state, self._terminal_state / QUEUE_DIR, self._spoken.shown, drained["drained"]
        )
        self._start_platform()
        return verdict

    def _kinds(self, number: int) -> list[str]:
        """Every kind its share, in random order."""
        whole = sum(_SHARES.values())
        kinds = [kind for kind, share in _SHARES.items() for _ in range(number * share // whole)]
        kinds += ["terminal"] * (number - len(kinds))
        self._random.shuffle(kinds)
        return kinds

    def _fault(self, kind: str) -> None:
        faults: dict[str, Callable[[], None]] = {
            "terminal": self._kill_terminal,
            "platform": self._kill_platform,
            "line": self._cut_line,
        }
        faults[kind]()
        at = time.monotonic()
        spoken = self._spoken
        step = f"{spoken.step} / {spoken.sync}" if kind == "terminal" else spoken.sync
        self.faults.append(Fault(kind, step, max(0, int((at - spoken.at) * 1e6))))
        if kind == "terminal":
            self._start_terminal()
        elif kind == "platform":
            time.sleep(self._random.uniform(0, _DARK_SECONDS))
            self._start_platform()

    def _kill_terminal(self) -> None:
        self._wait_for_the_moment((*_STEPS, *_REQUESTS))
        self._terminal.kill()

    def _kill_platform(self) -> None:
        self._wait_for_the_moment(_REQUESTS)
        self._platform.kill()

    def _cut_line(self) -> None:
        """A cut is a fault only when a connection was there to be cut."""
        before = self._line.cuts
        self._line.set("cut", self._random.choice(_CUTS))
        deadline = time.monotonic() + _CUT_COMES_WITHIN
        while self._line.cuts == before:
            if time.monotonic() > deadline:
                self._line.set("cut")
                deadline += _CUT_COMES_WITHIN
            time.sleep(0.001)

    def _wait_for_the_moment(self, steps: tuple[Message, ...]) -> None:
        if self._random.random() < 0.5:
            time.sleep(self._random.uniform(0, _ANYWHERE_SECONDS))
            return
        self._terminal.hear(self._random.choice(steps), _STEP_COMES_WITHIN)
        time.sleep(self._random.uniform(0, _AFTER_A_STEP_SECONDS))

    def _start_terminal(self, until: str | None = None, **more: Any) -> Message:
        return self._terminal.start(
            until,
            state_dir=str(self._terminal_state),
            url=self._url,
            seed=self._random.randrange(2**32),
            hasty=self._control == HASTY,
            **more,
        )

    def _start_platform(self) -> None:
        ready = self._platform.start(
            "ready", state_dir=str(self._platform_state), port=self._port, fault=self._control or ""
        )
        self._port = int(ready["port"])
