"""What can be set when a platform starts."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SQLITE_FILE: Final = "platform.sqlite3"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may hold, and when a terminal should come back."""

    max_records: int = 200
    max_bytes: int = 4 * 1024 * 1024
    next_contact_seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class AgencyDelays:
    """Seconds. The first three: what the sandbox agency takes for each step after it received the report."""

    crew_assigned: float = 20 * 60
    crew_on_the_way: float = 60 * 60
    resolved: float = 3 * 60 * 60
    asks_every: float = 60.0  # how often the platform asks an agency for news of an open case
    longest_retry: float = 300.0  # the longest pause before an agency that is down is tried again


DEMO_DELAYS: Final = AgencyDelays(
    crew_assigned=4.0, crew_on_the_way=12.0, resolved=30.0, asks_every=1.0, longest_retry=4.0
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One platform: where its state lives, where it listens, what it publishes."""

    state_dir: Path
    database: str | None = None  # SQLAlchemy URL; None is a SQLite file in the state directory
    host: str = "127.0.0.1"
    port: int = 8443  # 0 takes any free port
    names: tuple[str, ...] = ()  # more names of the server certificate, beside 127.0.0.1 and localhost
    catalogue_dir: Path | None = None  # None publishes an empty catalogue
    demo: bool = False
    limits: Limits = field(default_factory=Limits)
    delays: AgencyDelays = field(default_factory=AgencyDelays)

    @property
    def database_url(self) -> str:
        """The database of this platform."""
        return self.database or f"sqlite:///{self.state_dir / SQLITE_FILE}"


def demo_limits() -> Limits:
    """A demo shows what happens within seconds."""
    return Limits(next_contact_seconds=5.0)
