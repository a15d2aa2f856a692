"""Two workers that store the same folio at the same moment."""

from collections.abc import Iterable

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from central_platform.fleet import folio_counts
from central_platform.services import Services
from central_platform.store.intake_store import SqlIntakeStore
from tests.fakes.platforms import PlatformHere
from tests.fakes.terminals import FakeTerminal
from tramites.wire.messages import FolioResult, Outcome


class LateStore(SqlIntakeStore):
    """Looks before the other worker commits: the first `blind` looks find nothing."""

    blind = 1

    def _stored(self, connection: Connection, folios: Iterable[str]) -> dict[str, tuple[str, FolioResult]]:
        self.blind -= 1
        return {} if self.blind >= 0 else super()._stored(connection, folios)


def _behind(platform: PlatformHere, store: LateStore) -> Services:
    return Services.join(platform.authority, platform.engine, platform.settings, store, platform.clock)


def test_a_worker_that_looked_too_early_finds_the_folio_at_the_second_look(
    platform: PlatformHere, terminal: FakeTerminal
) -> None:
    record, other = terminal.file(), terminal.file()
    platform.services.intake.receive(terminal.batch([record]))

    late = _behind(platform, LateStore(platform.engine))
    results = terminal.results(late.intake.receive(terminal.batch([record, other])))

    assert [result.outcome for result in results] == [Outcome.DUPLICATE, Outcome.ACCEPTED]
    assert [count.stored for count in folio_counts(platform.engine).values()] == [1, 1]


def test_the_unique_key_has_the_last_word(platform: PlatformHere, terminal: FakeTerminal) -> None:
    record = terminal.file()
    platform.services.intake.receive(terminal.batch([record]))
    store = LateStore(platform.engine)
    store.blind = 100

    with pytest.raises(IntegrityError):
        _behind(platform, store).intake.receive(terminal.batch([record]))

    assert folio_counts(platform.engine)[record.folio].stored == 1
