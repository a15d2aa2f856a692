"""Kills of the real kiosk in the middle of a citizen's journey, at random moments.

Afterwards the screen is *done* if the trámite was filed, else *start*; folios are read from the glass.
"""

import os
import random
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from demo.errors import ControlError, WorldError
from demo.journey import Journey, PanelSize
from demo.report import StepReport
from demo.runner import Runner
from demo.stage import Seen
from demo.steps import STEPS, NetworkMode, Step
from demo.world import World, WorldOptions
from offline_queue import inspect
from offline_queue.store import DATABASE_NAME
from tests.faults.headless_terminal import QUEUE_DIR
from tests.faults.report import Fault, Verdict
from tests.faults.stolen_disk import scan
from tests.faults.verdict import judge

_FOLIO: Final = re.compile(r"(?:[0-9A-HJKMNP-TV-Y]{4}-){3}[0-9A-HJKMNP-TV-Y]{4}")
_CODE: Final = "01 071840512345 261120 000001250 7"
_JOURNEY: Final[tuple[dict[str, Any], ...]] = (
    {"tap": "Toque para empezar"},
    {"tap": "Luz y servicios"},
    {"tap": "Reportar una falla de luz"},
    {"tap": "Empezar"},
    {"choose": "No, no veo peligro"},
    {"tap": "Continuar"},
    {"expect_screen": "notice"},
    {"tap": "Continuar"},
    {"choose": "Con el código de mi recibo"},
    {"tap": "Continuar"},
    {"scan": _CODE},
    {"tap": "Continuar"},
    {"choose": "La luz va y viene"},
    {"tap": "Continuar"},
    {"tap": "Hoy"},
    {"tap": "Continuar"},
    {"tap": "Prefiero no darlo"},
    {"expect_screen": "review"},
    {"tap": "Enviar"},
    {"expect_screen": "done", "within": 20},
    {"expect": "Su comprobante salió completo", "within": 20},
    {"expect": "nothing a kiosk ever says", "within": 20},
)
_SEND: Final = _JOURNEY.index({"tap": "Enviar"})
_LEAVE: Final[tuple[dict[str, Any], ...]] = (
    {"tap": "Terminar y borrar mis datos"},
    {"expect_screen": "start", "within": 20},
)
# Filing takes a moment after the touch, the slip in the hand a while.
_LONGEST_DELAYS: Final = (0.4, 2.5)
_LINES: Final[tuple[NetworkMode, ...]] = ("up", "up", "cut", "down")
_SYNCED_WITHIN: Final = 90.0
_OPENED_WITHIN: Final = 20.0


class WatchedWorld(World):
    """Remembers every folio on the glass, what a hand did last, and takes no pictures."""

    def __init__(self, options: WorldOptions) -> None:
        super().__init__(options)
        self.shown: set[str] = set()
        self.doing = "nothing"
        self.page = "nothing"
        self.since = time.monotonic()

    def seen(self) -> Seen | None:
        seen = super().seen()
        if seen is not None:
            self.page = seen.page or "nothing"
            for text in seen.texts:
                self.shown.update(_FOLIO.findall(text))
        return seen

    def tap(self, name: str) -> None:
        self._now(f"tap {name}")
        super().tap(name)

    def choose(self, name: str) -> None:
        self._now(f"choose {name}")
        super().choose(name)

    def scan(self, text: str) -> None:
        self._now("scan")
        super().scan(text)

    def screenshot(self, path: Path) -> None:
        """Pictures cost more time than the kills."""

    def awaits_cut(self) -> bool:
        """Whether a cut falls before the kill is left to chance here."""
        return False

    @property
    def terminal_pid(self) -> int:
        """The kiosk's process."""
        return self._processes["terminal"].pid

    def _now(self, doing: str) -> None:
        self.doing, self.since = doing, time.monotonic()


