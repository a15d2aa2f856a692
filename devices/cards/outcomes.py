"""Why a card gave no answer, told from what PKCS#11 and PC/SC said. Pure, so that every line can be tested.

Measured with OpenSC 0.23: a card pulled in mid-signature is the same general error as a refused one, so the
reader is always asked as well.
"""

from dataclasses import replace
from typing import Final

from devices.cards.insertions import Insertion
from devices.cards.pcsc_diag import Look
from devices.contract import CardFailed, CardPresence, CardTrouble

_BY_ERROR: Final = {
    "DeviceRemoved": CardTrouble.REMOVED,
    "TokenNotPresent": CardTrouble.REMOVED,
    "TokenNotRecognised": CardTrouble.NOT_A_SIGNATURE_CARD,
    "PinLocked": CardTrouble.PIN_LOCKED,
    "PinIncorrect": CardTrouble.WRONG_PIN,
    "PinInvalid": CardTrouble.WRONG_PIN,
    "PinLenRange": CardTrouble.WRONG_PIN,
}

ABOUT_THE_PIN: Final = frozenset({CardTrouble.WRONG_PIN, CardTrouble.LAST_TRY, CardTrouble.PIN_LOCKED})
"""Outcomes the card itself stated: true even when it was pulled a moment later."""

_BY_PRESENCE: Final = {
    CardPresence.NO_SERVICE: CardTrouble.NO_SERVICE,
    CardPresence.NO_READER: CardTrouble.REMOVED,
    CardPresence.EMPTY: CardTrouble.REMOVED,
    CardPresence.MUTE: CardTrouble.MUTE,
}


def trouble_of(error: str) -> CardTrouble:
    """What a PKCS#11 error of that name means. What says nothing is FAILED: never tried again by itself."""
    return _BY_ERROR.get(error, CardTrouble.FAILED)


def about_the_pin(*, locked: bool, final_try: bool) -> CardFailed:
    """What a refused PIN means, by the token's flags; many cards set none."""
    if locked:
        return CardFailed(CardTrouble.PIN_LOCKED, 0)
    if final_try:
        return CardFailed(CardTrouble.LAST_TRY, 1)
    return CardFailed(CardTrouble.WRONG_PIN)


def with_tries(failed: CardFailed, tries: int | None) -> CardFailed:
    """The same with the number of tries the card told, which says more than flags do."""
    if tries is None:
        return failed
    if failed.trouble in ABOUT_THE_PIN:
        return replace(about_the_pin(locked=tries == 0, final_try=tries == 1), tries_left=tries)
    return replace(failed, tries_left=tries)


def in_view_of(failed: CardFailed, insertion: Insertion, seen: Look | None, *, gone: bool) -> CardFailed:
    """What went wrong, now that somebody looked at the reader; `seen` is None when the look did not end."""
    if failed.trouble in ABOUT_THE_PIN:
        return failed
    if seen is None:
        return CardFailed(CardTrouble.TOO_SLOW)
    if seen.presence in _BY_PRESENCE:
        return CardFailed(_BY_PRESENCE[seen.presence])
    if gone or seen.events != insertion.events:
        return CardFailed(CardTrouble.REMOVED)
    return failed


def without_card(card: str, presence: CardPresence | None) -> CardFailed:
    """Why an insertion that was asked for is not there."""
    if presence is CardPresence.NO_SERVICE:
        return CardFailed(CardTrouble.NO_SERVICE)
    if card:
        return CardFailed(CardTrouble.REMOVED)
    return CardFailed(CardTrouble.MUTE if presence is CardPresence.MUTE else CardTrouble.NO_CARD)
