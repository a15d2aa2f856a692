from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from demo.errors import ControlError
from demo.journey import Journey, PanelSize
from demo.parts.truth import Held
from demo.report import JourneyReport
from demo.runner import Runner
from demo.stage import Seen, Slip
from demo.steps import (
    Expect,
    ExpectNot,
    ExpectPlatform,
    ExpectQueue,
    ExpectReceipt,
    ExpectScreen,
    Kill,
    Network,
    PlatformExpectation,
    QueueExpectation,
    ReceiptExpectation,
    Scan,
    Screenshot,
    Start,
    Step,
    Tap,
    TypeText,
    WaitIdle,
)
from tests.unit.demo.fake_stage import PaperStage

FOLIO = "2K7M-4XWQ-R3P8-N5DT"


@pytest.fixture
def stage() -> PaperStage:
    return PaperStage()


def play(stage: PaperStage, out: Path, *steps: Step) -> JourneyReport:
    """Play with a clock on which every reading is a second later, and no waiting."""
    seconds: Iterator[int] = count()
    runner = Runner(stage, out, clock=lambda: float(next(seconds)), sleep=lambda _: None)
    return runner.run(Journey("prueba", "Prueba", "es-MX", PanelSize(1920, 1080, 21.5), None, steps))


def test_steps_reach_the_stage_in_their_order(stage: PaperStage, tmp_path: Path) -> None:
    steps = (
        Network(network="down"),
        Tap(tap="Empezar"),
        TypeText(text="Colima", into="Municipio"),
        Kill(kill="terminal"),
    )

    report = play(
        stage, tmp_path, *steps, Start(start="terminal"), ExpectScreen(expect_screen=["done", "start"])
    )

    assert report.passed
    assert stage.done == [
        "network down None",
        "tap Empezar",
        "type Colima into Municipio",
        "kill terminal",
        "start terminal",
    ]


def test_a_control_that_is_not_there_yet_is_waited_for(stage: PaperStage, tmp_path: Path) -> None:
    stage.refusals = [ControlError("no se ve «Empezar»", retry=True)] * 3

    assert play(stage, tmp_path, Tap(tap="Empezar")).passed


def test_a_refusal_for_good_is_not_asked_again(stage: PaperStage, tmp_path: Path) -> None:
    stage.refusals = [ControlError("el teclado en pantalla no tiene «7»")]

    report = play(stage, tmp_path, Tap(tap="Empezar"))

    assert not report.passed
    assert stage.done == []


def test_a_failed_step_ends_the_journey_and_says_what_was_seen(stage: PaperStage, tmp_path: Path) -> None:
    report = play(stage, tmp_path, Expect(expect="Listo", within=3), Tap(tap="Empezar"))

    assert len(report.steps) == 1
    failure = report.failure
    assert failure is not None
    assert failure.reason == "no se ve «Listo»"
    assert failure.page == "start"
    assert failure.seen == ("Haga aquí sus trámites",)
    assert (tmp_path / str(failure.picture)).exists()
    assert "FALLÓ" in report.as_text()


def test_text_that_must_be_gone_is_waited_for_and_then_blamed(stage: PaperStage, tmp_path: Path) -> None:
    report = play(stage, tmp_path, ExpectNot(expect_not="Haga aquí", within=2))

    assert report.steps[0].reason == "todavía se ve «Haga aquí»"


def test_the_folio_is_the_one_on_the_glass(stage: PaperStage, tmp_path: Path) -> None:
    stage.after_tap["Enviar"] = Seen("done", "Guardamos su reporte", (f"Su folio\n{FOLIO}",))
    stage.held = Held(1, "received")
    expectation = PlatformExpectation(state="received")

    report = play(stage, tmp_path, Tap(tap="Enviar"), ExpectPlatform(expect_platform=expectation))

    assert report.passed
    assert report.folios == (FOLIO,)
    assert stage.done[-1] == f"platform {FOLIO}"


def test_a_hand_can_write_the_folio(stage: PaperStage, tmp_path: Path) -> None:
    stage.screen = Seen("done", "", (FOLIO,))

    play(stage, tmp_path, TypeText(text="$folio", into="Folio"), Scan(scan="V1|$folio"))

    assert stage.done == [f"type {FOLIO} into Folio", f"scan V1|{FOLIO}"]


