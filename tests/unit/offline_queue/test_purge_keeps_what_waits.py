"""Purging forgets old acuses; what still waits, or waits for a person, is never old enough."""

from datetime import UTC, datetime
from pathlib import Path

from offline_queue.states import State
from tests.unit.offline_queue.fakes import FolioMaker, file_some, open_outbox, result
from tramites.wire.messages import Outcome

LATER = datetime(2036, 1, 1, tzinfo=UTC)


def test_only_what_the_platform_has_is_purged(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        filed = list(file_some(outbox, FolioMaker(1), 4))
        entries = outbox.pending(9, 10**6)
        outbox.settle([result(entries[0]), result(entries[1], Outcome.INVALID)])
        outbox.settle([result(entries[2], Outcome.CONFLICT)])
        for folio in filed:
            outbox.end_session(folio)

        assert outbox.purge(LATER) == 1

        counts = outbox.counts()
        assert (counts[State.PURGED], counts[State.PENDING]) == (1, 1)
        assert (counts[State.QUARANTINED], counts[State.CONFLICT]) == (1, 1)
        assert outbox.pending_folios() == filed[3:]
