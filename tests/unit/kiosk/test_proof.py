"""The citizen's proof: an acuse when the platform answers in time, a comprobante when not."""

import pytest

from devices.contract import Condition, Confirmed, JobId, Refused, Uncertain
from kiosk.proof import Proof
from offline_queue.ledger import PrintState
from terminal.printing import Printing
from tests.unit.kiosk.fakes import HEAD
from tests.unit.terminal.fakes import HeldClock, HeldPrinter, RememberedLedger, at_once
from tramites.acuse import Filed
from tramites.wire.messages import CaseAnswer, FolioResult, Outcome

FILED = Filed("F-1", "cfe.falla-de-luz", "Falla", "CFE", "2026-11-20T17:00:00Z", "ab" * 32, "V1|c")


def _answer(folio: str = "F-1", outcome: Outcome = Outcome.ACCEPTED) -> FolioResult:
    return FolioResult(
        folio=folio,
        sha256="",
        outcome=outcome,
        received_at="2026-11-20T17:00:02Z",
        counts_from="2026-11-23",
        qr="V1|a",
    )


class Bench:
    """A proof whose line, time and printer obey the test."""

    def __init__(self) -> None:
        self.line = True
        self.nudges = 0
        self.clock = HeldClock()
        self.printer = HeldPrinter()
        self.printing = Printing(self.printer, RememberedLedger(), at_once)
        self.proof = Proof(self.printing, HEAD, self.clock, 4.0, self._nudge, lambda: self.line)

    @property
    def papers(self) -> list[str]:
        return [
            "acuse" if "ACUSE DE RECIBO" in job.words.upper().split("\n") else "comprobante"
            for job in self.printer.jobs
        ]

    def pass_seconds(self, seconds: float) -> None:
        self.clock.pass_seconds(seconds)
        self.proof.tick()

    def _nudge(self) -> None:
        self.nudges += 1


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_an_answer_within_the_wait_is_printed_as_an_acuse(bench: Bench) -> None:
    bench.proof.filed_now(FILED, "ABCD-EFGH")
    assert (bench.nudges, bench.proof.awaiting, bench.papers) == (1, True, [])

    bench.pass_seconds(3)
    bench.proof.acknowledged([_answer()])

    assert (bench.proof.awaiting, bench.papers) == (False, ["acuse"])
    bench.pass_seconds(10)
    assert bench.papers == ["acuse"]


def test_without_an_answer_in_time_a_comprobante_is_printed(bench: Bench) -> None:
    bench.proof.filed_now(FILED, None)

    bench.pass_seconds(3.9)
    assert bench.papers == []
    bench.pass_seconds(0.2)

    assert bench.papers == ["comprobante"]


def test_an_answer_after_the_wait_is_shown_but_not_printed(bench: Bench) -> None:
    bench.proof.filed_now(FILED, None)
    bench.pass_seconds(5)

    bench.proof.acknowledged([_answer()])

    assert bench.papers == ["comprobante"]
    assert bench.proof.received is not None


def test_without_a_line_nobody_waits(bench: Bench) -> None:
    bench.line = False

    bench.proof.filed_now(FILED, None)

    assert bench.papers == ["comprobante"]
    assert not bench.proof.awaiting


@pytest.mark.parametrize("outcome", [Outcome.CONFLICT, Outcome.INVALID, Outcome.UNKNOWN])
def test_only_a_stored_tramite_has_an_acuse(bench: Bench, outcome: Outcome) -> None:
    bench.proof.filed_now(FILED, None)

    bench.proof.acknowledged([_answer(outcome=outcome)])

    assert bench.proof.received is None
    assert bench.papers == []


def test_an_answer_about_another_folio_is_not_ours(bench: Bench) -> None:
    bench.proof.filed_now(FILED, None)

    bench.proof.acknowledged([_answer("F-2")])

    assert bench.proof.received is None


def test_an_answer_after_the_citizen_left_changes_nothing(bench: Bench) -> None:
    bench.proof.filed_now(FILED, None)
    bench.proof.forget()

    bench.proof.acknowledged([_answer()])
    bench.pass_seconds(10)

    assert bench.proof.received is None
    assert bench.papers == []


def test_paper_that_a_person_can_mend_is_asked_for(bench: Bench) -> None:
    bench.line = False
    bench.proof.filed_now(FILED, None)

    bench.printer.last.end(Refused(Condition.PAPER_OUT))

    assert bench.proof.paper_failed


def test_a_printer_that_is_not_there_is_nothing_to_mend(bench: Bench) -> None:
    bench.line = False
    bench.proof.filed_now(FILED, None)

    bench.printer.last.end(Refused(Condition.DISCONNECTED))

    assert not bench.proof.paper_failed


def test_a_paper_on_its_way_keeps_the_citizens_clock_still(bench: Bench) -> None:
    bench.line = False
    bench.proof.filed_now(FILED, None)
    assert bench.proof.working

    bench.printer.last.end(Confirmed(JobId("0000")))
    assert not bench.proof.working


@pytest.mark.parametrize("paper", [None, PrintState.REFUSED])
def test_after_a_crash_paper_that_surely_never_came_is_printed(
    bench: Bench, paper: PrintState | None
) -> None:
    bench.proof.recovered(FILED, paper)

    assert bench.papers == ["comprobante"]
    assert "lave" not in bench.printer.last.words


@pytest.mark.parametrize("paper", [PrintState.CONFIRMED, PrintState.UNCERTAIN, PrintState.STOPPED])
def test_after_a_crash_paper_that_may_have_come_is_not_repeated(bench: Bench, paper: PrintState) -> None:
    bench.proof.recovered(FILED, paper)

    assert bench.papers == []
    assert bench.proof.slip is not None
    assert bench.proof.slip.state is paper


def test_a_citizen_who_says_no_gets_a_marked_copy(bench: Bench) -> None:
    bench.line = False
    bench.proof.filed_now(FILED, "ABCD-EFGH")
    bench.printer.last.end(Uncertain(JobId("0000")))

    bench.proof.citizen_says(came_out=False)

    assert "REIMPRESIÓN 1" in bench.printer.last.words
    assert "ABCD-EFGH" in bench.printer.last.words


def test_the_acuse_of_a_case_is_printed_once(bench: Bench) -> None:
    case = CaseAnswer(
        folio="F-9",
        found=True,
        tramite="Falla",
        agency="CFE",
        received_at="2026-11-20T17:00:02Z",
        counts_from="2026-11-23",
        qr="V1|a",
    )

    bench.proof.print_case(case, "Reportar una falla de luz", "Comisión Federal de Electricidad", None)
    bench.proof.print_case(case, "Reportar una falla de luz", "Comisión Federal de Electricidad", None)

    assert bench.papers == ["acuse"]


def test_a_case_without_reception_has_no_acuse_to_print(bench: Bench) -> None:
    bench.proof.print_case(CaseAnswer(folio="F-9", found=True), "x", "y", None)

    assert bench.papers == []
