"""Printing: what each outcome means for the slip, and when paper comes again by itself."""

import pytest

from devices.contract import (
    Condition,
    Confirmed,
    JobId,
    PrintOutcome,
    Receipt,
    Refused,
    Stopped,
    Text,
    Uncertain,
    WeaklyConfirmed,
)
from offline_queue.ledger import PrintState
from terminal.printing import MAX_REPRINTS, Printing, Slip
from terminal.receipts import Copy
from tests.unit.terminal.fakes import HeldPrinter, Posted, RememberedLedger, at_once

FOLIO = "0000-0000-0000-0000"
JOB = JobId("0000")


def _receipt(copy: Copy) -> Receipt:
    return Receipt((*copy.mark(), Text("Su folio")))


class Bench:
    """Printing with a printer that obeys the test."""

    def __init__(self) -> None:
        self.printer = HeldPrinter()
        self.ledger = RememberedLedger()
        self.printing = Printing(self.printer, self.ledger, at_once)
        self.printing.start(FOLIO, "comprobante", _receipt)

    @property
    def slip(self) -> Slip:
        assert self.printing.slip is not None
        return self.printing.slip

    def ends(self, outcome: PrintOutcome) -> None:
        self.printer.last.send()
        self.printer.last.end(outcome)


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize(
    ("outcome", "state", "condition"),
    [
        (Confirmed(JOB), PrintState.CONFIRMED, None),
        (WeaklyConfirmed(JOB), PrintState.WEAKLY_CONFIRMED, None),
        (Stopped(JOB, Condition.COVER_OPEN), PrintState.STOPPED, Condition.COVER_OPEN),
        (Uncertain(JOB), PrintState.UNCERTAIN, None),
        (Refused(Condition.PAPER_OUT), PrintState.REFUSED, Condition.PAPER_OUT),
    ],
)
def test_each_outcome_is_a_state_of_the_slip(
    bench: Bench, outcome: PrintOutcome, state: PrintState, condition: Condition | None
) -> None:
    bench.printer.last.end(outcome)

    assert (bench.slip.state, bench.slip.condition) == (state, condition)
    assert bench.ledger.updates[-1].state is state


def test_a_slip_is_recorded_as_being_sent_before_its_outcome(bench: Bench) -> None:
    bench.printer.last.send()

    assert [slip.state for slip in bench.ledger.recorded] == [PrintState.SENDING]
    assert bench.slip.state is PrintState.SENDING


def test_an_impatient_citizen_gets_one_slip(bench: Bench) -> None:
    bench.printing.start(FOLIO, "comprobante", _receipt)

    assert len(bench.printer.jobs) == 1


def test_paper_out_in_mid_job_ends_in_one_complete_copy_that_says_so(bench: Bench) -> None:
    bench.printer.last.send()
    bench.printer.last.stop(Condition.PAPER_OUT)
    stopped = bench.slip
    bench.printer.last.end(Confirmed(JOB))

    assert (stopped.state, stopped.condition) == (PrintState.STOPPED, Condition.PAPER_OUT)
    assert len(bench.printer.jobs) == 2
    assert "REIMPRESIÓN 1 · sustituye al anterior" in bench.printer.last.words
    bench.ends(Confirmed(JobId("0001")))
    assert (bench.slip.state, bench.slip.copy) == (PrintState.CONFIRMED, 1)
    assert len(bench.printer.jobs) == 2


def test_the_first_paper_carries_no_mark(bench: Bench) -> None:
    assert "REIMPRESIÓN" not in bench.printer.last.words


def test_a_refused_slip_is_sent_again_when_the_printer_can(bench: Bench) -> None:
    bench.printer.last.end(Refused(Condition.PAPER_OUT))
    bench.printer.becomes(Condition.COVER_OPEN)
    assert len(bench.printer.jobs) == 1

    bench.printer.becomes(Condition.READY)

    assert len(bench.printer.jobs) == 2
    assert bench.slip.copy == 0


@pytest.mark.parametrize("outcome", [Uncertain(JOB), Stopped(JOB, Condition.PAPER_OUT), Confirmed(JOB)])
def test_what_was_sent_is_never_repeated_by_itself(bench: Bench, outcome: PrintOutcome) -> None:
    bench.ends(outcome)

    bench.printer.becomes(Condition.PAPER_OUT)
    bench.printer.becomes(Condition.READY)

    assert len(bench.printer.jobs) == 1


def test_only_the_citizen_knows_what_an_uncertain_printing_gave(bench: Bench) -> None:
    bench.ends(Uncertain(JOB))
    assert bench.slip.settled
    assert not bench.slip.answered

    bench.printing.citizen_says(came_out=False)

    assert len(bench.printer.jobs) == 2
    assert bench.slip.copy == 1


def test_a_yes_ends_the_question(bench: Bench) -> None:
    bench.ends(Uncertain(JOB))

    bench.printing.citizen_says(came_out=True)

    assert bench.slip.answered
    assert len(bench.printer.jobs) == 1


def test_a_terminal_reprints_at_most_twice(bench: Bench) -> None:
    for _ in range(5):
        bench.ends(Uncertain(JOB))
        bench.printing.citizen_says(came_out=False)

    assert len(bench.printer.jobs) == 1 + MAX_REPRINTS
    assert bench.slip.answered
    assert not bench.printing.reprint()


def test_an_answer_before_the_outcome_changes_nothing(bench: Bench) -> None:
    bench.printer.last.send()

    bench.printing.citizen_says(came_out=False)

    assert len(bench.printer.jobs) == 1


def test_who_left_hears_nothing_any_more() -> None:
    printer, posted = HeldPrinter(), Posted()
    printing = Printing(printer, RememberedLedger(), posted)
    printing.start(FOLIO, "comprobante", _receipt)
    printer.last.send()

    printing.forget()
    printer.last.end(Uncertain(JOB))
    posted.deliver()

    assert printing.slip is None


def test_a_late_outcome_of_who_left_is_no_outcome_of_the_next(bench: Bench) -> None:
    first = bench.printer.last
    bench.printing.forget()
    bench.printing.start("1111-1111-1111-1111", "comprobante", _receipt)

    first.end(Uncertain(JOB))

    assert bench.slip.folio == "1111-1111-1111-1111"
    assert bench.slip.state is PrintState.QUEUED


def test_the_ledger_hears_the_outcome_even_after_the_citizen_left(bench: Bench) -> None:
    bench.printer.last.send()
    bench.printing.forget()

    bench.printer.last.end(Confirmed(JOB))

    assert bench.ledger.updates[-1].state is PrintState.CONFIRMED


def test_after_a_crash_nothing_is_printed_by_itself() -> None:
    printer = HeldPrinter()
    printing = Printing(printer, RememberedLedger(), at_once)

    printing.resume(Slip(FOLIO, "comprobante", 0, PrintState.UNCERTAIN), _receipt)
    printer.becomes(Condition.READY)
    assert printer.jobs == []

    printing.citizen_says(came_out=False)
    assert "REIMPRESIÓN 1" in printer.last.words


def test_the_printers_condition_is_known_to_who_asks(bench: Bench) -> None:
    changes: list[Condition] = []
    bench.printing.on_change = lambda: changes.append(bench.printing.status.condition)

    bench.printer.becomes(Condition.PAPER_LOW)

    assert changes == [Condition.PAPER_LOW]
