"""What operators and journeys see: terminals, folios, deliveries. Read only, no personal data."""

from typing import Any, Final

import msgspec
from sqlalchemy import Engine, Row, Subquery, case, func, select

from central_platform.store.database import reading
from central_platform.store.schema import cases, dispatch, intake, submissions, terminals
from tramites.identifiers.folio import Folio

STORED: Final = "acknowledged"  # the queue's own word for a folio the platform holds


class FolioCount(msgspec.Struct, frozen=True, kw_only=True):
    """How often one folio is stored and took effect: both must be one."""

    stored: int
    effects: int  # rows in the agency's book
    deliveries: int  # how often the agency was asked; a lost answer is asked again


class CaseLine(msgspec.Struct, frozen=True, kw_only=True):
    """One folio of the list: `state` is the platform's word on the filing, `case_state` the case's."""

    folio: str
    state: str
    case_state: str
    times: int
    deliveries: int
    effects: int
    terminal: str
    chain_ok: bool
    received_at: str
    agency_folio: str | None


class FleetCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of the whole platform."""

    terminals: int
    stored: int
    waiting: int
    chain_flagged: int


def folio_counts(engine: Engine) -> dict[str, FolioCount]:
    """Every stored folio: times stored, effects, deliveries."""
    return {
        line.folio: FolioCount(stored=line.times, effects=line.effects, deliveries=line.deliveries)
        for line in case_lines(engine)
    }


def case_lines(engine: Engine, folio: Folio | None = None) -> list[CaseLine]:
    """Every folio in order of reception, or the one asked for."""
    stored = _stored(folio)
    query = (
        select(
            stored,
            func.max(cases.c.state).label("case_state"),
            func.max(cases.c.agency_folio).label("agency_folio"),
            func.count(func.distinct(submissions.c.id)).label("effects"),
            func.coalesce(func.max(submissions.c.deliveries), 0).label("deliveries"),
        )
        .outerjoin(cases, cases.c.folio == stored.c.folio)
        .outerjoin(submissions, submissions.c.folio == stored.c.folio)
        .group_by(*stored.c)
        .order_by(stored.c.first)
    )
    with reading(engine) as connection:
        return [_line(row) for row in connection.execute(query)]


def fleet_counts(engine: Engine) -> FleetCounts:
    """Figures for the operator's first look."""
    with reading(engine) as connection:
        return FleetCounts(
            terminals=connection.execute(select(func.count()).select_from(terminals)).scalar_one(),
            stored=connection.execute(select(func.count()).select_from(intake)).scalar_one(),
            waiting=connection.execute(
                select(func.count()).select_from(dispatch).where(dispatch.c.state == "waiting")
            ).scalar_one(),
            chain_flagged=connection.execute(
                select(func.count()).select_from(intake).where(intake.c.chain_ok.is_(False))
            ).scalar_one(),
        )


def _stored(folio: Folio | None) -> Subquery:
    query = select(
        intake.c.folio,
        func.min(intake.c.id).label("first"),
        func.count().label("times"),
        func.min(case((intake.c.chain_ok, 1), else_=0)).label("whole"),
        func.min(intake.c.terminal).label("terminal"),
        func.min(intake.c.received_at).label("received_at"),
    ).group_by(intake.c.folio)
    if folio is not None:
        query = query.where(intake.c.months == folio.months, intake.c.folio == folio.text)
    return query.subquery()


def _line(row: Row[Any]) -> CaseLine:
    return CaseLine(
        folio=row.folio,
        state=STORED,
        case_state=row.case_state,
        times=row.times,
        deliveries=row.deliveries,
        effects=row.effects,
        terminal=row.terminal,
        chain_ok=bool(row.whole),
        received_at=row.received_at,
        agency_folio=row.agency_folio,
    )
