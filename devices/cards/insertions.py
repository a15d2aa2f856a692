"""What happened at the readers, and a name for each insertion of a card. No thread and no hardware here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import Final

from devices.cards.pcsc import Slot
from devices.contract import CardPresence, CardStatus

_COUNTER: Final = 0x10000
_SWAP: Final = 2  # out and in again between two looks


class CardEventKind(Enum):
    """What can happen at a reader."""

    READER_NEW = "reader-new"
    READER_GONE = "reader-gone"
    IN = "in"
    OUT = "out"
    MUTE = "mute"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True)
class CardEvent:
    """One thing that happened at one reader."""

    kind: CardEventKind
    reader: str


def events_between(old: Mapping[str, Slot], new: Mapping[str, Slot]) -> tuple[CardEvent, ...]:
    """What happened between two looks at all readers, readers that went first."""
    events: list[CardEvent] = []
    for reader, slot in old.items():
        if reader not in new:
            events += _card_events(reader, slot, Slot())
            events.append(CardEvent(CardEventKind.READER_GONE, reader))
    for reader, slot in new.items():
        if reader not in old:
            events.append(CardEvent(CardEventKind.READER_NEW, reader))
        events += _card_events(reader, old.get(reader, Slot()), slot)
    return tuple(events)


def _card_events(reader: str, old: Slot, new: Slot) -> list[CardEvent]:
    kind: CardEventKind | None = None
    if old.present and not new.present:
        kind = CardEventKind.OUT
    elif new.present and new.mute:
        kind = None if old.present and old.mute else CardEventKind.MUTE
    elif new.present and (not old.present or old.mute):
        kind = CardEventKind.IN
    elif new.present and (new.events - old.events) % _COUNTER >= _SWAP:
        kind = CardEventKind.SWAPPED
    return [] if kind is None else [CardEvent(kind, reader)]


@dataclass(frozen=True, slots=True)
class Insertion:
    """One stay of a card in a reader; `events` is the reader's counter while it lasts."""

    name: str
    reader: str
    events: int
    atr: bytes


class CardTable:
    """All readers and the cards in them. Written by one thread; `find` may be called from any."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._slots: dict[str, Slot] = {}
        self._inserted: dict[str, Insertion] = {}  # by reader, the latest insertion last

    def see(self, slots: Mapping[str, Slot]) -> tuple[CardEvent, ...]:
        """Take note of all readers as they are now; what happened since the last time."""
        events = events_between(self._slots, slots)
        self._slots = dict(slots)
        inserted = dict(self._inserted)
        for event in events:
            if event.kind in {CardEventKind.OUT, CardEventKind.MUTE, CardEventKind.SWAPPED}:
                inserted.pop(event.reader, None)
            if event.kind in {CardEventKind.IN, CardEventKind.SWAPPED}:
                inserted[event.reader] = self._named(event.reader, slots[event.reader])
        self._inserted = inserted
        return events

    def find(self, name: str) -> Insertion | None:
        """The insertion of that name, while it lasts."""
        return next((found for found in self._inserted.values() if found.name == name), None)

    def status(self) -> CardStatus:
        """What the readers hold together. Of several cards the one put in last is named."""
        if not self._slots:
            return CardStatus(CardPresence.NO_READER, detail="TAR-02 no hay lector conectado")
        if not self._inserted:
            return self._without_card()
        latest = list(self._inserted.values())[-1]
        if len(self._inserted) == 1:
            return CardStatus(CardPresence.PRESENT, latest.name, latest.reader, f"ATR {latest.atr.hex()}")
        return CardStatus(
            CardPresence.SEVERAL,
            latest.name,
            latest.reader,
            f"TAR-04 tarjetas en {', '.join(self._inserted)}",
        )

    def _named(self, reader: str, slot: Slot) -> Insertion:
        return Insertion(f"card-{next(self._numbers)}", reader, slot.events, slot.atr)

    def _without_card(self) -> CardStatus:
        for reader, slot in self._slots.items():
            if slot.present:
                return CardStatus(
                    CardPresence.MUTE, reader=reader, detail="TAR-03 la tarjeta no responde al encenderse"
                )
        return CardStatus(CardPresence.EMPTY, reader=next(iter(self._slots)))
