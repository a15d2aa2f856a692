from pathlib import Path

import pytest

from offline_queue.ledger import PrintState
from offline_queue.states import UnknownFolioError
from tests.unit.offline_queue.fakes import FolioMaker, open_outbox

make = FolioMaker()
SHA = "ab" * 32


def test_a_job_is_followed_from_queue_to_confirmation(tmp_path: Path) -> None:
    folio = make()
    with open_outbox(tmp_path) as outbox:
        job = outbox.record_job(folio=folio, kind="comprobante", copy=0, sha256=SHA, total_bytes=900)
        outbox.update_job(job, PrintState.SENDING, job="17")
        outbox.update_job(job, PrintState.CONFIRMED, sent_bytes=900)

        (line,) = outbox.jobs(folio)
        assert (line.state, line.job, line.sent_bytes, line.total_bytes) == (
            PrintState.CONFIRMED,
            "17",
            900,
            900,
        )


@pytest.mark.parametrize("state", list(PrintState))
def test_after_a_crash_nothing_claims_to_be_under_way(tmp_path: Path, state: PrintState) -> None:
    folio = make()
    with open_outbox(tmp_path) as outbox:
        job = outbox.record_job(folio=folio, kind="comprobante", copy=0, sha256=SHA)
        outbox.update_job(job, state)
    expected = {
        PrintState.QUEUED: PrintState.REFUSED,
        PrintState.SENDING: PrintState.UNCERTAIN,
        PrintState.SENT: PrintState.UNCERTAIN,
    }
    with open_outbox(tmp_path) as outbox:
        assert outbox.jobs(folio)[0].state is expected.get(state, state)


def test_each_copy_is_a_line_of_its_own(tmp_path: Path) -> None:
    folio = make()
    with open_outbox(tmp_path) as outbox:
        for copy in range(3):
            outbox.record_job(folio=folio, kind="comprobante", copy=copy, sha256=SHA)
        assert [line.copy for line in outbox.jobs(folio)] == [0, 1, 2]


def test_a_job_nobody_recorded_cannot_be_updated(tmp_path: Path) -> None:
    with open_outbox(tmp_path) as outbox, pytest.raises(UnknownFolioError, match="record it first"):
        outbox.update_job(7, PrintState.SENT)


def test_a_state_damaged_on_disk_is_uncertain(tmp_path: Path) -> None:
    folio = make()
    with open_outbox(tmp_path) as outbox:
        outbox.record_job(folio=folio, kind="comprobante", copy=0, sha256=SHA)
        outbox._db.execute("UPDATE print_jobs SET state = 'confirmee'")
        assert outbox.jobs(folio)[0].state is PrintState.UNCERTAIN


def test_the_ledger_survives_the_loss_of_its_file_when_it_can_still_be_read(tmp_path: Path) -> None:
    folio = make()
    with open_outbox(tmp_path) as outbox:
        outbox.record_job(folio=folio, kind="comprobante", copy=0, sha256=SHA)
        outbox._db.execute("CREATE TABLE stranger (x)")
    with open_outbox(tmp_path) as outbox:
        assert outbox.report.rebuilt
        assert [line.sha256 for line in outbox.jobs(folio)] == [SHA]
