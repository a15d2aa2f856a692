"""Short questions to one card past the PKCS#11 module, and the one thing we do to it: reset it.

Each call makes its own connection and leaves the card as it was, except `reset`.
"""

import time
from dataclasses import dataclass
from typing import Final

from devices.cards.pcsc import READER_GONE, SHARING_VIOLATION, UNAWARE, PcscContext, PcscError, Slot
from devices.clock import DeviceClock
from devices.contract import CardPresence

RESET_SECONDS: Final = 2.0
"""How long a program that holds the card may keep us from resetting it."""

_PATIENCE: Final = 0.05
_OK: Final = 0x9000
_MORE_DATA: Final = 0x61
_BLOCKED: Final = 0x6983
_TRIES: Final = 0x63C0  # the last digit is the number

# NIST SP 800-73-4: the PIV application, and VERIFY without data, which asks and spends no try.
_SELECT_PIV: Final = bytes.fromhex("00A4040005A000000308")
_ASK_TRIES: Final = bytes.fromhex("00200080")


@dataclass(frozen=True, slots=True)
class Look:
    """One reader now: EMPTY, MUTE, PRESENT, NO_READER or NO_SERVICE, and its counter of insertions."""

    presence: CardPresence
    events: int = 0
    atr: bytes = b""


def look(reader: str, settle_seconds: float = 0.0) -> Look:
    """See what is in a reader; wait so long for the service to notice that the card is gone. Never raises."""
    try:
        context = PcscContext()
    except PcscError:
        return Look(CardPresence.NO_SERVICE)
    try:
        return _settled(context, reader, settle_seconds)
    except PcscError as error:
        gone = error.code in READER_GONE
        return Look(CardPresence.NO_READER if gone else CardPresence.NO_SERVICE)
    finally:
        context.release()


def _settled(context: PcscContext, reader: str, seconds: float) -> Look:
    end = time.monotonic() + seconds
    state, atr = context.state(reader, UNAWARE)
    first = Slot.of(state, atr).events
    while True:
        slot = Slot.of(state, atr)
        left = end - time.monotonic()
        if left <= 0 or not slot.present or slot.events != first:
            return _look_of(slot)
        state, atr = context.state(reader, state, left)


def _look_of(slot: Slot) -> Look:
    if not slot.present:
        return Look(CardPresence.EMPTY, slot.events)
    return Look(CardPresence.MUTE if slot.mute else CardPresence.PRESENT, slot.events, slot.atr)


def tries_left(reader: str) -> int | None:
    """PIN tries left where a card tells without spending one: only on PIV cards.

    Raises PcscError when no card answers: it was pulled.
    """
    try:
        context = PcscContext()
    except PcscError:
        return None
    try:
        with context.card(reader) as card, card.alone():
            status = _status_word(card.transmit(_SELECT_PIV))
            if status != _OK and status >> 8 != _MORE_DATA:
                return None  # no PIV card: on another one the question might cost a try
            return _tries(_status_word(card.transmit(_ASK_TRIES)))
    except PcscError as error:
        if error.code in READER_GONE:
            return None  # a module may have tokens that are in no PC/SC reader
        raise
    finally:
        context.release()


def _status_word(answer: bytes) -> int:
    return int.from_bytes(answer[-2:], "big")


def _tries(status: int) -> int | None:
    if status == _BLOCKED:
        return 0
    return status & 0xF if status & 0xFFF0 == _TRIES else None


def reset(reader: str) -> PcscError | None:
    """Reset the card, so that it forgets the PIN; the error when it was not possible. Never raises."""
    clock = DeviceClock()
    end = clock.monotonic() + RESET_SECONDS
    while True:
        error = _try_to_reset(reader)
        if error is None or error.code != SHARING_VIOLATION or clock.monotonic() >= end:
            return error
        clock.wait(_PATIENCE)  # the process that signed is being cleared away


def _try_to_reset(reader: str) -> PcscError | None:
    try:
        context = PcscContext()
    except PcscError as error:
        return error
    try:
        with context.card(reader) as card:
            card.reset()
    except PcscError as error:
        return error
    finally:
        context.release()
    return None