class GuiKills:
    """One world with a kiosk on an invisible screen."""

    def __init__(self, folder: Path, world: WatchedWorld, seed: int) -> None:
        self._world = world
        self._queue = folder / "terminal" / QUEUE_DIR
        self._runner = Runner(world, folder / "journeys")
        self._random = random.Random(seed)
        self.faults: list[Fault] = []
        self.problems: list[str] = []

    def kill_once(self) -> None:
        """A citizen, a kill, a restart: *done* if it was filed, else *start*."""
        world = self._world
        filed_before = self._filed()
        world.network(self._random.choice(_LINES))
        world.printer("new-roll")
        self._play_until_killed()
        self.faults.append(
            Fault("kiosk", f"{world.doing} / {world.page}", int((time.monotonic() - world.since) * 1e6))
        )
        world.kill("terminal")
        world.start("terminal")
        self._wait_for_queue()
        filed = self._filed() - filed_before
        wanted = "done" if filed else "start"
        self._demand({"expect_screen": wanted, "within": 20}, {"wait_idle": True}, {"expect_screen": wanted})
        for folio in filed:
            self._demand({"expect": folio})
        if filed:
            self._demand(*_LEAVE)

    def wait_until_sent(self) -> int:
        """The line returns; how many are still pending when there was time enough."""
        self._world.network("up")
        deadline = time.monotonic() + _SYNCED_WITHIN
        while (pending := self._world.queue_counts().get("pending", 0)) and time.monotonic() < deadline:
            time.sleep(0.1)
        return pending

    def _play_until_killed(self) -> None:
        """Play up to some step in peace; from then on death comes at any moment."""
        late = self._random.random() < 0.5
        peaceful = _SEND if late else self._random.randrange(_SEND)
        self._demand(*_JOURNEY[:peaceful])
        longest = self._random.choice(_LONGEST_DELAYS) if late else min(_LONGEST_DELAYS)
        delay = self._random.uniform(0, longest)
        dies = suppress(ControlError, WorldError)  # in mid-sentence, as it should
        with _killed_after(delay, self._world.terminal_pid), dies:
            self._play(*_JOURNEY[peaceful:])
        while self._world.terminal_exit_code is None:
            time.sleep(0.005)

    def _demand(self, *words: dict[str, Any]) -> None:
        """Play these steps; what did not happen is a problem of the run."""
        failure = self._play(*words)
        if failure is not None:
            page = f"the page is {failure.page}, {' · '.join(failure.seen)[:300]}"
            self.problems.append(f"after «{self._world.doing}»: {failure.what}: {failure.reason}; {page}")

    def _play(self, *words: dict[str, Any]) -> StepReport | None:
        """Play these steps to their end; the one that failed, if one did."""
        steps = tuple(_step(step) for step in words)
        return self._runner.run(Journey("kill", "", "es-MX", _PANEL, None, steps)).failure

    def _wait_for_queue(self) -> None:
        """Until the new process has opened the queue and mended what the kill left."""
        deadline = time.monotonic() + _OPENED_WITHIN
        while time.monotonic() < deadline:
            opened = (
                inspect.status(self._queue, datetime.now(UTC)).open_in_process == self._world.terminal_pid
            )
            if opened and inspect.verify(self._queue).sound:
                return
            time.sleep(0.05)
        self.problems.append("queue: not opened after a kill, or not sound")

    def _filed(self) -> set[str]:
        """Folios of the queue that are more than drafts."""
        if not (self._queue / DATABASE_NAME).exists():
            return set()
        return {row.folio for row in inspect.rows(self._queue, limit=10_000) if row.seq > 0}


_PANEL: Final = PanelSize(1920, 1080, 21.5)


def kill_kiosk(folder: Path, number: int, seed: int) -> tuple[Verdict, list[Fault]]:
    """So many kills through the GUI; then the line returns and everything is counted."""
    options = WorldOptions(state_dir=folder, panel=_PANEL, seed=seed)
    with WatchedWorld(options) as world:
        kills = GuiKills(folder, world, seed)
        while len(set(kills.faults)) < number:
            kills.kill_once()
        pending = kills.wait_until_sent()
    verdict = judge(folder / "platform", folder / "terminal" / QUEUE_DIR, world.shown, pending)
    problems = (*verdict.problems, *kills.problems, *_in_clear(folder))
    return msgspec.structs.replace(verdict, problems=problems), kills.faults


def _in_clear(folder: Path) -> Iterator[str]:
    """What the citizens scanned must stand nowhere, however often the kiosk was killed."""
    for place in (folder / "terminal" / QUEUE_DIR, folder / "terminal.log"):
        for finding in scan(place, [_CODE]):
            yield f"disk: an answer in clear in {finding.file.name} ({finding.spelling})"


def _step(words: dict[str, Any]) -> Step:
    word = next(word for word in words if word in STEPS)
    return msgspec.convert(words, STEPS[word])


@contextmanager
def _killed_after(seconds: float, pid: int) -> Iterator[None]:
    timer = threading.Timer(seconds, os.kill, (pid, signal.SIGKILL))
    timer.start()
    try:
        yield
    finally:
        timer.join()
