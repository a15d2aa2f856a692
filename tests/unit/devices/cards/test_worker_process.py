"""Whatever the signing process does, the terminal gets an outcome and nothing of it stays."""

import json
import tempfile
from pathlib import Path

import pytest

from devices.cards.messages import Answer, Request
from devices.cards.worker_process import Presence, WorkerProcess
from devices.contract import CardFailed, CardTrouble, Signatures
from tests.unit.devices.cards import workers
from tests.unit.devices.cards.workers import CERTIFICATE, PIN

REQUEST = Request("module", "reader", CERTIFICATE, (b"content",))
DEADLINE = 20.0


@pytest.fixture(autouse=True)
def nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def run(command: tuple[str, ...], seconds: float = DEADLINE, presence: Presence = Presence.CARD_IN) -> Answer:
    return WorkerProcess(command, seconds, lambda: presence).run(REQUEST, bytearray(PIN))


def test_an_answer_is_heard(tmp_path: Path) -> None:
    assert run(workers.answering(Signatures((b"s",)))) == Answer(Signatures((b"s",)))
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_hangs_is_ended_at_its_deadline() -> None:
    assert run(workers.HANGING, seconds=0.3).outcome == CardFailed(CardTrouble.TOO_SLOW)


def test_a_process_whose_card_was_pulled_is_ended_long_before_its_deadline() -> None:
    answer = run(workers.HANGING, seconds=3600, presence=Presence.CARD_GONE)

    assert answer.outcome == CardFailed(CardTrouble.REMOVED)


def test_a_process_whose_card_was_pulled_may_still_finish() -> None:
    done = Signatures((b"s",))

    assert run(workers.answering(done), presence=Presence.CARD_GONE).outcome == done


def test_a_terminal_that_closes_waits_for_nothing() -> None:
    answer = run(workers.HANGING, seconds=3600, presence=Presence.STOPPED)

    assert answer.outcome == CardFailed(CardTrouble.NO_SERVICE)


@pytest.mark.parametrize("command", [workers.TALKING_NONSENSE, workers.DYING, workers.HALF_AN_ANSWER])
def test_a_process_that_breaks_is_a_failure_without_reason(command: tuple[str, ...]) -> None:
    answer = run(command)

    assert answer.outcome == CardFailed(CardTrouble.FAILED)
    assert answer.error.startswith("process ended")


def test_a_process_that_cannot_start_is_a_failure(tmp_path: Path) -> None:
    assert run((str(tmp_path / "missing"),)).outcome == CardFailed(CardTrouble.FAILED)


def test_a_process_that_never_listens_does_not_hold_up_a_long_content() -> None:
    process = WorkerProcess(workers.HANGING, 0.3, workers.card_in)
    request = Request("module", "reader", CERTIFICATE, (bytes(1 << 20),))

    assert process.run(request, bytearray(PIN)).outcome == CardFailed(CardTrouble.TOO_SLOW)


def test_the_process_gets_the_pin_in_no_argument_and_no_environment() -> None:
    told = run(
        workers.python(
            "import json, os, sys\n"
            "pin = sys.stdin.buffer.read()[-8:]\n"
            "places = repr(sys.argv) + repr(dict(os.environ)) + str(os.listdir())\n"
            "places += ''.join(open(name).read() for name in os.listdir())\n"
            "error = json.dumps([pin.decode(), pin.decode() in places])\n"
            "print(json.dumps({'trouble': 'failed', 'tries_left': None, 'error': error}))"
        )
    )

    assert json.loads(told.error) == [PIN.decode(), False]
