"""The payload: canonical bytes that are hashed, sealed and one day shown in court."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tramites.solicitud import Solicitud, payload_sha256, read_solicitud

answers = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    max_size=6,
)


def _solicitud(given_answers: dict[str, str]) -> Solicitud:
    return Solicitud(
        folio="0000-0000-0000-0000",
        tramite="cfe.falla-de-luz",
        definition_version="1.0.0",
        definition_sha256="0" * 64,
        language="es-MX",
        channel="kiosk",
        actor="citizen",
        terminal="t1",
        started_at="2026-01-05T17:00:00.000000Z",
        captured_at="2026-01-05T17:05:00.000000Z",
        privacy_notice="demo-1",
        answers=given_answers,
    )


@given(answers)
def test_a_payload_is_read_as_it_was_written(given_answers: dict[str, str]) -> None:
    solicitud = _solicitud(given_answers)

    assert read_solicitud(solicitud.payload()) == solicitud


@given(answers)
def test_the_order_of_answers_does_not_change_the_bytes(given_answers: dict[str, str]) -> None:
    turned = dict(reversed(given_answers.items()))

    assert _solicitud(given_answers).payload() == _solicitud(turned).payload()


def test_the_bytes_are_canonical_json() -> None:
    payload = _solicitud({"calle": "Peñón 5"}).payload()

    assert b" \n" not in payload
    assert list(json.loads(payload)) == sorted(json.loads(payload))
    assert "Peñón 5".encode() in payload


def test_one_changed_answer_changes_the_hash() -> None:
    one, other = _solicitud({"calle": "A 1"}), _solicitud({"calle": "A 2"})

    assert payload_sha256(one.payload()) != payload_sha256(other.payload())


def test_a_payload_of_another_version_is_refused() -> None:
    content = json.loads(_solicitud({}).payload()) | {"firma": "?"}

    with pytest.raises(msgspec.ValidationError, match="firma"):
        read_solicitud(json.dumps(content).encode())
