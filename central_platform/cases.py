"""Cases as citizens ask for them: by folio alone the state, by folio and clave everything.

A clave has 39 bits: five wrong ones close a folio for a quarter of an hour, restarts included.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, Engine, insert, select, update

from central_platform.case_states import next_step
from central_platform.instants import Clock, rfc3339
from central_platform.store.database import reading, writing
from central_platform.store.schema import case_events, cases, clave_attempts, intake
from central_platform.terminals import Terminals
from tramites.identifiers.clave import Clave, InvalidClaveError
from tramites.identifiers.folio import Folio
from tramites.wire.keys import Signer
from tramites.wire.messages import CaseAnswer, CaseEvent, CaseQuery
from tramites.wire.signed import SignedDocument, sign

MAX_WRONG: Final = 5
LOCKED_FOR: Final = timedelta(minutes=15)
# Compared against for an unknown folio, so that it takes as long as a wrong clave.
_NOBODYS: Final = bytes(32)


class Cases:
    """Answers questions about cases."""

    def __init__(self, engine: Engine, terminals: Terminals, signer: Signer, clock: Clock) -> None:
        self._engine = engine
        self._terminals = terminals
        self._signer = signer
        self._clock = clock

    def consult(self, document: SignedDocument) -> SignedDocument:
        """Answer a case query; an unknown folio and a wrong clave get the same answer."""
        _, query = self._terminals.verified("case-query/1", document, CaseQuery)
        folio = Folio.parse(query.folio)
        answer = self._state(folio) if query.clave is None else self._whole(folio, query.clave)
        return sign("case-answer/1", answer, self._signer)

    def _state(self, folio: Folio) -> CaseAnswer:
        with reading(self._engine) as connection:
            case = _case(connection, folio)
            if case is None:
                return CaseAnswer(folio=folio.text, found=False)
            events = _events(connection, folio)
        return CaseAnswer(
            folio=folio.text,
            found=True,
            state=case.state,
            received_at=case.received_at,
            counts_from=case.counts_from,
            events=tuple(CaseEvent(at=event.at, state=event.state, text="") for event in events),
        )

    def _whole(self, folio: Folio, clave: str) -> CaseAnswer:
        with writing(self._engine) as connection:
            case = _case(connection, folio)
            refusal = self._refusal(connection, folio, clave, case)
            if refusal is not None or case is None:
                return refusal or CaseAnswer(folio=folio.text, found=False)
            events = _events(connection, folio)
        return CaseAnswer(
            folio=folio.text,
            found=True,
            tramite=case.tramite,
            state=case.state,
            agency=case.agency,
            agency_folio=case.agency_folio,
            received_at=case.received_at,
            counts_from=case.counts_from,
            qr=case.qr,
            events=tuple(events),
            next_step=next_step(case.state),
        )

    def _refusal(self, connection: Connection, folio: Folio, clave: str, case: Any) -> CaseAnswer | None:
        """None when the clave opens the case; every wrong one is counted, known folio or not."""
        wrong, locked_until = _attempts(connection, folio)
        now = self._clock()
        if locked_until is not None and rfc3339(now) < locked_until:
            return CaseAnswer(folio=folio.text, found=False, locked=True)
        if _opens(clave, folio, _NOBODYS if case is None else case.clave_verifier):
            _write_attempts(connection, folio, 0, None)
            return None
        wrong += 1
        closes = wrong >= MAX_WRONG
        until = rfc3339(now + LOCKED_FOR) if closes else None
        _write_attempts(connection, folio, 0 if closes else wrong, until)
        return CaseAnswer(folio=folio.text, found=False, locked=closes)


def _opens(clave: str, folio: Folio, verifier: bytes) -> bool:
    try:
        return Clave.parse(clave).opens(folio.text, verifier)
    except InvalidClaveError:
        return False


def _case(connection: Connection, folio: Folio) -> Any:
    query = (
        select(
            *cases.c["tramite", "state", "agency", "agency_folio", "clave_verifier"],
            *intake.c["received_at", "counts_from", "qr"],
        )
        .join(intake, intake.c.folio == cases.c.folio)
        .where(cases.c.folio == folio.text, intake.c.months == folio.months)
    )
    return connection.execute(query).first()


def _events(connection: Connection, folio: Folio) -> Sequence[CaseEvent]:
    query = (
        select(*case_events.c["at", "state", "text"])
        .where(case_events.c.folio == folio.text)
        .order_by(case_events.c.at, case_events.c.id)
    )
    return [CaseEvent(at=row.at, state=row.state, text=row.text) for row in connection.execute(query)]


def _attempts(connection: Connection, folio: Folio) -> tuple[int, str | None]:
    query = (
        select(*clave_attempts.c["wrong", "locked_until"])
        .where(clave_attempts.c.folio == folio.text)
        .with_for_update()
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        connection.execute(insert(clave_attempts).values(folio=folio.text, wrong=0))
        return 0, None
    return int(row.wrong), row.locked_until


def _write_attempts(connection: Connection, folio: Folio, wrong: int, locked_until: str | None) -> None:
    connection.execute(
        update(clave_attempts)
        .where(clave_attempts.c.folio == folio.text)
        .values(wrong=wrong, locked_until=locked_until)
    )
