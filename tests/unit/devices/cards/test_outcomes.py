"""Each thing PKCS#11 and PC/SC can say has one meaning."""

import pytest
from pkcs11 import exceptions

from devices.cards.insertions import Insertion
from devices.cards.outcomes import about_the_pin, in_view_of, trouble_of, with_tries, without_card
from devices.cards.pcsc_diag import Look
from devices.contract import CardFailed, CardPresence, CardTrouble

INSERTION = Insertion("card-1", "Reader 00 00", 7, b"")
SAME = Look(CardPresence.PRESENT, 7)
FAILED = CardFailed(CardTrouble.FAILED)


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        ("DeviceRemoved", CardTrouble.REMOVED),
        ("TokenNotPresent", CardTrouble.REMOVED),
        ("TokenNotRecognised", CardTrouble.NOT_A_SIGNATURE_CARD),
        ("PinLocked", CardTrouble.PIN_LOCKED),
        ("PinIncorrect", CardTrouble.WRONG_PIN),
        ("PinLenRange", CardTrouble.WRONG_PIN),
        ("GeneralError", CardTrouble.FAILED),
        ("UserNotLoggedIn", CardTrouble.FAILED),
        ("FunctionFailed", CardTrouble.FAILED),
    ],
)
def test_an_error_of_the_module_has_one_meaning(error: str, trouble: CardTrouble) -> None:
    assert issubclass(getattr(exceptions, error), exceptions.PKCS11Error)
    assert trouble_of(error) is trouble


def test_flags_tell_the_last_try_and_the_lock() -> None:
    assert about_the_pin(locked=False, final_try=False) == CardFailed(CardTrouble.WRONG_PIN)
    assert about_the_pin(locked=False, final_try=True) == CardFailed(CardTrouble.LAST_TRY, 1)
    assert about_the_pin(locked=True, final_try=True) == CardFailed(CardTrouble.PIN_LOCKED, 0)


@pytest.mark.parametrize(
    ("tries", "failed"),
    [
        (None, CardFailed(CardTrouble.WRONG_PIN)),
        (2, CardFailed(CardTrouble.WRONG_PIN, 2)),
        (1, CardFailed(CardTrouble.LAST_TRY, 1)),
        (0, CardFailed(CardTrouble.PIN_LOCKED, 0)),
    ],
)
def test_what_the_card_counts_says_more_than_its_flags(tries: int | None, failed: CardFailed) -> None:
    assert with_tries(CardFailed(CardTrouble.WRONG_PIN), tries) == failed


def test_a_count_never_turns_another_failure_into_a_wrong_pin() -> None:
    assert with_tries(FAILED, 1) == CardFailed(CardTrouble.FAILED, 1)


@pytest.mark.parametrize(
    ("seen", "gone", "trouble"),
    [
        (SAME, False, CardTrouble.FAILED),
        (SAME, True, CardTrouble.REMOVED),
        (Look(CardPresence.PRESENT, 9), False, CardTrouble.REMOVED),
        (Look(CardPresence.EMPTY, 8), False, CardTrouble.REMOVED),
        (Look(CardPresence.NO_READER), True, CardTrouble.REMOVED),
        (Look(CardPresence.NO_SERVICE), True, CardTrouble.NO_SERVICE),
        (Look(CardPresence.MUTE, 7), False, CardTrouble.MUTE),
        (None, False, CardTrouble.TOO_SLOW),
    ],
)
def test_a_failure_without_reason_gets_one_from_the_reader(
    seen: Look | None, gone: bool, trouble: CardTrouble
) -> None:
    assert in_view_of(FAILED, INSERTION, seen, gone=gone) == CardFailed(trouble)


@pytest.mark.parametrize("trouble", [CardTrouble.WRONG_PIN, CardTrouble.LAST_TRY, CardTrouble.PIN_LOCKED])
def test_what_the_card_said_of_the_pin_stays_true_when_it_is_pulled(trouble: CardTrouble) -> None:
    said = CardFailed(trouble, 1)

    assert in_view_of(said, INSERTION, Look(CardPresence.EMPTY, 8), gone=True) == said


@pytest.mark.parametrize(
    ("card", "presence", "trouble"),
    [
        ("", CardPresence.EMPTY, CardTrouble.NO_CARD),
        ("", None, CardTrouble.NO_CARD),
        ("", CardPresence.MUTE, CardTrouble.MUTE),
        ("card-1", CardPresence.EMPTY, CardTrouble.REMOVED),
        ("card-1", CardPresence.PRESENT, CardTrouble.REMOVED),
        ("card-1", CardPresence.NO_SERVICE, CardTrouble.NO_SERVICE),
    ],
)
def test_a_card_that_is_not_there_has_a_reason(
    card: str, presence: CardPresence | None, trouble: CardTrouble
) -> None:
    assert without_card(card, presence) == CardFailed(trouble)
