from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.errors import ControlError
from demo.wire import LineClient, LineServer, Message


def answer(asked: Message) -> Message:
    if asked["do"] == "refuse":
        raise ControlError("no se puede")
    return {"did": asked["do"], "with": asked.get("what")}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[LineClient]:
    server = LineServer(tmp_path / "s", answer)
    line = LineClient(tmp_path / "s", name="el supervisor")
    yield line
    line.close()
    server.close()


def test_a_question_has_its_answer(client: LineClient) -> None:
    assert client.ask("tap", what="Empezar") == {"ok": True, "did": "tap", "with": "Empezar"}


def test_a_refusal_carries_its_reason_and_the_line_stays_open(client: LineClient) -> None:
    with pytest.raises(ControlError, match="no se puede"):
        client.ask("refuse")

    assert client.ask("tap")["ok"]


def test_nobody_there_is_an_error_that_names_who(tmp_path: Path) -> None:
    with pytest.raises(ControlError, match="la terminal no contesta"):
        LineClient(tmp_path / "nobody", name="la terminal")
