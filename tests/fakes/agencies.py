"""An agency that answers what the test says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from central_platform.agencies.contract import AgencyEvent, Submission, Taken, Unavailable
from tramites.wire.envelope import Envelope


@dataclass
class ScriptedAgency:
    """Answers `submission` and `news`, and remembers what it was given."""

    id: str = "cfe"
    submission: Submission = field(default_factory=lambda: Taken("F1"))
    news: tuple[AgencyEvent, ...] | Unavailable = ()
    submitted: list[tuple[str, Mapping[str, Any] | None]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def submit(self, folio: str, envelope: Envelope, definition: Mapping[str, Any] | None) -> Submission:
        self.submitted.append((folio, definition))
        return self.submission

    def history(self, folio: str) -> tuple[AgencyEvent, ...] | Unavailable:
        self.asked.append(folio)
        return self.news
