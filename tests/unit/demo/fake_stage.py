"""A stage of paper: what is seen is a list of screens, what is done is a list of words."""

from pathlib import Path
from typing import Any

from demo.errors import ControlError
from demo.parts.truth import Held
from demo.stage import Seen, Slip
from demo.steps import CutMoment, DeviceFault, NetworkMode, Part


class PaperStage:
    """Implements `demo.stage.Stage`; tests set what it shows and holds."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.screen: Seen | None = Seen("start", "Haga aquí sus trámites", ("Haga aquí sus trámites",))
        self.after_tap: dict[str, Seen] = {}
        self.refusals: list[ControlError] = []
        self.papers: list[Slip] = []
        self.held = Held(0, None)
        self.states: dict[str, str] = {}
        self.counts: dict[str, int] = {}
        self.still_after = 0
        self.cut_to_come = False
        self.pictures: list[Path] = []

    def tap(self, name: str) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        self.done.append(f"tap {name}")
        self.screen = self.after_tap.get(name, self.screen)

    def choose(self, name: str) -> None:
        self.done.append(f"choose {name}")

    def type_text(self, text: str, into: str | None, *, keyboard: bool) -> None:
        self.done.append(f"type {text} into {into}{' on keys' if keyboard else ''}")

    def key(self, name: str) -> None:
        self.done.append(f"key {name}")

    def scan(self, text: str) -> None:
        self.done.append(f"scan {text}")

    def printer(self, mishap: str | DeviceFault) -> None:
        self.done.append(f"printer {mishap}")

    def scanner(self, mishap: str | DeviceFault) -> None:
        self.done.append(f"scanner {mishap}")

    def network(self, mode: NetworkMode, at: CutMoment | None) -> None:
        self.done.append(f"network {mode} {at}")

    def awaits_cut(self) -> bool:
        return self.cut_to_come

    def kill(self, part: Part) -> None:
        self.done.append(f"kill {part}")
        self.screen = None

    def start(self, part: Part) -> None:
        self.done.append(f"start {part}")
        self.screen = Seen("start", "", ())

    def seen(self) -> Seen | None:
        return self.screen

    def is_still(self) -> bool:
        self.still_after -= 1
        return self.still_after < 0

    def screenshot(self, path: Path) -> None:
        path.write_bytes(b"picture")
        self.pictures.append(path)

    def slips(self) -> list[Slip]:
        return self.papers

    def platform_holds(self, folio: str) -> Held:
        self.done.append(f"platform {folio}")
        return self.held

    def queue_state(self, folio: str) -> str | None:
        return self.states.get(folio)

    def queue_counts(self) -> dict[str, int]:
        return self.counts

    def probe_reports(self) -> list[dict[str, Any]]:
        return []
