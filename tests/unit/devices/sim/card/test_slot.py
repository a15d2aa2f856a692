"""When a card leaves, and what the host and the card know of it then."""

import selectors
from collections.abc import Iterator

import pytest

from devices.sim.card.apdu_log import ApduLog
from devices.sim.card.cards import PivCard, UnrelatedCard, UpsideDownCard, make_atr
from devices.sim.card.reader_line import ReaderLine
from devices.sim.card.slot import Departure, Slot
from tests.unit.devices.sim.card.card_bench import (
    ASK_TRIES,
    SELECT,
    CardOnTheTable,
    ReaderOfOurOwn,
    status,
    use_key,
    verify,
)

BLOCK = b"\x00\x01" + b"\xff" * 200 + bytes(54)
OFF, ON, RESET, ATR = b"\x00", b"\x01", b"\x02", b"\x04"


class Bench:
    """A slot, a card in it, and the reader around it; its clock is a number."""

    def __init__(self) -> None:
        self.now = 0.0
        self.selector = selectors.DefaultSelector()
        self.log = ApduLog()
        self.slot = Slot(0, self.log, lambda: self.now)
        self.reader = ReaderOfOurOwn(self.selector, self.slot.work)
        self.slot.connect(ReaderLine(self.reader.port, self.selector, self.slot.receive, self.slot.lost))
        self.table = CardOnTheTable()
        self.card = PivCard("somebody", self.table.application)

    def insert(self) -> None:
        self.slot.insert(self.card)
        self.reader.accept()

    def ask(self, command: bytes) -> str | None:
        answer = self.reader.ask(command)
        return None if answer is None else status(answer)

    def close(self) -> None:
        self.slot.eject()
        self.reader.close()
        self.selector.close()


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.close()


def test_a_card_gives_its_answer_to_reset(bench: Bench) -> None:
    bench.insert()

    bench.reader.order(ON)

    assert bench.reader.ask(ATR) == make_atr(b"FEA DEMO")


def test_the_answer_to_reset_has_the_standards_check_byte() -> None:
    atr = make_atr(b"FEA DEMO")

    check = 0
    for byte in atr[1:]:
        check ^= byte
    assert (atr[:4].hex(), check) == ("3b888001", 0)


@pytest.mark.parametrize("power", [OFF, ON, RESET])
def test_power_and_reset_forget_the_pin(bench: Bench, power: bytes) -> None:
    bench.insert()
    bench.ask(SELECT)
    assert bench.ask(verify("123456")) == "9000"

    bench.reader.order(power)
    bench.reader.ask(ATR)

    assert not bench.table.application.verified
    assert bench.ask(use_key(0x9A, BLOCK)) == "6d00"


def test_a_card_that_leaves_before_a_command_never_saw_it(bench: Bench) -> None:
    bench.slot.faults.eject_at = 2
    bench.insert()

    assert [bench.ask(SELECT), bench.ask(verify("000000"))] == ["9000", None]

    assert (bench.slot.card, bench.table.pin.left) == (None, 3)
    assert bench.log.as_json()[-1]["status"] is None


def test_a_card_that_leaves_instead_of_answering_did_as_told(bench: Bench) -> None:
    bench.slot.faults.eject_at = 2
    bench.slot.faults.departure = Departure.INSTEAD_OF_ANSWER
    bench.insert()

    assert [bench.ask(SELECT), bench.ask(verify("000000"))] == ["9000", None]

    assert (bench.slot.card, bench.table.pin.left) == (None, 2)


def test_a_card_that_leaves_after_an_answer_has_given_it(bench: Bench) -> None:
    bench.slot.faults.eject_at = 2
    bench.slot.faults.departure = Departure.AFTER
    bench.insert()

    assert [bench.ask(SELECT), bench.ask(verify("000000"))] == ["9000", "63c2"]
    assert bench.reader.gone()


def test_a_card_is_pulled_once(bench: Bench) -> None:
    bench.slot.faults.eject_at = 1
    bench.insert()
    bench.ask(SELECT)

    bench.insert()

    assert [bench.ask(SELECT), bench.ask(ASK_TRIES)] == ["9000", "63c3"]


def test_commands_may_be_counted_from_now(bench: Bench) -> None:
    bench.insert()
    bench.ask(SELECT)
    bench.slot.counts.asked = 0
    bench.slot.faults.eject_at = 2

    assert [bench.ask(ASK_TRIES), bench.ask(ASK_TRIES)] == ["63c3", None]
    assert bench.slot.counts.inserted == 3


def test_a_card_may_leave_after_the_right_pin_and_not_after_a_wrong_one(bench: Bench) -> None:
    bench.slot.faults.after_login = True
    bench.insert()

    assert [bench.ask(SELECT), bench.ask(verify("000000")), bench.ask(ASK_TRIES)] == ["9000", "63c2", "63c2"]
    assert bench.ask(verify("123456")) == "9000"
    assert bench.reader.gone()


def test_a_card_may_leave_during_a_signature(bench: Bench) -> None:
    bench.slot.faults.during_signature = True
    bench.insert()
    bench.ask(SELECT)

    assert [bench.ask(verify("123456")), bench.ask(use_key(0x9C, BLOCK))] == ["9000", None]
    assert not bench.table.application.verified


def test_a_slow_signature_comes_when_it_is_due(bench: Bench) -> None:
    bench.slot.faults.signature_seconds = 5
    bench.insert()
    bench.ask(SELECT)
    bench.ask(verify("123456"))
    bench.slot.receive(use_key(0x9C, BLOCK))
    assert bench.slot.work() == 5

    bench.now = 5

    assert bench.slot.work() is None


def test_a_card_pulled_during_a_slow_signature_answers_no_more(bench: Bench) -> None:
    bench.slot.faults.signature_seconds = 5
    bench.insert()
    bench.ask(SELECT)
    bench.ask(verify("123456"))
    bench.slot.receive(use_key(0x9C, BLOCK))

    bench.slot.eject()

    assert bench.reader.gone()
    assert bench.slot.work() is None


def test_a_card_stays_in_the_reader_while_the_service_is_gone(bench: Bench) -> None:
    bench.insert()
    bench.ask(SELECT)
    bench.ask(verify("123456"))

    bench.slot.line.close()
    bench.slot.lost()

    assert not bench.table.application.verified
    bench.slot.work()
    bench.reader.accept()
    assert bench.ask(SELECT) == "9000"


def test_a_card_without_a_service_waits_for_one(bench: Bench) -> None:
    bench.reader.close()

    bench.slot.insert(bench.card)

    delay = bench.slot.work()
    assert not bench.slot.line.connected
    assert delay
    assert delay > 0


def test_a_card_upside_down_answers_with_more_than_any_card_can(bench: Bench) -> None:
    bench.slot.insert(UpsideDownCard())
    bench.reader.accept()

    answer = bench.reader.ask(ATR)

    assert answer
    assert len(answer) > 33


def test_an_unrelated_card_knows_no_application(bench: Bench) -> None:
    bench.slot.insert(UnrelatedCard())
    bench.reader.accept()

    assert [bench.ask(SELECT), bench.ask(ASK_TRIES)] == ["6a82", "6d00"]
