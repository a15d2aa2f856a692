"""Orders are checked before they are followed, and a refusal names what was wrong."""

import json
import selectors
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.sim.control import ControlServer, Order, Parameter


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ControlServer]:
    orders = {
        "slow": Order(lambda baud, share: {"got": [baud, share]}, {
            "baud": Parameter(int, minimum=0),
            "share": Parameter(float, default=0.5),
        }),
        "mode": Order(lambda mode: None, {"mode": Parameter(str, choices=("a", "b"))}),
    }  # fmt: skip
    with selectors.DefaultSelector() as selector:
        control = ControlServer(tmp_path / "control", selector, orders)
        yield control
        control.close()


def test_an_order_is_answered_with_its_result(server: ControlServer) -> None:
    assert server.answer(b'{"do": "slow", "baud": 9600}') == {"ok": True, "got": [9600, 0.5]}


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"do": "dance"}, 'unknown command "dance"'),
        ({}, "unknown command null"),
        ({"do": "slow"}, 'parameter "baud" is missing'),
        ({"do": "slow", "baud": 1, "bauds": 2}, 'unknown parameter "bauds" of "slow"'),
        ({"do": "slow", "baud": "fast"}, 'parameter "baud" must be a whole number of at least 0, not "fast"'),
        ({"do": "slow", "baud": True}, 'parameter "baud"'),
        ({"do": "slow", "baud": -1}, 'parameter "baud"'),
        ({"do": "slow", "baud": None}, 'parameter "baud"'),
        ({"do": "mode", "mode": "c"}, 'parameter "mode" must be one of a, b'),
        ([], "JSON object"),
    ],
)
def test_a_wrong_order_is_refused_by_name(server: ControlServer, order: object, words: str) -> None:
    answer = server.answer(json.dumps(order).encode())

    assert answer["ok"] is False
    assert words in str(answer["error"])


def test_what_is_no_json_is_refused(server: ControlServer) -> None:
    assert server.answer(b"hello")["ok"] is False


def test_a_socket_left_behind_is_replaced_and_removed_at_the_end(tmp_path: Path) -> None:
    import socket

    path = tmp_path / "control"
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(path))
    with selectors.DefaultSelector() as selector:
        ControlServer(path, selector, {}).close()

    assert not path.exists()
