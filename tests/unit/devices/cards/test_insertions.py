"""What two looks at the readers mean, and what each insertion is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.insertions import CardEvent, CardEventKind, CardTable, events_between
from devices.cards.pcsc import MUTE, PRESENT, Slot
from devices.contract import CardPresence

A, B = "Reader A 00 00", "Reader B 01 00"
EMPTY = Slot()
CARD = Slot(present=True, events=1, atr=b"\x3b\x80")


def out(events: int) -> Slot:
    return Slot(events=events)


def card(events: int) -> Slot:
    return Slot(present=True, events=events, atr=b"\x3b\x80")


def mute(events: int) -> Slot:
    return Slot(present=True, mute=True, events=events)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        (out(0), card(1), [CardEventKind.IN]),
        (card(1), out(2), [CardEventKind.OUT]),
        (out(0), mute(1), [CardEventKind.MUTE]),
        (mute(1), out(2), [CardEventKind.OUT]),
        (mute(1), card(3), [CardEventKind.IN]),
        (card(1), mute(1), [CardEventKind.MUTE]),
        (card(1), card(1), []),
        (mute(1), mute(3), []),
        (out(0), out(2), []),
        (card(1), card(3), [CardEventKind.SWAPPED]),
        (card(0xFFFF), card(1), [CardEventKind.SWAPPED]),
        (card(1), card(2), []),
    ],
)
def test_two_looks_at_a_reader_tell_what_happened(old: Slot, new: Slot, kinds: list[CardEventKind]) -> None:
    assert events_between({A: old}, {A: new}) == tuple(CardEvent(kind, A) for kind in kinds)


def test_a_reader_pulled_with_its_card_takes_the_card_out_first() -> None:
    assert events_between({A: card(1), B: EMPTY}, {B: EMPTY}) == (
        CardEvent(CardEventKind.OUT, A),
        CardEvent(CardEventKind.READER_GONE, A),
    )


def test_a_reader_plugged_in_with_a_card_in_it_is_new_and_then_has_a_card() -> None:
    assert events_between({}, {A: card(1)}) == (
        CardEvent(CardEventKind.READER_NEW, A),
        CardEvent(CardEventKind.IN, A),
    )


def test_a_state_word_holds_flags_and_a_counter() -> None:
    assert Slot.of(7 << 16 | PRESENT | MUTE, b"") == Slot(present=True, mute=True, events=7)
    assert Slot.of(7 << 16 | PRESENT, b"\x3b") == Slot(present=True, events=7, atr=b"\x3b")


def test_every_insertion_has_a_name_of_its_own() -> None:
    table = CardTable()
    names = []
    for slot in (card(1), card(3), out(4), card(5)):
        table.see({A: slot})
        names.append(table.status().card)

    assert names[2] == ""
    assert len({*names}) == len(names)


def test_an_insertion_is_found_while_it_lasts_and_never_again() -> None:
    table = CardTable()
    table.see({A: card(1)})
    name = table.status().card
    found = table.find(name)
    assert found is not None
    assert (found.reader, found.events) == (A, 1)

    table.see({A: out(2)})
    table.see({A: card(3)})

    assert table.find(name) is None


def test_a_mute_card_beside_a_good_one_does_not_disturb() -> None:
    table = CardTable()
    table.see({A: mute(1), B: card(1)})

    assert table.status().presence is CardPresence.PRESENT
    assert table.status().reader == B


def test_of_several_cards_the_last_one_put_in_is_named_and_all_are_found() -> None:
    table = CardTable()
    table.see({A: EMPTY, B: card(1)})
    first = table.status().card
    table.see({A: card(1), B: card(1)})
    status = table.status()

    assert status.presence is CardPresence.SEVERAL
    assert status.reader == A
    assert table.find(first) is not None
    assert table.find(status.card) is not None


@pytest.mark.parametrize(
    ("slots", "presence"),
    [
        ({}, CardPresence.NO_READER),
        ({A: EMPTY}, CardPresence.EMPTY),
        ({A: EMPTY, B: mute(1)}, CardPresence.MUTE),
        ({A: EMPTY, B: CARD}, CardPresence.PRESENT),
        ({A: CARD, B: CARD}, CardPresence.SEVERAL),
    ],
)
def test_the_readers_together_are_one_status(slots: dict[str, Slot], presence: CardPresence) -> None:
    table = CardTable()
    table.see(slots)

    assert table.status().presence is presence


def test_when_the_service_goes_every_insertion_ends() -> None:
    table = CardTable()
    table.see({A: CARD})
    name = table.status().card

    table.see({})

    assert table.find(name) is None
    assert table.status().presence is CardPresence.NO_READER


slots = st.builds(Slot, st.booleans(), st.booleans(), st.integers(0, 0xFFFF))
looks = st.lists(st.dictionaries(st.sampled_from([A, B, "C"]), slots), max_size=12)


@given(looks)
def test_whatever_is_seen_the_cards_named_are_the_cards_there_are(seen: list[dict[str, Slot]]) -> None:
    table = CardTable()
    for look in seen:
        table.see(look)
        good = [reader for reader, slot in look.items() if slot.present and not slot.mute]
        status = table.status()

        assert (status.presence is CardPresence.PRESENT) == (len(good) == 1)
        assert (status.presence is CardPresence.SEVERAL) == (len(good) > 1)
        assert (status.reader in good) == bool(good)
        assert bool(status.card) == bool(good)
