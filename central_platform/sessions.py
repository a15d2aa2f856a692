"""Sessions: a terminal says where its queue stands; the platform says what it may send and when."""

from sqlalchemy import Connection, Engine, select, update

from central_platform.chains import Head, check_epoch
from central_platform.instants import Clock, rfc3339
from central_platform.settings import Limits
from central_platform.store.database import writing
from central_platform.store.schema import chain_heads, terminals
from central_platform.terminals import Terminals
from tramites.wire.keys import Signer
from tramites.wire.messages import SessionAnswer, SessionRequest
from tramites.wire.signed import SignedDocument, sign


class Sessions:
    """Opens sessions. A queue older than what the platform saw of it gets a new epoch."""

    def __init__(
        self, engine: Engine, terminals: Terminals, signer: Signer, limits: Limits, clock: Clock
    ) -> None:
        self._engine = engine
        self._terminals = terminals
        self._signer = signer
        self._limits = limits
        self._clock = clock

    def open(self, document: SignedDocument, catalogue_sha256: str) -> SignedDocument:
        """Answer a session request."""
        terminal, request = self._terminals.verified("session/1", document, SessionRequest)
        check_epoch(request.epoch)
        now = rfc3339(self._clock())
        with writing(self._engine) as connection:
            epoch = _epoch(connection, terminal.id, request)
            connection.execute(
                update(terminals).where(terminals.c.id == terminal.id).values(epoch=epoch, last_contact=now)
            )
        answer = SessionAnswer(
            terminal=terminal.id,
            server_time=now,
            epoch=epoch,
            max_records=self._limits.max_records,
            max_bytes=self._limits.max_bytes,
            next_contact_seconds=self._limits.next_contact_seconds,
            catalogue_sha256=catalogue_sha256,
        )
        return sign("session-answer/1", answer, self._signer)


def _epoch(connection: Connection, terminal: str, request: SessionRequest) -> int:
    """The epoch to go on with: the same, or the next one after a restored or cloned image."""
    here = terminals.c.id == terminal
    current = connection.execute(select(terminals.c.epoch).where(here).with_for_update()).scalar_one()
    if request.epoch != current:
        return max(request.epoch, int(current))
    head = _head(connection, terminal, request.epoch)
    return int(current) + (0 if head is None or _continues(head, request) else 1)


def _head(connection: Connection, terminal: str, epoch: int) -> Head | None:
    here = (chain_heads.c.terminal == terminal) & (chain_heads.c.epoch == epoch)
    row = connection.execute(select(*chain_heads.c["seq", "hash"]).where(here)).one_or_none()
    return None if row is None else Head(row.seq, row.hash)


def _continues(head: Head, request: SessionRequest) -> bool:
    """A queue that goes on from what we saw is never behind it, nor beside it."""
    return request.last_seq > head.seq or (request.last_seq == head.seq and request.head == head.hash)
