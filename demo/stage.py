"""What a runner needs of the world it plays in: one Protocol, so that a journey can be played anywhere."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from demo.parts.truth import Held
from demo.steps import CutMoment, DeviceFault, NetworkMode, Part


@dataclass(frozen=True, slots=True)
class Seen:
    """What is on the glass: the page on top, its heading, and every text or name on it."""

    page: str | None
    heading: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """One piece of paper that came out."""

    text: str
    complete: bool
    files: tuple[Path, ...]


class Stage(Protocol):
    """A terminal with its devices, its line and its platform. Methods raise ControlError when refused."""

    def tap(self, name: str) -> None:
        """Touch a control."""
        ...

    def choose(self, name: str) -> None:
        """Touch a row of a list."""
        ...

    def type_text(self, text: str, into: str | None, *, keyboard: bool) -> None:
        """Write."""
        ...

    def key(self, name: str) -> None:
        """Press a real key."""
        ...

    def scan(self, text: str) -> None:
        """Hold a code before the scanner."""
        ...

    def printer(self, mishap: str | DeviceFault) -> None:
        """Something happens to the printer."""
        ...

    def scanner(self, mishap: str | DeviceFault) -> None:
        """Something happens to the scanner."""
        ...

    def network(self, mode: NetworkMode, at: CutMoment | None) -> None:
        """The line changes."""
        ...

    def awaits_cut(self) -> bool:
        """Whether a cut was ordered that has not happened yet."""
        ...

    def kill(self, part: Part) -> None:
        """End a process at once."""
        ...

    def start(self, part: Part) -> None:
        """Start a process that was killed."""
        ...

    def seen(self) -> Seen | None:
        """What is on the glass; None while no terminal runs."""
        ...

    def is_still(self) -> bool:
        """Whether nothing moves on the glass; True when there is none."""
        ...

    def screenshot(self, path: Path) -> None:
        """Keep a picture of the glass."""
        ...

    def slips(self) -> list[Slip]:
        """The paper that came out since the world began."""
        ...

    def platform_holds(self, folio: str) -> Held:
        """What the platform holds under a folio."""
        ...

    def queue_state(self, folio: str) -> str | None:
        """What the terminal's queue says of a folio."""
        ...

    def queue_counts(self) -> dict[str, int]:
        """How many trámites of the queue are in each state."""
        ...

    def probe_reports(self) -> list[dict[str, Any]]:
        """What the probe of each terminal process measured, the present one last."""
        ...
