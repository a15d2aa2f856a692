"""Plays a journey on a stage: each step is tried until it has its effect or its time is over."""

import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, get_args

import msgspec

from demo.errors import ControlError, StepFailedError
from demo.journey import Journey
from demo.playing import act, change, look, named
from demo.report import JourneyReport, StepReport
from demo.stage import Seen, Stage
from demo.steps import HandStep, LookStep, Step, WorldStep, word_of

_AGAIN_SECONDS: Final = 0.1
_SETTLE_SECONDS: Final = 2.0
"""A screen that never stands still is looked at anyway."""

# Four groups of four without I, L, O, U and Z, not cut out of something longer.
_FOLIO: Final = re.compile(r"(?<![0-9A-Z-])(?:[0-9A-HJKMNP-TV-Y]{4}-){3}[0-9A-HJKMNP-TV-Y]{4}(?![0-9A-Z-])")


class Runner:
    """Plays one journey and keeps its pictures and papers in a folder."""

    def __init__(
        self,
        stage: Stage,
        out: Path,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._stage = stage
        self._out = out
        self._pictures = out / "screens"
        self._pictures.mkdir(parents=True, exist_ok=True)
        self._clock = clock
        self._sleep = sleep
        self._folios: list[str] = []
        self._pictured: set[tuple[str, str]] = set()

    def run(self, journey: Journey) -> JourneyReport:
        """Play until the end or the first step that fails."""
        began = self._clock()
        steps: list[StepReport] = []
        self._notice()
        for number, step in enumerate(journey.steps, start=1):
            steps.append(self._play(number, step))
            if not steps[-1].ok:
                break
        else:
            steps += self._missed_cut(len(steps) + 1)
        return JourneyReport(
            journey=journey.name,
            title=journey.title,
            passed=all(step.ok for step in steps),
            seconds=round(self._clock() - began, 2),
            folios=tuple(self._folios),
            steps=tuple(steps),
            pictures=tuple(f"screens/{path.name}" for path in sorted(self._pictures.glob("*.png"))),
            receipts=self._keep_papers(),
            probe=tuple(self._stage.probe_reports()),
        )

    def _missed_cut(self, number: int) -> list[StepReport]:
        """A cut that never came proves nothing: the journey only seems to pass."""
        if not self._stage.awaits_cut():
            return []
        reason = "la línea nunca se cortó: no hubo ningún envío"
        return [StepReport(number=number, word="network", what="cut", ok=False, seconds=0.0, reason=reason)]

    def _play(self, number: int, step: Step) -> StepReport:
        began = self._clock()
        reason = self._try_until(began + step.within, step)
        if reason is None:
            self._settle(step)
        seen = self._notice()
        word = word_of(type(step))
        report = StepReport(
            number=number,
            word=word,
            what=_what(step, word),
            ok=reason is None,
            seconds=round(self._clock() - began, 2),
        )
        return report if reason is None else self._failed(report, reason, seen)

    def _try_until(self, deadline: float, step: Step) -> str | None:
        """Try; give the reason of the last failure, or None when it worked."""
        while True:
            try:
                self._attempt(step)
            except (StepFailedError, ControlError) as error:
                hopeless = isinstance(error, ControlError) and not error.retry
                if hopeless or self._clock() >= deadline:
                    return str(error)
            else:
                return None
            self._sleep(_AGAIN_SECONDS)

    def _attempt(self, step: Step) -> None:
        if isinstance(step, get_args(HandStep)):
            act(self._stage, self._with_folio(step))
        elif isinstance(step, get_args(WorldStep)):
            change(self._stage, step)
        elif isinstance(step, get_args(LookStep)):
            self._notice()
            look(self._stage, step, self._folio, self._pictures)

    def _with_folio(self, step: HandStep) -> HandStep:
        """A hand may write the folio of its session."""
        words = {
            field: value for field, value in msgspec.structs.asdict(step).items() if isinstance(value, str)
        }
        return msgspec.structs.replace(
            step, **{field: named(value, self._folio) for field, value in words.items()}
        )

    @property
    def _folio(self) -> str | None:
        return self._folios[-1] if self._folios else None

    def _settle(self, step: Step) -> None:
        """After a touch, wait for the screen it leads to."""
        if not isinstance(step, get_args(HandStep)):
            return
        deadline = self._clock() + _SETTLE_SECONDS
        while not self._stage.is_still() and self._clock() < deadline:
            self._notice()  # some screens are short

    def _notice(self) -> Seen | None:
        """Remember the folio on the glass, and keep a picture of each screen the first time it shows."""
        seen = self._stage.seen()
        if seen is None:
            return None
        for text in seen.texts:
            for folio in _FOLIO.findall(text):
                if folio not in self._folios:
                    self._folios.append(folio)
        if seen.page is not None and (seen.page, seen.heading) not in self._pictured:
            self._pictured.add((seen.page, seen.heading))
            self._stage.screenshot(self._pictures / f"{len(self._pictured):02}-{seen.page}.png")
        return seen

    def _failed(self, report: StepReport, reason: str, seen: Seen | None) -> StepReport:
        picture = None
        if seen is not None:
            picture = f"screens/failed-step-{report.number:02}.png"
            self._stage.screenshot(self._out / picture)
        return msgspec.structs.replace(
            report,
            reason=reason,
            page=seen.page if seen else None,
            seen=seen.texts if seen else (),
            picture=picture,
        )

    def _keep_papers(self) -> tuple[str, ...]:
        papers = self._out / "receipts"
        papers.mkdir(exist_ok=True)
        files = [file for slip in self._stage.slips() for file in slip.files if file.exists()]
        for file in files:
            shutil.copy(file, papers / file.name)
        return tuple(f"receipts/{file.name}" for file in files)


def _what(step: Step, word: str) -> str:
    """The step's own words, as the file has them."""
    given = msgspec.to_builtins(step)[word]
    if isinstance(given, dict):
        given = {name: value for name, value in given.items() if value is not None}
    return given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
