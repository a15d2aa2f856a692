"""The PIV application, command by command, as NIST SP 800-73-4 has it."""

import pytest

from tests.unit.devices.sim.card.card_bench import (
    ASK_TRIES,
    SELECT,
    CardOnTheTable,
    field,
    key,
    status,
    use_key,
    verify,
)

BLOCK = b"\x00\x01" + b"\xff" * 200 + bytes(54)
AUTHENTICATION, SIGNATURE, CARD = 0x9A, 0x9C, 0x9E


@pytest.fixture
def card() -> CardOnTheTable:
    card = CardOnTheTable()
    card.send(SELECT)
    return card


def ask(card: CardOnTheTable, tag: str) -> bytes:
    listed = bytes.fromhex(tag)
    tag_list = bytes((0x5C, len(listed))) + listed
    return card.send(bytes.fromhex("00CB3FFF") + bytes((len(tag_list),)) + tag_list + b"\x00")


def change(reference: str, old: str, new: str) -> bytes:
    return bytes.fromhex("002400" + reference + "10") + field(old) + field(new)


def reset_retries(puk: str, new: str) -> bytes:
    return bytes.fromhex("002C008010") + field(puk) + field(new)


def test_nothing_works_before_the_application_is_selected() -> None:
    card = CardOnTheTable()

    assert [status(card.send(command)) for command in (ASK_TRIES, verify("123456"))] == ["6d00", "6d00"]
    assert status(card.send(use_key(AUTHENTICATION, BLOCK))) == "6d00"


@pytest.mark.parametrize("aid", ["A000000308", "A0000003080000100001", "A000000308000010000100"])
def test_it_is_selected_by_its_whole_name_or_the_beginning(aid: str) -> None:
    name = bytes.fromhex(aid)

    answer = CardOnTheTable().send(bytes((0, 0xA4, 4, 0, len(name))) + name)

    assert (
        answer
        == bytes.fromhex("6117 4F06000010000100 7907 4F05A000000308 5004".replace(" ", "")) + b"TEST\x90\x00"
    )


@pytest.mark.parametrize("aid", ["A0000003", "A0000003090000", "A00000030800001000010000", ""])
def test_another_application_is_not_found_and_leaves_the_selection(card: CardOnTheTable, aid: str) -> None:
    name = bytes.fromhex(aid)

    assert status(card.send(bytes((0, 0xA4, 4, 0, len(name))) + name)) == "6a82"
    assert status(card.send(ASK_TRIES)) == "63c3"


def test_the_data_objects_have_the_standards_frames(card: CardOnTheTable) -> None:
    assert ask(card, "7E") == bytes.fromhex("7E124F0BA0000003080000100001005F2F0240009000")
    assert ask(card, "5FC105") == bytes.fromhex("530C700530030201007101 00FE00 9000".replace(" ", ""))
    assert ask(card, "5FC102").startswith(b"\x53\x3b\x30\x19")
    assert ask(card, "5FC107").startswith(b"\x53\x33\xf0\x15\xa0\x00\x00\x03\x08")


@pytest.mark.parametrize(("command", "refusal"), [
    ("00CB3FFF055C035FC10B", "6a82"),
    ("00CB3FFF035C017F", "6a82"),
    ("00CB3FFE055C035FC105", "6a86"),
    ("00CB3FFF025301", "6a80"),
    ("00CB3FFF", "6a80"),
])  # fmt: skip
def test_unknown_objects_and_broken_questions_are_refused(
    card: CardOnTheTable, command: str, refusal: str
) -> None:
    assert status(card.send(bytes.fromhex(command))) == refusal


def test_wrong_pins_are_counted_until_the_card_locks_itself(card: CardOnTheTable) -> None:
    answers = [status(card.send(verify("000000"))) for _ in range(4)]

    assert answers == ["63c2", "63c1", "63c0", "6983"]
    assert status(card.send(verify("123456"))) == "6983"
    assert status(card.send(ASK_TRIES)) == "63c0"


def test_the_right_pin_gives_all_tries_back(card: CardOnTheTable) -> None:
    card.send(verify("000000"), verify("000000"))

    assert status(card.send(verify("123456"))) == "9000"
    assert card.pin.left == 3


def test_tries_survive_the_loss_of_power_and_the_verification_does_not(card: CardOnTheTable) -> None:
    card.send(verify("123456"), verify("000000"))
    card.dialogue.reset()

    assert status(card.send(SELECT, ASK_TRIES)) == "63c2"


def test_a_verified_pin_answers_the_question_and_can_be_forgotten(card: CardOnTheTable) -> None:
    card.send(verify("123456"))
    assert status(card.send(ASK_TRIES)) == "9000"

    assert status(card.send(bytes.fromhex("0020FF80"))) == "9000"

    assert status(card.send(ASK_TRIES)) == "63c3"


