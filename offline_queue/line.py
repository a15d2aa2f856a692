"""What is known of the line to the platform, and what to do next. Pure: no thread, no socket, no clock."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final, Protocol, Self

BATCH_SECONDS: Final = 10.0  # of link time: a longer message is cut too often on a poor line
_FIRST_BATCH_BYTES: Final = 64 * 1024
_LEAST_BATCH_BYTES: Final = 4 * 1024
_GROWTH: Final = 2
# Answers about this terminal rather than about one batch: a smaller batch would meet the same.
_ABOUT_THE_TERMINAL: Final = frozenset({401, 403, 404, 405, 410, 426})


class LineState(Enum):
    """The line, as screens and technicians are told."""

    UNKNOWN = auto()
    UP = auto()
    DOWN = auto()
    CAPTIVE = auto()  # something answers in the platform's place: a portal, a false platform
    REFUSED = auto()  # the platform answers, but not to this terminal


class TroubleKind(Enum):
    """Why a request brought no verified answer."""

    DOWN = auto()
    CAPTIVE = auto()
    REFUSED = auto()
    RETRY_LATER = auto()
    TOO_LARGE = auto()
    UNTRUSTED = auto()


@dataclass(frozen=True, slots=True)
class LineTrouble:
    """An ordinary mishap of the line. `detail` is for technicians and holds no personal data."""

    kind: TroubleKind
    detail: str
    problem: str | None = None  # the platform's code, when it refused
    seconds: float | None = None  # how long the platform asks us to wait
    status: int | None = None

    @property
    def concerns_the_batch(self) -> bool:
        """Whether fewer records in a request may fare better."""
        if self.kind is TroubleKind.TOO_LARGE:
            return True
        return self.kind is TroubleKind.REFUSED and self.status not in _ABOUT_THE_TERMINAL


_STATE_AFTER: Final = {
    TroubleKind.DOWN: LineState.DOWN,
    TroubleKind.RETRY_LATER: LineState.DOWN,
    TroubleKind.CAPTIVE: LineState.CAPTIVE,
    TroubleKind.UNTRUSTED: LineState.CAPTIVE,
    TroubleKind.REFUSED: LineState.REFUSED,
    TroubleKind.TOO_LARGE: LineState.REFUSED,
}


def state_after(trouble: LineTrouble) -> LineState:
    """What a mishap says about the line."""
    return _STATE_AFTER[trouble.kind]


class Random(Protocol):
    """The part of `random.Random` that jitter needs."""

    def uniform(self, a: float, b: float, /) -> float:
        """A number between `a` and `b`."""
        ...


@dataclass(frozen=True, slots=True)
class Pace:
    """Delays in seconds. Base and cap let 10,000 terminals return after an outage without a stampede."""

    base: float = 5.0
    cap: float = 300.0
    between_nudges: float = 1.0


DEFAULT_PACE: Final = Pace()


def backoff(failures: int, pace: Pace, random: Random) -> float:
    """Full jitter: anything between nothing and the doubled base, never more than the cap."""
    doublings = min(max(failures - 1, 0), 16)
    return random.uniform(0.0, min(pace.cap, pace.base * 2**doublings))


class Step(Enum):
    """What the loop does next."""

    SESSION = auto()
    QUERY = auto()
    BATCH = auto()
    REST = auto()


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides the next step."""

    session_fresh: bool  # the platform has answered for this terminal recently
    fate_unknown: bool  # something was sent before whose answer never came
    more_pending: bool  # records not yet tried in this round


def next_step(situation: Situation) -> Step:
    """Session first; then ask before sending again; then send; then rest."""
    if not situation.session_fresh:
        return Step.SESSION
    if not situation.more_pending:
        return Step.REST
    return Step.QUERY if situation.fate_unknown else Step.BATCH


@dataclass(frozen=True, slots=True)
class BatchSize:
    """How much goes into one batch: about ten seconds of this line, within the platform's limits."""

    records: int = 50
    bytes: int = _FIRST_BATCH_BYTES
    max_records: int = 50
    max_bytes: int = 1024 * 1024

    def limited(self, max_records: int, max_bytes: int) -> Self:
        """Within what the platform said it takes."""
        records, size = max(1, max_records), max(1, max_bytes)
        return replace(
            self, records=records, bytes=min(self.bytes, size), max_records=records, max_bytes=size
        )

    def halved(self, sent_records: int, sent_bytes: int) -> Self:
        """After a batch that was too large, or that held a record the platform refuses as a whole."""
        return replace(self, records=max(1, sent_records // 2), bytes=max(1, sent_bytes // 2))

    def measured(self, sent_bytes: int, seconds: float) -> Self:
        """After a batch that arrived: follow the line's speed, at most doubling."""
        fitting = sent_bytes / max(seconds, 0.001) * BATCH_SECONDS
        size = max(_LEAST_BATCH_BYTES, min(fitting, self.bytes * _GROWTH))
        return replace(
            self,
            records=min(self.max_records, self.records * _GROWTH),
            bytes=int(min(size, self.max_bytes)),
        )
