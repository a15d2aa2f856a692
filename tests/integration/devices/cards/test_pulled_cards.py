"""A card may leave at any moment: the outcome has a name, and the next attempt works."""

import pytest

from tests.integration.devices.cards.bench import Bench

DEPARTURES = ("before", "after", "instead-of-answer")


def conversation(bench: Bench) -> list[str]:
    """The commands of one signature with a fresh card, in order."""
    bench.insert()
    bench.read()
    bench.empty()
    bench.insert()
    bench.verify(bench.sign())
    commands = [entry["command"] for entry in bench.log()]
    bench.empty()
    return commands


def pull(bench: Bench, number: int, departure: str) -> dict[str, object]:
    """Sign with a card that leaves around that command."""
    bench.insert()
    bench.control.do("eject-at-apdu", n=number, during=departure)
    return bench.sign()


@pytest.mark.parametrize("departure", DEPARTURES)
def test_a_card_pulled_at_any_command_of_pin_and_signatures_is_a_card_removed(
    bench: Bench, departure: str
) -> None:
    commands = conversation(bench)
    login = next(number for number, command in enumerate(commands, 1) if command.startswith("00200080 ["))
    last = max(number for number, command in enumerate(commands, 1) if command[2:4] in {"87", "c0"})
    assert last - login >= 4

    for number in range(login, last + 1):
        outcome = pull(bench, number, departure)
        if departure == "after" and number == last:
            bench.verify(outcome)
        else:
            assert outcome["trouble"] == "removed", (number, departure)
        bench.empty()
        bench.insert()
        bench.verify(bench.sign())
        bench.empty()


@pytest.mark.slow
def test_a_card_pulled_at_any_command_before_the_pin_is_a_card_removed(bench: Bench) -> None:
    commands = conversation(bench)
    login = next(number for number, command in enumerate(commands, 1) if command.startswith("00200080 ["))

    for number in range(1, login):
        assert pull(bench, number, "before")["trouble"] == "removed", number
        bench.empty()
    bench.insert()
    bench.verify(bench.sign())


def test_a_card_pulled_while_it_is_read_is_a_card_removed(bench: Bench) -> None:
    bench.insert(key="both")
    bench.read()
    commands = len(bench.log())
    bench.empty()
    for number in (1, 10, *range(20, commands + 1, 3), commands):
        bench.insert(key="both")
        bench.control.do("eject-at-apdu", n=number, during="before")
        assert bench.read()["trouble"] == "removed", number
        bench.empty()
    bench.insert()
    assert bench.read()["trouble"] is None


def test_a_card_pulled_before_anything_was_asked_is_a_card_removed(bench: Bench) -> None:
    bench.insert()
    bench.read()
    card = bench.card
    bench.control.do("eject", slot=0)
    bench.terminal.wait_for("empty")
    bench.card = card

    assert bench.read()["trouble"] == "removed"
    assert bench.sign()["trouble"] == "removed"


def test_a_card_pulled_from_a_slow_signature_ends_it_long_before_its_deadline(bench: Bench) -> None:
    bench.insert()
    bench.read()
    bench.control.do("slow-signature", seconds=600)
    bench.start_signing()
    while bench.control.do("status")["verified"] is False:
        pass

    bench.control.do("eject", slot=0)

    assert bench.terminal.wait("signed")["trouble"] == "removed"