def test_a_folio_nobody_saw_is_a_failure_not_a_guess(stage: PaperStage, tmp_path: Path) -> None:
    report = play(stage, tmp_path, ExpectPlatform(expect_platform=PlatformExpectation(), within=1))

    assert report.steps[0].reason == "todavía no se ha visto ningún folio en la pantalla"


def test_acknowledged_is_what_the_terminals_queue_says(stage: PaperStage, tmp_path: Path) -> None:
    stage.screen = Seen("done", "", (FOLIO,))
    stage.held, stage.states = Held(1, "with-agency"), {FOLIO: "acknowledged"}
    expectation = PlatformExpectation(state="acknowledged")

    assert play(stage, tmp_path, ExpectPlatform(expect_platform=expectation)).passed


@pytest.mark.parametrize("held", [Held(0, None), Held(2, "received")])
def test_a_tramite_lost_or_doubled_is_noticed(stage: PaperStage, tmp_path: Path, held: Held) -> None:
    stage.screen, stage.held = Seen("done", "", (FOLIO,)), held

    report = play(stage, tmp_path, ExpectPlatform(expect_platform=PlatformExpectation(), within=1))

    assert report.steps[0].reason == f"la plataforma tiene {FOLIO} {held.times} veces; se esperaban 1"


def test_paper_is_counted_by_what_it_says_across_its_lines(stage: PaperStage, tmp_path: Path) -> None:
    stage.papers = [
        Slip("COMPROBANTE\nDE CAPTURA", complete=True, files=()),
        Slip("Comprobante de", complete=False, files=()),
    ]
    wanted = ReceiptExpectation(contains=["Comprobante de captura"], copies=1, complete=True)

    assert play(stage, tmp_path, ExpectReceipt(expect_receipt=wanted)).passed


def test_a_second_copy_is_noticed(stage: PaperStage, tmp_path: Path) -> None:
    stage.papers = [Slip("Comprobante", complete=True, files=())] * 2
    wanted = ReceiptExpectation(contains=["Comprobante"])

    report = play(stage, tmp_path, ExpectReceipt(expect_receipt=wanted, within=1))

    assert report.steps[0].reason == "salieron 2 papeles así, de 2 en total; se esperaban 1"


def test_states_of_the_queue_left_out_are_not_looked_at(stage: PaperStage, tmp_path: Path) -> None:
    stage.counts = {"acknowledged": 4}

    assert play(stage, tmp_path, ExpectQueue(expect_queue=QueueExpectation(pending=0))).passed


def test_every_screen_is_pictured_the_first_time_it_shows(stage: PaperStage, tmp_path: Path) -> None:
    stage.after_tap = {"a": Seen("home", "Temas", ()), "b": Seen("start", "Haga aquí sus trámites", ())}

    report = play(stage, tmp_path, Tap(tap="a"), Tap(tap="b"), Screenshot(screenshot="folio"))

    assert report.pictures == ("screens/01-start.png", "screens/02-home.png", "screens/folio.png")


def test_papers_are_kept_with_the_report(stage: PaperStage, tmp_path: Path) -> None:
    paper = tmp_path / "receipt-0001.txt"
    paper.write_text("Comprobante")
    stage.papers = [Slip("Comprobante", complete=True, files=(paper,))]

    report = play(stage, tmp_path / "out", WaitIdle(wait_idle=True))

    assert report.receipts == ("receipts/receipt-0001.txt",)
    assert (tmp_path / "out" / report.receipts[0]).read_text() == "Comprobante"


def test_a_cut_that_never_came_is_a_failure(stage: PaperStage, tmp_path: Path) -> None:
    stage.cut_to_come = True

    report = play(stage, tmp_path, Network(network="cut", at="request"))

    assert not report.passed
    assert report.failure is not None
    assert report.failure.reason == "la línea nunca se cortó: no hubo ningún envío"


def test_a_screen_that_never_stands_still_is_looked_at_anyway(stage: PaperStage, tmp_path: Path) -> None:
    stage.still_after = 1_000

    assert play(stage, tmp_path, Tap(tap="a")).passed
