"""One attempt at one step: the hand that acts, the world that changes, the eye that looks.

An attempt that does not succeed raises; the runner tries again until the step's time is over.
"""

from pathlib import Path
from typing import assert_never

import msgspec

from demo.errors import StepFailedError
from demo.stage import Seen, Slip, Stage
from demo.steps import (
    Choose,
    Expect,
    ExpectNot,
    ExpectPlatform,
    ExpectQueue,
    ExpectReceipt,
    ExpectScreen,
    HandStep,
    Key,
    Kill,
    LookStep,
    Network,
    PlatformExpectation,
    Printer,
    QueueExpectation,
    ReceiptExpectation,
    Scan,
    Scanner,
    Screenshot,
    Start,
    Tap,
    TypeText,
    WaitIdle,
    WorldStep,
)

FOLIO_WORD = "$folio"


def act(stage: Stage, step: HandStep) -> None:
    """What a person does with their hands."""
    match step:
        case Tap(tap=name):
            stage.tap(name)
        case Choose(choose=name):
            stage.choose(name)
        case TypeText(text=text, into=into, keyboard=keyboard):
            stage.type_text(text, into, keyboard=keyboard)
        case Key(key=name):
            stage.key(name)
        case Scan(scan=text):
            stage.scan(text)
        case _:
            assert_never(step)


def change(stage: Stage, step: WorldStep) -> None:
    """What happens around the terminal."""
    match step:
        case Printer(printer=mishap):
            stage.printer(mishap)
        case Scanner(scanner=mishap):
            stage.scanner(mishap)
        case Network(network=mode, at=at):
            stage.network(mode, at)
        case Kill(kill=part):
            stage.kill(part)
        case Start(start=part):
            stage.start(part)
        case _:
            assert_never(step)


def look(stage: Stage, step: LookStep, folio: str | None, pictures: Path) -> None:
    """What must be true. StepFailedError says what is, instead."""
    match step:
        case Expect(expect=text):
            _demand(_shows(stage, named(text, folio)), f"no se ve «{named(text, folio)}»")
        case ExpectNot(expect_not=text):
            _demand(not _shows(stage, named(text, folio)), f"todavía se ve «{named(text, folio)}»")
        case ExpectScreen(expect_screen=wanted):
            _expect_screen(stage, [wanted] if isinstance(wanted, str) else list(wanted))
        case ExpectReceipt(expect_receipt=expectation):
            _expect_receipt(stage.slips(), expectation, folio)
        case ExpectPlatform(expect_platform=expectation):
            _expect_platform(stage, expectation, folio)
        case ExpectQueue(expect_queue=expectation):
            _expect_queue(stage.queue_counts(), expectation)
        case Screenshot(screenshot=name):
            stage.screenshot(pictures / f"{name}.png")
        case WaitIdle():
            _demand(stage.is_still(), "la pantalla no se queda quieta")
        case _:
            assert_never(step)


def named(text: str, folio: str | None) -> str:
    """The text with the session's folio in the place of its word."""
    if FOLIO_WORD not in text:
        return text
    if folio is None:
        raise StepFailedError("todavía no se ha visto ningún folio en la pantalla")
    return text.replace(FOLIO_WORD, folio)


def _demand(fulfilled: bool, otherwise: str) -> None:  # noqa: FBT001 - reads like the assertion it is
    if not fulfilled:
        raise StepFailedError(otherwise)


def _shows(stage: Stage, text: str) -> bool:
    seen = stage.seen()
    return seen is not None and any(_one_line(text) in _one_line(shown) for shown in seen.texts)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _on_paper(text: str) -> str:
    """Paper breaks its lines and writes headings in capitals."""
    return _one_line(text).casefold()


def _expect_screen(stage: Stage, wanted: list[str]) -> None:
    seen = stage.seen() or Seen(None, "", ())
    _demand(
        seen.page in wanted, f"se esperaba la pantalla {' o '.join(wanted)} y está {seen.page or 'apagada'}"
    )


def _expect_receipt(slips: list[Slip], expectation: ReceiptExpectation, folio: str | None) -> None:
    wanted = [_on_paper(named(text, folio)) for text in expectation.contains]
    matching = [slip for slip in slips if all(text in _on_paper(slip.text) for text in wanted)]
    if expectation.complete is not None:
        matching = [slip for slip in matching if slip.complete == expectation.complete]
    found = (
        f"salieron {len(matching)} papeles así, de {len(slips)} en total; se esperaban {expectation.copies}"
    )
    _demand(len(matching) == expectation.copies, found)


def _expect_platform(stage: Stage, expectation: PlatformExpectation, folio: str | None) -> None:
    wanted = named(expectation.folio, folio)
    held = stage.platform_holds(wanted)
    _demand(
        held.times == expectation.times,
        f"la plataforma tiene {wanted} {held.times} veces; se esperaban {expectation.times}",
    )
    if expectation.state is not None:
        states = {held.state, stage.queue_state(wanted)}
        shown = ", ".join(sorted(state for state in states if state))
        _demand(
            expectation.state in states,
            f"{wanted} está en {shown or 'ningún estado'}; no en {expectation.state}",
        )


def _expect_queue(counts: dict[str, int], expectation: QueueExpectation) -> None:
    wanted = {
        state: count for state, count in msgspec.structs.asdict(expectation).items() if count is not None
    }
    found = {state: counts.get(state, 0) for state in wanted}
    _demand(found == wanted, f"la cola tiene {found}; se esperaba {wanted}")
