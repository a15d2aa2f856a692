"""A sandbox CFE: takes power failure reports, sends a crew after a while, knows a report it already has.

It keeps its own book (`submissions`) and its own private key, as a real agency would, and shares nothing
else with the platform. Its outage switch is a file: while `outage` exists in its folder, it does not answer.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Connection, Engine, Row, insert, select, update

from central_platform.agencies.contract import (
    AgencyEvent,
    Linked,
    Submission,
    Taken,
    Unavailable,
    Unreadable,
)
from central_platform.case_states import CaseState
from central_platform.instants import Clock, rfc3339
from central_platform.settings import AgencyDelays
from central_platform.store.database import reading, writing
from central_platform.store.schema import submissions
from tramites.solicitud import Solicitud, payload_sha256, read_solicitud
from tramites.wire.envelope import Envelope, InvalidEnvelopeError
from tramites.wire.keys import key_id
from tramites.wire.sealing import open_body

OUTAGE_FILE: Final = "outage"
SAME_PLACE_WITHIN: Final = timedelta(hours=1)
# Answers that say where the failure is. A report that answers none of them is like no other.
PLACE_FIELDS: Final = ("codigo_recibo", "estado", "municipio", "municipio_escrito", "colonia", "calle")


class SandboxCfe:
    """The sandbox agency "cfe"."""

    id: Final = "cfe"

    def __init__(
        self, engine: Engine, key: X25519PrivateKey, folder: Path, delays: AgencyDelays, clock: Clock
    ) -> None:
        self._engine = engine
        self._keys = {key_id(key.public_key()): key}
        self._outage = folder / OUTAGE_FILE
        self._delays = delays
        self._clock = clock

    def submit(self, folio: str, envelope: Envelope, definition: Mapping[str, Any] | None) -> Submission:  # noqa: ARG002  # the sandbox asks nothing of the definition
        """Write the report in the book once, and count how often it came."""
        if self._outage.exists():
            return Unavailable("agency.unavailable")
        try:
            payload = open_body(envelope, self._keys)
            solicitud = read_solicitud(payload)
        except (InvalidEnvelopeError, msgspec.MsgspecError):
            return Unreadable("agency.unreadable")
        if solicitud.folio != folio:
            return Unreadable("agency.other-folio")
        with writing(self._engine) as connection:
            return self._write(connection, folio, solicitud, payload)

    def history(self, folio: str) -> tuple[AgencyEvent, ...] | Unavailable:
        """The steps whose time has come."""
        if self._outage.exists():
            return Unavailable("agency.unavailable")
        with reading(self._engine) as connection:
            entry = _entry(connection, folio)
        if entry is None:
            return ()
        if entry.linked_folio is not None:
            return (_linked_event(entry),)
        return tuple(event for event in self._script(entry) if event.at <= rfc3339(self._clock()))

    def _write(self, connection: Connection, folio: str, solicitud: Solicitud, payload: bytes) -> Submission:
        entry = _entry(connection, folio)
        if entry is not None:
            again = update(submissions).where(submissions.c.folio == folio)
            connection.execute(again.values(deliveries=submissions.c.deliveries + 1))
            return _submission(entry.agency_folio, entry.linked_folio)
        now = self._clock()
        place = _place_sha256(solicitud)
        linked = _earlier_report(connection, place, now)
        row = {
            "agency": self.id,
            "folio": folio,
            "agency_folio": _agency_folio(folio),
            "payload_sha256": payload_sha256(payload),
            "place_sha256": place,
            "linked_folio": linked,
            "submitted_at": rfc3339(now),
            "deliveries": 1,
        }
        connection.execute(insert(submissions).values(**row))
        return _submission(_agency_folio(folio), linked)

    def _script(self, entry: Row[Any]) -> tuple[AgencyEvent, ...]:
        start = datetime.fromisoformat(entry.submitted_at)
        steps = (
            (0.0, CaseState.WITH_AGENCY, f"CFE recibió su reporte con el folio {entry.agency_folio}."),
            (self._delays.crew_assigned, CaseState.CREW_ASSIGNED, "CFE asignó su reporte a una cuadrilla."),
            (self._delays.crew_on_the_way, CaseState.CREW_ON_THE_WAY, "La cuadrilla va en camino."),
            (self._delays.resolved, CaseState.RESOLVED, "CFE informa que la falla quedó reparada."),
        )
        return tuple(
            AgencyEvent(rfc3339(start + timedelta(seconds=after)), state, text)
            for after, state, text in steps
        )


def _submission(agency_folio: str, linked: str | None) -> Submission:
    return Taken(agency_folio) if linked is None else Linked(linked)


def _linked_event(entry: Row[Any]) -> AgencyEvent:
    text = (
        "Ya lo teníamos reportado: CFE recibió hace menos de una hora otro reporte del mismo lugar. "
        f"Los dos se atienden juntos con el folio de CFE {entry.linked_folio}."
    )
    return AgencyEvent(entry.submitted_at, CaseState.ALREADY_REPORTED, text)


def _entry(connection: Connection, folio: str) -> Row[Any] | None:
    columns = submissions.c["agency_folio", "linked_folio", "submitted_at"]
    return connection.execute(select(*columns).where(submissions.c.folio == folio)).one_or_none()


def _earlier_report(connection: Connection, place: str | None, now: datetime) -> str | None:
    """The agency's folio of the first report of this place within the last hour."""
    if place is None:
        return None
    query = (
        select(submissions.c.agency_folio)
        .where(
            submissions.c.place_sha256 == place,
            submissions.c.linked_folio.is_(None),
            submissions.c.submitted_at >= rfc3339(now - SAME_PLACE_WITHIN),
        )
        .order_by(submissions.c.id)
        .limit(1)
    )
    return connection.execute(query).scalar()


def _place_sha256(solicitud: Solicitud) -> str | None:
    answers = {field: solicitud.answers.get(field, "").strip().casefold() for field in PLACE_FIELDS}
    if not any(answers.values()):
        return None
    return hashlib.sha256(msgspec.json.encode([solicitud.tramite, answers])).hexdigest()


def _agency_folio(folio: str) -> str:
    digits = int.from_bytes(hashlib.sha256(f"cfe/{folio}".encode()).digest()[:8], "big") % 10**10
    return f"F{digits:010d}"
