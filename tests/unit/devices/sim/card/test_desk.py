"""The orders at the reader: each is followed or refused in words."""

import json
import selectors
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from devices.sim.card.cards import Wallet
from devices.sim.card.desk import Desk
from devices.sim.control import ControlServer
from devices.sim.pki.folder import Pki, open_or_make


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    return open_or_make(tmp_path_factory.mktemp("pki") / "made", authority_bits=2048)


class Orders:
    """A desk without a service, and its control socket's answers."""

    def __init__(self, pki: Pki, folder: Path) -> None:
        self.stopped = False
        self._selector = selectors.DefaultSelector()
        self.desk = Desk(Wallet(pki, 3), 1, self._selector, self._stop)  # nobody listens on port 1
        self._server = ControlServer(folder / "control", self._selector, self.desk.orders())

    def give(self, name: str, /, **parameters: object) -> dict[str, Any]:
        return self._server.answer(json.dumps({"do": name, **parameters}).encode())

    def close(self) -> None:
        self._server.close()
        self.desk.close()
        self._selector.close()

    def _stop(self) -> None:
        self.stopped = True


@pytest.fixture
def orders(pki: Pki, tmp_path: Path) -> Iterator[Orders]:
    orders = Orders(pki, tmp_path)
    yield orders
    orders.close()


def test_a_card_is_inserted_seen_and_pulled(orders: Orders) -> None:
    assert orders.give("insert", profile="persona-moral")["ok"]
    assert orders.give("status")["profile"] == "persona-moral"
    assert orders.give("status")["tries_left"] == 3

    assert orders.give("eject") == {"ok": True}

    assert orders.give("status")["inserted"] is False
    assert orders.give("status")["tries_left"] is None


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"do": "eject"}, "slot 0 is empty"),
        ({"do": "swap"}, "slot 0 is empty"),
        ({"do": "insert", "profile": "nobody"}, 'parameter "profile" must be one of persona-fisica'),
        ({"do": "insert", "slot": 2}, 'parameter "slot" must be below 2'),
        ({"do": "insert", "pin": "12ab"}, "a PIN has 4 to 8 digits"),
        ({"do": "eject-at-apdu", "n": 0}, 'parameter "n"'),
        ({"do": "eject-at-apdu", "n": 1, "during": "never"}, 'parameter "during" must be one of before'),
    ],
)
def test_a_wrong_order_is_refused_in_words(orders: Orders, order: dict[str, object], words: str) -> None:
    answer = orders.give(str(order.pop("do")), **order)

    assert answer["ok"] is False
    assert words in answer["error"]


def test_a_refusal_never_shows_a_pin(orders: Orders) -> None:
    assert "12ab" not in str(orders.give("insert", pin="12ab"))


def test_a_full_slot_takes_no_second_card(orders: Orders) -> None:
    orders.give("insert")

    assert "eject it first" in orders.give("insert")["error"]
    assert "eject it first" in orders.give("upside-down")["error"]
    assert orders.give("swap", profile="csd")["ok"]
    assert orders.give("status")["profile"] == "csd"


def test_a_card_keeps_its_tries_when_it_comes_again(orders: Orders) -> None:
    orders.give("insert")
    orders.give("block-pin")
    orders.give("eject")

    orders.give("insert")

    assert orders.give("status")["tries_left"] == 0


def test_ready_makes_every_card_new_but_the_blocked_one(orders: Orders) -> None:
    orders.give("insert")
    orders.give("block-pin")
    orders.give("eject-after-login")
    orders.give("wrong-pair")

    orders.give("ready")

    assert orders.give("status")["tries_left"] == 3
    assert orders.give("status")["faults"] == []
    orders.give("swap", profile="blocked")
    orders.give("ready")
    assert orders.give("status")["tries_left"] == 0


def test_orders_without_a_slot_mean_the_persons_card(orders: Orders) -> None:
    orders.give("unrelated", slot=0)
    orders.give("insert", slot=1)

    assert orders.give("status")["slot"] == 1
    assert [slot["profile"] for slot in orders.give("status")["slots"]] == ["unrelated", "persona-fisica"]
    assert "no PIN" in orders.give("block-pin", slot=0)["error"]


def test_chosen_faults_are_told_and_taken_back(orders: Orders) -> None:
    orders.give("eject-at-apdu", n=3)
    orders.give("eject-during-signature")
    orders.give("slow-signature", seconds=0.5)
    orders.give("several-certificates")

    assert orders.give("status")["faults"] == [
        "eject-at-apdu",
        "eject-during-signature",
        "slow-signature",
        "several-certificates",
    ]
    orders.give("no-faults")
    orders.give("several-certificates", profile="none")
    assert orders.give("status")["faults"] == []


def test_it_stops_when_told(orders: Orders) -> None:
    orders.give("stop")

    assert orders.stopped
