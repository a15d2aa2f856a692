"""Every statement the platform says to SQLite can be said to PostgreSQL."""

from typing import Any

from sqlalchemy import ClauseElement, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from central_platform.fleet import case_lines, fleet_counts
from central_platform.store.schema import metadata
from tests.fakes.platforms import PlatformHere
from tests.fakes.terminals import FakeTerminal
from tramites.identifiers.folio import Folio

POSTGRESQL: Any = postgresql.dialect  # SQLAlchemy leaves it untyped


def test_the_schema_is_valid_for_postgresql() -> None:
    tables = metadata.tables.values()

    statements = [str(CreateTable(table).compile(dialect=POSTGRESQL())) for table in tables]

    assert any("BYTEA" in statement for statement in statements)


def test_a_filing_from_session_to_case_speaks_postgresql(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    said: list[str] = []

    def listen(_connection: Any, statement: Any, *_rest: Any) -> None:
        if isinstance(statement, ClauseElement):
            said.append(str(statement.compile(dialect=POSTGRESQL())))

    event.listen(platform.engine, "before_execute", listen)
    record = terminal.file()
    platform.services.sessions.open(terminal.session_request(), "")
    platform.services.intake.receive(terminal.batch([record]))
    terminal.epoch = 2
    platform.services.intake.receive(terminal.batch([terminal.file()]))
    platform.services.intake.query(terminal.query(record.folio))
    platform.services.dispatcher.work_once()
    platform.services.cases.consult(terminal.case_query(record.folio, record.clave.text))
    case_lines(platform.engine, Folio(record.folio))
    fleet_counts(platform.engine)
    platform.enrol()

    assert any("FOR UPDATE OF dispatch SKIP LOCKED" in statement for statement in said)
    assert sum(statement.startswith("INSERT") for statement in said) >= 8
