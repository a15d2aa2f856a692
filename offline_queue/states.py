"""What can be true of a trámite in the queue, and which move may follow which.

"In flight" is no state: it lives in the memory of the sync loop, so that a crash needs no recovery.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import Annotated, Final

import msgspec

from tramites.errors import ExpectedError
from tramites.wire.messages import Outcome


class State(Enum):
    """The fate of one folio as this terminal knows it."""

    DRAFT = "draft"  # a folio is reserved for a session; there is no data yet
    PENDING = "pending"  # sealed, chained and durable; the platform has not answered for it
    ACKNOWLEDGED = "acknowledged"  # the platform's signed answer names this folio and these bytes
    QUARANTINED = "quarantined"  # the platform will never take these bytes: a person is needed
    CONFLICT = "conflict"  # the platform holds other bytes under this folio: a person is needed
    PURGED = "purged"  # acknowledged long ago; only its place in the chain is kept


MOVES: Final[Mapping[State, frozenset[State]]] = MappingProxyType(
    {
        State.DRAFT: frozenset({State.PENDING}),
        State.PENDING: frozenset({State.ACKNOWLEDGED, State.QUARANTINED, State.CONFLICT}),
        State.QUARANTINED: frozenset({State.PENDING}),  # a technician sends it once more
        State.CONFLICT: frozenset(),
        State.ACKNOWLEDGED: frozenset({State.PURGED}),
        State.PURGED: frozenset(),
    }
)

# What each answer of the platform makes of a pending folio; UNKNOWN changes nothing.
AFTER: Final[Mapping[Outcome, State]] = MappingProxyType(
    {
        Outcome.ACCEPTED: State.ACKNOWLEDGED,
        Outcome.DUPLICATE: State.ACKNOWLEDGED,
        Outcome.CONFLICT: State.CONFLICT,
        Outcome.INVALID: State.QUARANTINED,
    }
)

SETTLED_FOR_GOOD: Final = frozenset({State.ACKNOWLEDGED, State.PURGED})


def may_move(before: State, after: State) -> bool:
    """Whether the table of moves allows it."""
    return after in MOVES[before]


class FolioTakenError(ExpectedError):
    """The folio is already used for other bytes: a folio names one trámite for life."""

    code = "queue.folio-taken"


class UnknownFolioError(ExpectedError):
    """The queue has no such folio in the state the request needs."""

    code = "queue.folio-unknown"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the queue. Hashes are raw bytes; `seq` is negative while the folio is only a draft.

    Everything but `sealed` is readable by whoever holds the disk; none of it is personal data.
    """

    seq: int
    folio: str
    kind: str  # trámite id
    state: State
    printed: bool
    session_open: bool  # the citizen of this folio has not left yet
    created_at: Annotated[datetime, msgspec.Meta(tz=True)]  # of the draft, then of the filing
    boot_id: str
    monotonic: float
    attempts: int
    epoch: int
    key_id: str | None
    prev: bytes | None
    hash: bytes | None
    sha256: bytes | None
    size: int
    received_at: str | None
    counts_from: str | None
    qr: str | None
    problem: str | None
    sealed: bytes | None
