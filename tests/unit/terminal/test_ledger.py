"""The print ledger: what was sent is written down, and nothing of it stays in memory."""

from pathlib import Path

import pytest

from offline_queue.ledger import PrintState
from terminal.ledger import QueueLedger
from terminal.printing import Slip
from tests.unit.terminal.fakes import QueueHere, open_outbox

FOLIO = "0000-0000-0000-0000"


def _states(queue: QueueHere) -> list[PrintState]:
    return [job.state for job in queue.outbox.jobs(FOLIO)]


@pytest.mark.parametrize(
    "end", [PrintState.CONFIRMED, PrintState.WEAKLY_CONFIRMED, PrintState.UNCERTAIN, PrintState.REFUSED]
)
def test_a_paper_is_followed_to_its_end_and_forgotten(tmp_path: Path, end: PrintState) -> None:
    with open_outbox(tmp_path) as outbox:
        queue = QueueHere(outbox)
        ledger = QueueLedger(queue)

        ledger.record(Slip(FOLIO, "comprobante", 0, PrintState.SENDING), "ab" * 32, 10)
        ledger.update(Slip(FOLIO, "comprobante", 0, PrintState.STOPPED))
        ledger.update(Slip(FOLIO, "comprobante", 0, end))
        queue.work()

        assert _states(queue) == [end]
        assert ledger._rows == {}


def test_each_copy_has_its_own_line(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        queue = QueueHere(outbox)
        ledger = QueueLedger(queue)

        for copy in (0, 1):
            ledger.record(Slip(FOLIO, "comprobante", copy, PrintState.SENDING), "ab" * 32, 10)
        ledger.update(Slip(FOLIO, "comprobante", 0, PrintState.CONFIRMED))
        queue.work()

        assert _states(queue) == [PrintState.CONFIRMED, PrintState.SENDING]


def test_a_slip_of_which_nothing_was_sent_has_no_line(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox:
        queue = QueueHere(outbox)

        QueueLedger(queue).update(Slip(FOLIO, "comprobante", 0, PrintState.REFUSED))
        queue.work()

        assert _states(queue) == []
