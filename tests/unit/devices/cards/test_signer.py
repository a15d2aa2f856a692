"""Around each process: what it said, what the reader shows, and a card that was reset."""

import threading
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from devices.cards.pcsc import SHARING_VIOLATION, PcscError
from devices.cards.pcsc_diag import Look
from devices.cards.signer import Signer
from devices.cards.worker_process import Presence
from devices.contract import CardFailed, CardPresence, CardRead, CardTrouble, Signatures
from tests.unit.devices.cards import workers
from tests.unit.devices.cards.workers import CERTIFICATE, INSERTION, PIN

SIGNED = Signatures((b"one", b"two"))
READ = CardRead((CERTIFICATE,), 3)
FAILED = CardFailed(CardTrouble.FAILED)


class SomeDesk:
    """A reader that shows what a test wants and remembers its resets."""

    def __init__(self) -> None:
        self.presence = CardPresence.PRESENT
        self.resets: list[str] = []
        self.free = threading.Event()
        self.free.set()
        self.refusal: PcscError | None = None

    def look(self, reader: str, settle_seconds: float = 0.0) -> Look:
        return Look(self.presence, INSERTION.events)

    def reset(self, reader: str) -> PcscError | None:
        self.free.wait(20)
        self.resets.append(reader)
        return self.refusal


@pytest.fixture
def desk() -> SomeDesk:
    return SomeDesk()


def signer(desk: SomeDesk, command: tuple[str, ...], seconds: float = 20.0) -> Signer:
    return Signer(Path("module"), command=command, desk=desk, read_seconds=seconds, sign_seconds=seconds)


def sign(by: Signer, pin: bytes = PIN, presence: Presence = Presence.CARD_IN) -> Signatures | CardFailed:
    return by.sign(INSERTION, CERTIFICATE, bytearray(pin), (b"a", b"b"), lambda: presence)


def test_signatures_come_out_and_the_card_is_reset(desk: SomeDesk) -> None:
    assert sign(signer(desk, workers.answering(SIGNED))) == SIGNED
    assert desk.resets == [INSERTION.reader]


@pytest.mark.parametrize(
    "command",
    [
        workers.answering(FAILED, "GeneralError"),
        workers.answering(CardFailed(CardTrouble.WRONG_PIN, 2)),
        workers.answering(Signatures((b"only one",))),
        workers.answering(READ),
        workers.DYING,
    ],
)
def test_the_card_is_reset_after_every_other_outcome_too(desk: SomeDesk, command: tuple[str, ...]) -> None:
    assert isinstance(sign(signer(desk, command)), CardFailed)
    assert desk.resets == [INSERTION.reader]


def test_the_card_is_reset_after_a_process_that_hung(desk: SomeDesk) -> None:
    assert sign(signer(desk, workers.HANGING, 0.3)) == CardFailed(CardTrouble.TOO_SLOW)
    assert desk.resets == [INSERTION.reader]


def test_an_empty_pin_reaches_no_card(desk: SomeDesk) -> None:
    assert sign(signer(desk, ("no-such-command",)), pin=b"") == CardFailed(CardTrouble.WRONG_PIN)
    assert desk.resets == []


def test_a_failure_without_reason_is_a_removal_when_the_reader_is_empty(desk: SomeDesk) -> None:
    desk.presence = CardPresence.EMPTY

    assert sign(signer(desk, workers.DYING)) == CardFailed(CardTrouble.REMOVED)


def test_a_signature_finished_as_the_card_was_pulled_is_a_signature(desk: SomeDesk) -> None:
    desk.presence = CardPresence.EMPTY

    assert sign(signer(desk, workers.answering(SIGNED)), presence=Presence.CARD_GONE) == SIGNED


def test_a_card_that_could_not_be_reset_is_told_to_technicians(desk: SomeDesk) -> None:
    desk.refusal = PcscError(SHARING_VIOLATION, "SCardConnect")

    with capture_logs() as logs:
        assert sign(signer(desk, workers.answering(SIGNED))) == SIGNED

    assert [(log["event"], log["error"]) for log in logs] == [("card.not-reset", "SCardConnect: 0x8010000B")]


def test_while_a_reset_hangs_nobody_else_may_use_the_card(
    desk: SomeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.cards.signer.RESET_SECONDS", 0.1)
    monkeypatch.setattr("devices.cards.signer._LOOK_SECONDS", 0.1)
    by = signer(desk, workers.answering(SIGNED))
    desk.free.clear()
    assert sign(by) == SIGNED

    assert sign(by) == CardFailed(CardTrouble.TOO_SLOW)
    assert by.read(INSERTION, workers.card_in) == CardFailed(CardTrouble.TOO_SLOW)

    desk.free.set()
    while sign(by) != SIGNED:
        pass


def test_what_a_card_holds_comes_out(desk: SomeDesk) -> None:
    assert signer(desk, workers.answering(READ)).read(INSERTION, workers.card_in) == READ


def test_what_was_read_while_the_card_was_changed_is_of_nobody(desk: SomeDesk) -> None:
    read = signer(desk, workers.answering(READ)).read(INSERTION, workers.card_gone)

    assert read == CardFailed(CardTrouble.REMOVED)


def test_a_card_that_is_none_of_ours_is_named(desk: SomeDesk) -> None:
    not_ours = CardFailed(CardTrouble.NOT_A_SIGNATURE_CARD)

    assert signer(desk, workers.answering(not_ours)).read(INSERTION, workers.card_in) == not_ours


def test_the_log_names_the_error_and_no_card(desk: SomeDesk) -> None:
    with capture_logs() as logs:
        sign(signer(desk, workers.answering(FAILED, "GeneralError")))

    assert logs == [
        {"event": "card.failed", "log_level": "info", "trouble": "failed", "error": "GeneralError"}
    ]
