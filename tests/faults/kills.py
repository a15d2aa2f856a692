"""Three hundred kills: every folio shown is on the platform exactly once.

`python -m tests.faults.kills --headless 270 --gui 30 --seed N [--control NAME] [--json]`
With a planted fault (`--control`) the same harness must fail; it then runs until it does, up to a bound.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.fakes.broken_platforms import FAULTS
from tests.faults.headless_kills import HASTY, HeadlessKills
from tests.faults.report import Fault, KillReport, Verdict

CONTROLS: Final = (*FAULTS, HASTY)
_ROUND: Final = 10
NOTHING: Final = Verdict(shown=0, stored=0)


def run_kills(headless: int = 270, gui: int = 30, seed: int | None = None) -> KillReport:
    """Kill the product that many times. The seed of the report gives the same plan again."""
    seed = random.SystemRandom().randrange(2**32) if seed is None else seed
    began = time.monotonic()
    faults: list[Fault] = []
    verdict = NOTHING
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        if headless:
            found, more = _headless(Path(folder) / "headless", headless, seed)
            verdict, faults = verdict.joined(found), [*faults, *more]
        if gui:
            from tests.faults.gui_kills import kill_kiosk

            found, more = kill_kiosk(Path(folder) / "gui", gui, seed)
            verdict, faults = verdict.joined(found), [*faults, *more]
    return _report(seed, None, faults, verdict, began)


def run_control(control: str, seed: int | None = None, at_most: int = 120) -> KillReport:
    """The same harness over a planted fault, until it notices or has tried often enough."""
    seed = random.SystemRandom().randrange(2**32) if seed is None else seed
    began = time.monotonic()
    verdict = NOTHING
    with (
        tempfile.TemporaryDirectory(prefix="kills-") as folder,
        HeadlessKills(Path(folder), seed, control) as kills,
    ):
        while verdict.ok and len(kills.faults) < at_most:
            verdict = kills.run(_ROUND)
        return _report(seed, control, kills.faults, verdict, began)


def _headless(folder: Path, number: int, seed: int) -> tuple[Verdict, list[Fault]]:
    folder.mkdir()
    with HeadlessKills(folder, seed) as kills:
        return kills.run(number), kills.faults


def _report(
    seed: int, control: str | None, faults: list[Fault], verdict: Verdict, began: float
) -> KillReport:
    seconds = round(time.monotonic() - began, 1)
    return KillReport(seed=seed, control=control, faults=tuple(faults), verdict=verdict, seconds=seconds)


def main() -> int:
    parser = argparse.ArgumentParser(description="Kills of terminal, platform and line.")
    parser.add_argument("--headless", type=int, default=270)
    parser.add_argument("--gui", type=int, default=30)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--control", choices=CONTROLS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.control:
        report = run_control(options.control, options.seed)
    else:
        report = run_kills(options.headless, options.gui, options.seed)
    print(report.as_json() if options.json else report.summary())
    return 0 if report.held else 1


if __name__ == "__main__":
    sys.exit(main())
