"""The hands at the reader: every order a person can give to the cards."""

import selectors
from collections.abc import Callable, Mapping
from typing import Final

from devices.sim.card.apdu_log import ApduLog
from devices.sim.card.cards import (
    DEFAULT_PIN,
    Card,
    KeyPlace,
    Making,
    PivCard,
    UnrelatedCard,
    UpsideDownCard,
    Wallet,
)
from devices.sim.card.reader_line import ReaderLine
from devices.sim.card.slot import Departure, Faults, Slot
from devices.sim.control import Order, Parameter, RefusedOrderError
from devices.sim.pki.profiles import NAMES

_SLOTS: Final = 2  # vpcd's
_FIRST_PROFILE: Final = NAMES[0]
_SLOT: Final = {"slot": Parameter(int, default=None, minimum=0)}
_CARD: Final = {
    "profile": Parameter(str, default=_FIRST_PROFILE, choices=NAMES),
    "key": Parameter(str, default=KeyPlace.SIGNATURE.value, choices=tuple(place.value for place in KeyPlace)),
    "pin": Parameter(str, default=DEFAULT_PIN),
    **_SLOT,
}
_DEPARTURES: Final = tuple(departure.value for departure in Departure)


class Desk:
    """Two slots and cards for them. An order without a slot means the one last given a person's card."""

    def __init__(
        self, wallet: Wallet, port: int, selector: selectors.BaseSelector, stop: Callable[[], None]
    ) -> None:
        self._wallet = wallet
        self._stop = stop
        self._log = ApduLog()
        self._slots = [Slot(number, self._log) for number in range(_SLOTS)]
        self._usual = 0
        for slot in self._slots:
            slot.connect(ReaderLine(port + slot.number, selector, slot.receive, slot.lost))

    def work(self) -> float | None:
        """One turn; gives the seconds until the next one is due."""
        delays = [delay for slot in self._slots if (delay := slot.work()) is not None]
        return min(delays, default=None)

    def close(self) -> None:
        """Pull every card."""
        for slot in self._slots:
            slot.eject()

    def orders(self) -> dict[str, Order]:
        """Every order of the control socket."""
        return {**self._card_orders(), **self._fault_orders(), **self._other_orders()}

    def insert(self, profile: str, key: str, pin: str, slot: int | None) -> Mapping[str, object]:
        """Put the card of a profile in."""
        chosen = self._empty(slot)
        card = self._card(profile, key, pin)
        self._usual = chosen.number
        return self._put(chosen, card)

    def _card_orders(self) -> dict[str, Order]:
        return {
            "insert": Order(self.insert, _CARD),
            "eject": Order(lambda slot: self._pull(self._filled(slot)), _SLOT),
            "swap": Order(self._swap, _CARD),
            "upside-down": Order(lambda slot: self._put(self._empty(slot), UpsideDownCard()), _SLOT),
            "unrelated": Order(
                lambda slot: self._put(self._empty(slot), UnrelatedCard()),
                {"slot": Parameter(int, default=1, minimum=0)},
            ),
            "block-pin": Order(self._block_pin, _SLOT),
            "wrong-pair": Order(self._set_wrong_pair, {"on": Parameter(bool, default=True)}),
            "several-certificates": Order(
                self._set_second,
                {"profile": Parameter(str, default="persona-moral", choices=(*NAMES, "none"))},
            ),
        }

    def _fault_orders(self) -> dict[str, Order]:
        number = {"n": Parameter(int, minimum=1)}
        during = {"during": Parameter(str, default=Departure.BEFORE.value, choices=_DEPARTURES)}
        return {
            "eject-at-apdu": Order(self._eject_at, {**number, **during, **_SLOT}),
            "count-from-now": Order(self._count_from_now, _SLOT),
            "eject-during-signature": Order(self._eject_during_signature, _SLOT),
            "eject-after-login": Order(self._eject_after_login, _SLOT),
            "slow-signature": Order(self._slow, {"seconds": Parameter(float, minimum=0), **_SLOT}),
            "no-faults": Order(self._no_faults),
        }

    def _other_orders(self) -> dict[str, Order]:
        return {
            "ready": Order(self._ready),
            "log": Order(lambda: {"log": self._log.as_json()}),
            "clear-log": Order(self._log.clear),
            "status": Order(self._status, _SLOT),
            "stop": Order(self._stop),
        }

    def _slot(self, number: int | None) -> Slot:
        chosen = self._usual if number is None else number
        if chosen >= _SLOTS:
            raise RefusedOrderError(f'parameter "slot" must be below {_SLOTS}, not {chosen}')
        return self._slots[chosen]

    def _empty(self, number: int | None) -> Slot:
        slot = self._slot(number)
        if slot.card is not None:
            raise RefusedOrderError(f"slot {slot.number} holds a card: eject it first, or swap")
        return slot

    def _filled(self, number: int | None) -> Slot:
        slot = self._slot(number)
        if slot.card is None:
            raise RefusedOrderError(f"slot {slot.number} is empty")
        return slot

    def _card(self, profile: str, key: str, pin: str) -> PivCard:
        try:
            return self._wallet.card(profile, KeyPlace(key), pin)
        except ValueError as error:
            raise RefusedOrderError(f'parameter "pin": {error}') from error

    def _put(self, slot: Slot, card: Card) -> Mapping[str, object]:
        slot.insert(card)
        return {"slot": slot.number, "connected": slot.line.connected}

    def _pull(self, slot: Slot) -> None:
        slot.eject()

    def _swap(self, profile: str, key: str, pin: str, slot: int | None) -> Mapping[str, object]:
        """Pull the card and put another one in, as fast as it goes."""
        chosen = self._filled(slot)
        card = self._card(profile, key, pin)
        chosen.eject()
        self._usual = chosen.number
        return self._put(chosen, card)

    def _block_pin(self, slot: int | None) -> None:
        card = self._filled(slot).card
        if not isinstance(card, PivCard):
            raise RefusedOrderError("this card has no PIN")
        card.application.pin.block()

    def _set_wrong_pair(self, *, on: bool) -> None:
        """From the next insertion on: nobody writes into a card that lies in a reader."""
        self._wallet.making.wrong_pair = on

    def _set_second(self, profile: str) -> None:
        """From the next insertion on, the key that holds no FIEL holds one of this profile."""
        self._wallet.making.second = None if profile == "none" else profile

    def _eject_at(self, n: int, during: str, slot: int | None) -> None:
        chosen = self._slot(slot)
        if chosen.card is not None and n <= chosen.counts.asked:
            raise RefusedOrderError(
                f'parameter "n": {chosen.counts.asked} commands are past already; count-from-now begins anew'
            )
        chosen.faults.eject_at = n
        chosen.faults.departure = Departure(during)

    def _count_from_now(self, slot: int | None) -> None:
        self._slot(slot).counts.asked = 0

    def _eject_during_signature(self, slot: int | None) -> None:
        self._slot(slot).faults.during_signature = True

    def _eject_after_login(self, slot: int | None) -> None:
        self._slot(slot).faults.after_login = True

    def _slow(self, seconds: float, slot: int | None) -> None:
        self._slot(slot).faults.signature_seconds = float(seconds)

    def _no_faults(self) -> None:
        for slot in self._slots:
            slot.faults = Faults()

    def _ready(self) -> None:
        """Cure everything: no faults, every card as new. What lies in the slots stays there."""
        self._no_faults()
        self._wallet.renew()

    def _status(self, slot: int | None) -> Mapping[str, object]:
        """The slot asked for, and in short both."""
        chosen = self._slot(slot)
        return {
            **_seen(chosen),
            **_of_the_pin(chosen.card),
            "apdus": chosen.counts.inserted,
            "counted": chosen.counts.asked,
            "faults": [*chosen.faults.names(), *_unusual(self._wallet.making)],
            "slots": [_seen(each) for each in self._slots],
        }


def _seen(slot: Slot) -> dict[str, object]:
    """What somebody looking at a slot sees."""
    return {
        "slot": slot.number,
        "inserted": slot.card is not None,
        "profile": None if slot.card is None else slot.card.name,
        "connected": slot.line.connected,
    }


def _of_the_pin(card: Card | None) -> dict[str, object]:
    if not isinstance(card, PivCard):
        return {"tries_left": None, "verified": False}
    return {"tries_left": card.application.pin.left, "verified": card.application.verified}


def _unusual(making: Making) -> list[str]:
    chosen = {"wrong-pair": making.wrong_pair, "several-certificates": making.second is not None}
    return [name for name, is_chosen in chosen.items() if is_chosen]
