"""Chains, pieces and classes: what a host may do to any card."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.devices.sim.card.card_bench import SELECT, CardOnTheTable, key, sign_template, status, verify

ASK_CERTIFICATE = "5C035FC10A"
CERTIFICATE = b"\x30\x82\x02\xbc" + bytes(range(256)) * 2 + bytes(188)


@pytest.fixture
def card() -> CardOnTheTable:
    return CardOnTheTable(certificate=CERTIFICATE)


def get_data(expected: str) -> bytes:
    return bytes.fromhex("00CB3FFF05" + ASK_CERTIFICATE + expected)


def test_a_long_answer_comes_in_pieces(card: CardOnTheTable) -> None:
    answer = card.send(SELECT, get_data("00"))
    pieces = answer[:-2]
    statuses = [status(answer)]

    while answer[-2] == 0x61:
        answer = card.send(bytes.fromhex("00C00000") + answer[-1:])
        pieces += answer[:-2]
        statuses.append(status(answer))

    assert CERTIFICATE in pieces
    assert statuses == ["6100", "61cd", "9000"]


def test_an_extended_answer_comes_at_once(card: CardOnTheTable) -> None:
    answer = card.send(SELECT, bytes.fromhex("00CB3FFF000005" + ASK_CERTIFICATE + "0000"))

    assert CERTIFICATE in answer
    assert status(answer) == "9000"


def test_another_command_forgets_the_rest_of_an_answer(card: CardOnTheTable) -> None:
    card.send(SELECT, get_data("00"), SELECT)

    assert status(card.send(bytes.fromhex("00C0000000"))) == "6985"


def test_a_chain_of_commands_is_one_command(card: CardOnTheTable) -> None:
    card.send(SELECT, verify("123456"))
    template = sign_template(b"\x00" + bytes(254) + b"\x02")
    first, second = template[:200], template[200:]

    begun = card.send(bytes.fromhex("1087079A") + bytes((len(first),)) + first)
    done = card.send(bytes.fromhex("0087079A") + bytes((len(second),)) + second + b"\x00")

    assert (status(begun), begun[:-2]) == ("9000", b"")
    numbers = key().private_numbers()
    expected = pow(2, numbers.d, numbers.public_numbers.n).to_bytes(256, "big")
    rest = card.send(bytes.fromhex("00C00000") + done[-1:])
    assert (done[:-2] + rest[:-2])[-256:] == expected


def test_a_chain_broken_by_another_command_is_refused(card: CardOnTheTable) -> None:
    card.send(SELECT)
    card.send(bytes.fromhex("1087079A0101"))

    assert status(card.send(get_data("00"))) == "6883"
    assert status(card.send(bytes.fromhex("00200080"))) == "63c3"


def test_a_chain_without_end_is_refused(card: CardOnTheTable) -> None:
    piece = bytes.fromhex("1087079AFF") + bytes(255)

    answers = {status(card.send(piece)) for _ in range(40)}

    assert answers == {"9000", "6700"}


@pytest.mark.parametrize(("cla", "refusal"), [("0C", "6882"), ("01", "6881"), ("80", "6e00"), ("FF", "6e00")])
def test_classes_it_does_not_know_are_refused(card: CardOnTheTable, cla: str, refusal: str) -> None:
    assert status(card.send(bytes.fromhex(cla + "A4040005A000000308"))) == refusal


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=12))
def test_whatever_comes_it_answers_with_a_status(commands: list[bytes]) -> None:
    card = CardOnTheTable()
    card.send(SELECT)

    for command in commands:
        assert len(card.send(command)) >= 2
