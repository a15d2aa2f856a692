"""Plays journeys, each in a world of its own, and keeps what they leave in folders of their names."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from demo.errors import ControlError, WorldError
from demo.journey import Journey, PanelSize
from demo.report import JourneyReport, StepReport, write_report
from demo.runner import Runner
from demo.world import World, WorldOptions

JOURNEYS_FOLDER: Final = Path(__file__).parent / "journeys"
_MARK: Final = ".ventanilla-demo"


def default_journeys() -> tuple[Path, ...]:
    """The journeys we ship."""
    return tuple(sorted(JOURNEYS_FOLDER.glob("*.json")))


def perform(
    journeys: Sequence[Journey],
    out: Path,
    panel: PanelSize | None = None,
    lang: str | None = None,
    tell: Callable[[Journey], None] = lambda _: None,
) -> list[JourneyReport]:
    """Play all; a world that does not even start is a failed journey, not the end of the others."""
    reports = []
    for journey in journeys:
        tell(journey)
        folder = fresh_folder(out / journey.name)
        report = _played(journey, folder, panel or journey.size, lang or journey.lang)
        write_report(report, folder)
        reports.append(report)
    return reports


def _played(journey: Journey, folder: Path, panel: PanelSize, lang: str) -> JourneyReport:
    options = WorldOptions(state_dir=folder / "state", panel=panel, lang=lang)
    try:
        with World(options) as world:
            return Runner(world, folder).run(journey)
    except (WorldError, ControlError) as error:
        return _not_played(journey, str(error))


def _not_played(journey: Journey, reason: str) -> JourneyReport:
    step = StepReport(number=0, word="start", what="la demostración", ok=False, seconds=0.0, reason=reason)
    return JourneyReport(
        journey=journey.name,
        title=journey.title,
        passed=False,
        seconds=0.0,
        folios=(),
        steps=(step,),
        pictures=(),
        receipts=(),
        probe=(),
    )


def fresh_folder(folder: Path) -> Path:
    """An empty folder: what an earlier demonstration left is removed, anything else is not ours to remove."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise WorldError(f"{folder}: no está vacía y no es de una demostración; elija otra con --out")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()
    return folder
