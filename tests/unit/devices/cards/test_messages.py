"""The two ends of the signing process understand each other, and a PIN stays a PIN."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.cards.messages import (
    LONGEST_HEADER,
    Answer,
    MessageError,
    Outcome,
    Request,
    answer_line,
    answer_of,
    packed,
    receive,
    wipe,
)
from devices.contract import CardCertificate, CardFailed, CardRead, CardTrouble, Signatures

certificates = st.builds(CardCertificate, st.binary(max_size=40), st.binary(max_size=9), st.booleans())
tries = st.none() | st.integers(0, 15)
requests = st.builds(
    Request, st.text(), st.text(), st.none() | certificates, st.lists(st.binary(), max_size=3).map(tuple)
)
outcomes: st.SearchStrategy[Outcome] = (
    st.builds(CardRead, st.lists(certificates, max_size=3).map(tuple), tries)
    | st.builds(Signatures, st.lists(st.binary(), max_size=3).map(tuple))
    | st.builds(CardFailed, st.sampled_from(CardTrouble), tries)
)


@given(requests, st.binary(max_size=16))
def test_a_request_arrives_as_it_was_sent_with_the_pin_last(request_: Request, pin: bytes) -> None:
    message = packed(request_, bytearray(pin))

    assert receive(io.BytesIO(bytes(message))) == (request_, bytearray(pin))
    assert message.endswith(pin)


@given(outcomes, st.text())
def test_an_answer_arrives_as_it_was_given(outcome: Outcome, error: str) -> None:
    assert answer_of(answer_line(Answer(outcome, error))) == Answer(outcome, error)


@given(requests, st.data())
def test_a_cut_off_request_is_refused_without_quoting_it(request_: Request, data: st.DataObject) -> None:
    message = bytes(packed(request_, bytearray(b"4711")))
    cut = data.draw(st.integers(0, len(message) - 1))

    with pytest.raises(MessageError) as refused:
        receive(io.BytesIO(message[:cut]))
    assert "471" not in str(refused.value)


@pytest.mark.parametrize(
    "header", [b"[]", b"{}", b"nonsense", b'{"contents": [-1], "pin": 0}', b"\xff", b'{"contents": ["a"]}']
)
def test_a_wrong_header_is_refused(header: bytes) -> None:
    with pytest.raises(MessageError):
        receive(io.BytesIO(len(header).to_bytes(4, "big") + header))


def test_an_endless_header_is_refused_unread() -> None:
    with pytest.raises(MessageError):
        receive(io.BytesIO((LONGEST_HEADER + 1).to_bytes(4, "big")))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"{}\n",
        b"[]\n",
        b"segmentation fault\n",
        b'{"error": "", "trouble": "hunger"}\n',
        b"\xff\n",
    ],
)
def test_nonsense_is_no_answer(line: bytes) -> None:
    with pytest.raises(MessageError):
        answer_of(line)


def test_a_pin_is_overwritten_where_it_stands() -> None:
    pin = bytearray(b"123456")
    view = memoryview(pin)

    wipe(pin)

    assert bytes(view) == bytes(6)


def test_the_header_of_a_request_tells_only_how_long_the_pin_is() -> None:
    message = bytes(packed(Request("module", "reader"), bytearray(b"13579")))
    length = int.from_bytes(message[:4], "big")

    assert json.loads(message[4 : 4 + length])["pin"] == 5
    assert b"13579" not in message[: 4 + length]
