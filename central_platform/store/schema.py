"""The platform's tables. One folio, one row of intake, for ever: `UNIQUE(months, folio)` never expires.

`months` comes from the folio itself, so that a partitioned PostgreSQL table can keep the same unique key.
Instants are text (RFC 3339, UTC, whole seconds): the same order and the same bytes on every database.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

_FOLIO: Final = 19
_INSTANT: Final = 20
_SHA256: Final = 64
_TERMINAL: Final = 40
_STATE: Final = 40

metadata: Final = MetaData()


def _serial() -> Column[int]:
    # SQLite counts by itself only in a column of type INTEGER.
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


terminals: Final = Table(
    "terminals",
    metadata,
    Column("id", String(_TERMINAL), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("signing_key", LargeBinary, nullable=False),
    Column("key_id", String(16), nullable=False, unique=True),
    Column("epoch", Integer, nullable=False),
    Column("enrolled_at", String(_INSTANT), nullable=False),
    Column("last_contact", String(_INSTANT)),
)

# The head the platform saw, by terminal and epoch: what a truncated or restored queue is noticed by.
chain_heads: Final = Table(
    "chain_heads",
    metadata,
    Column("terminal", String(_TERMINAL), ForeignKey("terminals.id"), primary_key=True),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", String(_SHA256), nullable=False),
)

tokens: Final = Table(
    "tokens",
    metadata,
    _serial(),
    Column("secret_sha256", String(_SHA256), nullable=False, unique=True),
    Column("label", String(120), nullable=False),
    Column("created_at", String(_INSTANT), nullable=False),
    Column("expires_at", String(_INSTANT), nullable=False),
    Column("used_at", String(_INSTANT)),
    Column("terminal", String(_TERMINAL)),
)

intake: Final = Table(
    "intake",
    metadata,
    _serial(),
    Column("months", Integer, nullable=False),
    Column("folio", String(_FOLIO), nullable=False),
    Column("terminal", String(_TERMINAL), ForeignKey("terminals.id"), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("sha256", String(_SHA256), nullable=False),
    Column("prev", String(_SHA256), nullable=False),
    Column("hash", String(_SHA256), nullable=False),
    Column("chain_ok", Boolean, nullable=False),
    Column("received_at", String(_INSTANT), nullable=False),
    Column("counts_from", String(10), nullable=False),
    Column("qr", String(300), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
# (terminal, seq) is NOT unique: a forked queue's records are flagged, never refused.
Index("intake_once", intake.c.months, intake.c.folio, unique=True)

cases: Final = Table(
    "cases",
    metadata,
    _serial(),
    Column("folio", String(_FOLIO), nullable=False),
    Column("tramite", String(80), nullable=False),
    Column("definition_sha256", String(_SHA256), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("captured_at", String(40), nullable=False),
    Column("payload_sha256", String(_SHA256), nullable=False),
    Column("clave_verifier", LargeBinary, nullable=False),
    Column("state", String(_STATE), nullable=False),
    Column("agency", String(_STATE)),
    Column("agency_folio", String(40)),
)
Index("cases_once", cases.c.folio, unique=True)

case_events: Final = Table(
    "case_events",
    metadata,
    _serial(),
    Column("folio", String(_FOLIO), nullable=False),
    Column("at", String(_INSTANT), nullable=False),
    Column("state", String(_STATE), nullable=False),
    Column("text", Text, nullable=False),
)
Index("case_events_once", case_events.c.folio, case_events.c.state, unique=True)

# Apart from cases, so that an unknown folio locks exactly like a known one.
clave_attempts: Final = Table(
    "clave_attempts",
    metadata,
    Column("folio", String(_FOLIO), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("locked_until", String(_INSTANT)),
)

dispatch: Final = Table(
    "dispatch",
    metadata,
    _serial(),
    Column("folio", String(_FOLIO), nullable=False),
    Column("state", String(20), nullable=False),
    Column("due_at", String(_INSTANT), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("problem", String(80)),
)
Index("dispatch_once", dispatch.c.folio, unique=True)
Index("dispatch_due", dispatch.c.state, dispatch.c.due_at)

# The sandbox agency's own book. `deliveries` counts what reached it; `folio` keeps the effect at one.
submissions: Final = Table(
    "submissions",
    metadata,
    _serial(),
    Column("agency", String(_STATE), nullable=False),
    Column("folio", String(_FOLIO), nullable=False, unique=True),
    Column("agency_folio", String(40), nullable=False),
    Column("payload_sha256", String(_SHA256), nullable=False),
    Column("place_sha256", String(_SHA256)),
    Column("linked_folio", String(40)),
    Column("submitted_at", String(_INSTANT), nullable=False),
    Column("deliveries", Integer, nullable=False),
)
Index("submissions_place", submissions.c.place_sha256, submissions.c.submitted_at)