def test_a_wrong_pin_ends_an_earlier_verification(card: CardOnTheTable) -> None:
    card.send(verify("123456"), verify("000000"))

    assert status(card.send(use_key(AUTHENTICATION, BLOCK))) == "6982"


@pytest.mark.parametrize(("command", "refusal"), [
    ("0020008006313233343536", "6a80"),
    ("0020008008414243444546FFFF", "6a80"),
    ("0020008008FFFFFFFFFFFFFFFF", "6a80"),
    ("0020008108313233343536FFFF", "6a88"),
    ("0020000008313233343536FFFF", "6a88"),
    ("0020018008313233343536FFFF", "6a86"),
    ("0020FF8008313233343536FFFF", "6a86"),
])  # fmt: skip
def test_what_is_no_pin_costs_no_try(card: CardOnTheTable, command: str, refusal: str) -> None:
    assert status(card.send(bytes.fromhex(command))) == refusal
    assert card.pin.left == 3


def test_pin_and_puk_are_changed_by_who_knows_them(card: CardOnTheTable) -> None:
    assert status(card.send(change("80", "123456", "654321"))) == "9000"
    assert status(card.send(change("81", "12345678", "87654321"))) == "9000"

    assert status(card.send(verify("123456"))) == "63c2"
    assert status(card.send(reset_retries("87654321", "1111"))) == "9000"
    assert status(card.send(verify("1111"))) == "9000"


def test_a_change_with_a_wrong_old_pin_costs_a_try_and_one_to_no_pin_does_not(card: CardOnTheTable) -> None:
    assert status(card.send(change("80", "000000", "654321"))) == "63c2"
    assert status(card.send(change("80", "123456", "abc"))) == "6a80"
    assert status(card.send(change("82", "123456", "654321"))) == "6a88"
    assert card.pin.left == 2


def test_the_puk_frees_a_blocked_pin_and_blocks_in_its_turn(card: CardOnTheTable) -> None:
    card.pin.block()

    assert status(card.send(change("80", "123456", "654321"))) == "6983"
    assert status(card.send(reset_retries("12345678", "222222"))) == "9000"
    assert status(card.send(verify("222222"))) == "9000"
    assert [status(card.send(reset_retries("00000000", "333333"))) for _ in range(4)] == [
        "63c2",
        "63c1",
        "63c0",
        "6983",
    ]


def test_a_reset_of_the_retries_verifies_nothing(card: CardOnTheTable) -> None:
    card.send(reset_retries("12345678", "222222"))

    assert status(card.send(use_key(AUTHENTICATION, BLOCK))) == "6982"


def test_the_authentication_key_wants_the_pin_once(card: CardOnTheTable) -> None:
    assert status(card.send(use_key(AUTHENTICATION, BLOCK))) == "6982"
    card.send(verify("123456"))

    assert [status(card.send(use_key(AUTHENTICATION, BLOCK))) for _ in range(2)] == ["9000", "9000"]


def test_the_signature_key_wants_the_pin_each_time(card: CardOnTheTable) -> None:
    card.send(verify("123456"))
    assert [status(card.send(use_key(SIGNATURE, BLOCK))) for _ in range(2)] == ["9000", "6982"]

    card.send(verify("123456"))

    assert status(card.send(use_key(SIGNATURE, BLOCK))) == "9000"


def test_the_card_authentication_key_wants_no_pin(card: CardOnTheTable) -> None:
    assert status(card.send(use_key(CARD, BLOCK))) == "9000"


def test_the_answer_is_the_bare_rsa_operation(card: CardOnTheTable) -> None:
    answer = card.send(use_key(CARD, BLOCK))

    signature = int.from_bytes(answer[-258:-2], "big")
    public = key().public_key().public_numbers()
    assert pow(signature, public.e, public.n).to_bytes(256, "big") == BLOCK
    assert answer[:8] == bytes.fromhex("7C82010482820100")


@pytest.mark.parametrize(("command", "refusal"), [
    (use_key(CARD, BLOCK, algorithm=6), "6a86"),
    (use_key(0x9D, BLOCK), "6a88"),
    (use_key(0x9B, BLOCK), "6a88"),
    (use_key(CARD, BLOCK[:-1]), "6a80"),
    (use_key(CARD, b"\xff" * 256), "6a80"),
    (bytes.fromhex("0087079E047C028101"), "6a80"),
    (bytes.fromhex("0087079E047C028200"), "6a80"),
    (bytes.fromhex("0087079E"), "6a80"),
])  # fmt: skip
def test_a_key_refuses_what_does_not_fit_it(card: CardOnTheTable, command: bytes, refusal: str) -> None:
    assert status(card.send(command)) == refusal
