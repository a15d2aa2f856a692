"""The simulated card as OpenSC and Yubico's tool see it: neither knows that it is none."""

import pytest

from tests.integration.devices.sim.card_service import PIN, CardService, needs

pytestmark = needs("pkcs11-tool", "pkcs15-tool", "opensc-tool", "openssl")


def test_opensc_reads_the_card(card_service: CardService) -> None:
    card_service.insert(profile="persona-fisica")

    dump = card_service.run("pkcs15-tool", "--dump").stdout

    assert "X.509 Certificate [Certificate for Digital Signature]" in dump
    assert "Encoded serial : 02 14 3330303031303030303030373030303030303031" in dump
    assert "PIN [PIN]" in dump


def test_opensc_reads_the_certificate_byte_for_byte(card_service: CardService) -> None:
    card_service.insert(profile="persona-fisica-enie")
    copy = card_service.folder / "copy.cer"

    card_service.pkcs11("--read-object", "--type", "cert", "--id", "02", "-o", str(copy), pin=None)

    assert copy.read_bytes() == card_service.pki.credential("persona-fisica-enie").certificate


@pytest.mark.parametrize(("place", "key"), [("9c", "02"), ("9a", "01"), ("both", "01"), ("both", "02")])
def test_what_it_signs_verifies_with_openssl(card_service: CardService, place: str, key: str) -> None:
    card_service.insert(key=place)

    card_service.sign(key)

    assert card_service.verifies("persona-fisica")


@pytest.mark.skipif(needs("yubico-piv-tool").args[0], reason=needs("yubico-piv-tool").kwargs["reason"])
def test_yubicos_tool_reads_the_card(card_service: CardService) -> None:
    card_service.insert()

    shown = card_service.run("yubico-piv-tool", "-r", "", "-a", "status").stdout
    tried = card_service.run("yubico-piv-tool", "-r", "", "-a", "verify-pin", "-P", PIN)

    assert "CN=ROSA ELENA MARTINEZ DOMINGUEZ" in shown
    assert "PIN tries left:\t3" in shown
    assert "Successfully verified PIN" in tried.stdout + tried.stderr


def test_wrong_pins_lock_the_card(card_service: CardService) -> None:
    card_service.insert()

    said = [card_service.sign(pin="000000").stderr for _ in range(3)]

    assert ["CKR_PIN_INCORRECT" in each for each in said] == [True, True, True]
    assert "CKR_PIN_LOCKED" in card_service.sign().stderr
    assert not card_service.sello.exists()
    assert card_service.cards.do("status")["tries_left"] == 0


def test_the_blocked_profile_is_locked_from_the_start(card_service: CardService) -> None:
    card_service.insert(profile="blocked")

    assert "CKR_PIN_LOCKED" in card_service.sign().stderr


def test_another_pin_opens_another_card(card_service: CardService) -> None:
    card_service.insert(pin="87654321")

    assert "CKR_PIN_INCORRECT" in card_service.sign().stderr
    card_service.sign(pin="87654321")

    assert card_service.verifies("persona-fisica")


def test_a_wrong_pair_signs_what_does_not_verify(card_service: CardService) -> None:
    card_service.cards.do("wrong-pair")
    card_service.insert()

    assert card_service.sign().returncode == 0

    assert not card_service.verifies("persona-fisica")
    assert card_service.verifies("foreign")


def test_a_card_may_hold_two_certificates(card_service: CardService) -> None:
    card_service.cards.do("several-certificates")
    card_service.insert()

    listed = card_service.pkcs11("--list-objects", "--type", "cert", pin=None).stdout
    card_service.sign("01")

    assert listed.count("Certificate Object") == 2
    assert card_service.verifies("persona-moral")


def test_two_readers_hold_two_cards(card_service: CardService) -> None:
    card_service.cards.do("unrelated", slot=0)
    card_service.insert(slot=1)
    card_service.wait_for_card(0)

    slots = card_service.pkcs11("--list-token-slots", pin=None).stdout
    card_service.sign("02", PIN, "--slot-index", "1")

    assert "Virtual PCD 00 01" in slots
    assert "PIV DEMO" not in slots.partition("Virtual PCD 00 01")[0]
    assert card_service.verifies("persona-fisica")


def test_a_second_process_signs_only_while_the_pin_counts(card_service: CardService) -> None:
    card_service.insert(key="9a")
    assert card_service.attack() == "6982"
    card_service.sign("01")
    assert card_service.attack() == "9000"  # why a terminal resets the card after each signature

    card_service.run("opensc-tool", "--reset")

    assert card_service.attack(first_select=False) == "6d00"
    assert card_service.attack() == "6982"


def test_the_log_tells_the_commands_and_no_pin(card_service: CardService) -> None:
    card_service.insert()
    card_service.sign()
    card_service.sign(pin="000000")

    log = card_service.cards.do("log")["log"]

    instructions = [entry["command"][2:4] for entry in log]
    assert {"a4", "cb", "20", "87"} <= set(instructions)
    assert PIN.encode().hex() not in str(log)
    assert "303030303030" not in str(log)
