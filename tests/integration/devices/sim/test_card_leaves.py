"""The card is pulled, turned and swapped, the service dies: as programs see it that know of no simulator."""

import threading

import pytest

from devices.sim.card.slot import Departure
from tests.integration.devices.sim.card_service import CardService, needs

pytestmark = needs("pkcs11-tool", "opensc-tool", "openssl")


@pytest.mark.parametrize("during", [departure.value for departure in Departure])
def test_a_card_pulled_at_any_command_ends_the_signature_and_can_come_back(
    card_service: CardService, during: str
) -> None:
    card_service.insert()
    card_service.sign()
    commands = card_service.cards.do("status")["apdus"]
    card_service.cards.do("eject")
    card_service.wait_for_absence()

    for n in {1, 2, commands // 2, commands - 1, commands}:
        card_service.cards.do("eject-at-apdu", n=n, during=during)
        card_service.insert()
        card_service.cards.do("count-from-now")
        card_service.sign()
        card_service.wait_for_absence()
        assert not card_service.cards.do("status")["inserted"]

    card_service.insert()
    card_service.sign()
    assert card_service.verifies("persona-fisica")


def test_a_card_pulled_during_the_signature_has_signed_nothing_anybody_has(card_service: CardService) -> None:
    card_service.cards.do("eject-during-signature")
    card_service.insert()

    assert card_service.sign().returncode != 0

    assert not card_service.sello.exists() or not card_service.verifies("persona-fisica")
    assert card_service.cards.do("log")["log"][-1]["status"] is None


def test_a_card_pulled_after_the_pin_signs_nothing(card_service: CardService) -> None:
    card_service.cards.do("eject-after-login")
    card_service.insert()

    assert card_service.sign().returncode != 0

    log = card_service.cards.do("log")["log"]
    assert (log[-1]["command"][:8], log[-1]["status"]) == ("00200080", "9000")


def test_a_slow_card_is_still_obeyed_and_can_be_pulled(card_service: CardService) -> None:
    card_service.cards.do("slow-signature", seconds=60)
    card_service.insert()
    signing = threading.Thread(target=card_service.sign)

    signing.start()
    card_service.wait(lambda: "87" in instructions(card_service), "the signature has begun")
    card_service.cards.do("eject")
    signing.join()

    assert not card_service.sello.exists() or not card_service.verifies("persona-fisica")


def test_a_card_upside_down_is_mute(card_service: CardService) -> None:
    card_service.cards.do("upside-down")

    card_service.wait(lambda: card_service.states()["Virtual PCD 00 00"] == ["present", "mute"], "mute")

    card_service.cards.do("eject")
    card_service.wait_for_absence()
    card_service.insert()
    assert card_service.states()["Virtual PCD 00 00"] == ["present"]


def test_a_swapped_card_is_another_card(card_service: CardService) -> None:
    card_service.insert(profile="persona-fisica")

    card_service.cards.do("swap", profile="persona-moral")
    card_service.wait(lambda: card_service.sign().returncode == 0, "the new card signs")

    assert card_service.verifies("persona-moral")


def test_a_card_stays_in_its_reader_when_the_service_dies(card_service: CardService) -> None:
    card_service.insert()

    card_service.service.kill()
    assert not card_service.has_card(0)
    card_service.wait(lambda: not card_service.cards.do("status")["connected"], "the card has no power")
    card_service.service.start()

    card_service.wait_for_card()
    card_service.sign()
    assert card_service.verifies("persona-fisica")


def test_a_service_without_readers_has_none_until_they_are_plugged(card_service: CardService) -> None:
    card_service.insert()

    card_service.service.unplug_reader()
    assert card_service.states() == {}
    card_service.service.plug_reader()

    card_service.wait_for_card()
    assert list(card_service.states()) == ["Virtual PCD 00 00", "Virtual PCD 00 01"]


def instructions(card_service: CardService) -> list[str]:
    return [entry["command"][2:4] for entry in card_service.cards.do("log")["log"]]
