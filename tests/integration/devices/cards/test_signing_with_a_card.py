"""A citizen's card, from the reader to two signatures, and everything a PIN can meet."""

import pytest

from tests.integration.devices.cards.bench import PIN, SECOND, WRONG_PIN, Bench


@pytest.mark.parametrize("key", ["9a", "9c"])
def test_a_card_is_read_and_signs_two_contents_under_one_pin_entry(bench: Bench, key: str) -> None:
    bench.insert(key=key)

    assert bench.read()["tries_left"] == 3
    signed = bench.sign()

    bench.verify(signed)
    assert signed["thread"] == "card-reader"


def test_a_key_that_wants_the_pin_each_time_gets_it_each_time(bench: Bench) -> None:
    bench.insert(key="9c")
    bench.read()
    bench.control.do("clear-log")

    bench.verify(bench.sign())

    kinds = [entry["command"][:4] for entry in bench.log() if given_pin(entry) or signs(entry)]
    assert kinds[-4:] == ["0020", "0087", "0020", "0087"]


def test_three_wrong_pins_lock_the_card_and_the_last_try_is_announced(bench: Bench) -> None:
    bench.insert()
    bench.read()

    outcomes = [bench.sign(WRONG_PIN) for _ in range(3)]

    assert [(one["trouble"], one["tries_left"]) for one in outcomes] == [
        ("wrong-pin", 2),
        ("last-try", 1),
        ("pin-locked", 0),
    ]
    assert bench.sign()["trouble"] == "pin-locked"
    assert bench.read()["tries_left"] == 0


def test_the_right_pin_after_a_wrong_one_gives_all_tries_back(bench: Bench) -> None:
    bench.insert()
    bench.read()
    bench.sign(WRONG_PIN)

    bench.verify(bench.sign())

    assert bench.read()["tries_left"] == 3


def test_a_wrong_pin_costs_exactly_one_try(bench: Bench) -> None:
    bench.insert()
    bench.read()
    bench.control.do("clear-log")

    bench.sign(WRONG_PIN)

    assert len([entry for entry in bench.log() if given_pin(entry)]) == 1


@pytest.mark.parametrize("pin", ["1", "12345678901234567890"])
def test_a_pin_the_card_cannot_have_costs_no_try(bench: Bench, pin: str) -> None:
    bench.insert()
    bench.read()

    outcome = bench.sign(pin)

    assert (outcome["trouble"], outcome["tries_left"]) == ("wrong-pin", 3)


def test_a_card_upside_down_is_mute(bench: Bench) -> None:
    bench.control.do("upside-down", slot=0)
    status = bench.terminal.wait_for("mute")
    bench.card = status["card"]

    assert bench.read()["trouble"] == "mute"


def test_a_card_of_something_else_is_no_signature_card(bench: Bench) -> None:
    bench.control.do("unrelated", slot=0)
    bench.card = bench.terminal.wait_for("present")["card"]

    assert bench.read()["trouble"] == "not-a-signature-card"


def test_with_another_card_in_the_first_reader_the_right_one_is_used(bench: Bench) -> None:
    bench.control.do("unrelated", slot=0)
    bench.card = bench.terminal.wait_for("present")["card"]
    bench.insert(slot=1)

    assert bench.terminal.statuses[-1]["presence"] == "several"
    assert bench.terminal.statuses[-1]["reader"] == SECOND
    assert bench.read()["trouble"] is None
    bench.verify(bench.sign())
    assert not [entry for entry in bench.log() if entry["slot"] == 0 and given_pin(entry)]


def test_two_citizens_cards_at_once_are_told_apart(bench: Bench) -> None:
    bench.insert(slot=0)
    first = bench.card
    bench.insert(slot=1, profile="persona-moral")
    bench.read()
    second = bench.certificates
    bench.verify(bench.sign())

    bench.card = first
    bench.read()

    assert bench.certificates != second
    bench.verify(bench.sign())


def test_another_card_than_the_one_read_never_sees_the_pin(bench: Bench) -> None:
    bench.insert()
    bench.read()
    bench.empty()
    bench.insert(profile="persona-moral")

    assert bench.sign()["trouble"] == "not-the-same-card"
    assert not [entry for entry in bench.log() if given_pin(entry)]


def test_a_swap_too_fast_for_the_service_to_see_never_gives_the_pin_to_the_other_card(bench: Bench) -> None:
    bench.insert()
    bench.read()
    bench.control.do("clear-log")
    bench.control.do("swap", profile="persona-moral", key="9a", pin=PIN)

    assert bench.sign()["trouble"] in {"not-the-same-card", "removed", "not-a-signature-card"}
    assert not [entry for entry in bench.log() if given_pin(entry)]


def test_a_card_swapped_after_it_was_read_is_a_card_removed(bench: Bench) -> None:
    before = bench.insert()
    bench.read()
    bench.empty()
    bench.insert()
    bench.card = before

    assert bench.sign()["trouble"] == "removed"


def test_a_card_with_several_certificates_shows_them_all(bench: Bench) -> None:
    bench.control.do("several-certificates")
    bench.insert()

    bench.read()

    assert len(bench.certificates) == 2


def given_pin(entry: dict[str, object]) -> bool:
    return str(entry["command"]).startswith("00200080 [")


def signs(entry: dict[str, object]) -> bool:
    return str(entry["command"]).startswith("0087")
