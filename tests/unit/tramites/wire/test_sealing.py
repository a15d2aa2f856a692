"""Sealing: who may open what, and that nothing opens after it was moved or changed."""

import hashlib
from dataclasses import dataclass

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tramites.wire import envelope
from tramites.wire.envelope import Envelope, InvalidEnvelopeError, RoutingHeader
from tramites.wire.keys import key_id
from tramites.wire.sealing import SealingParty, open_body, open_header, seal

PAYLOAD = b'{"answers":{"calle":"Morelos 118"}}'
FOLIO = "0000-0000-0000-0000"


@dataclass(frozen=True)
class Recipient:
    key: X25519PrivateKey

    @property
    def keys(self) -> dict[str, X25519PrivateKey]:
        return {key_id(self.key.public_key()): self.key}


PLATFORM, AGENCY, STRANGER = (
    Recipient(X25519PrivateKey.from_private_bytes(bytes([n]) * 32)) for n in (1, 2, 3)
)


def _header(folio: str = FOLIO, payload: bytes = PAYLOAD) -> RoutingHeader:
    return RoutingHeader(
        folio=folio,
        tramite="cfe.falla-de-luz",
        definition_sha256="0" * 64,
        captured_at="2026-01-05T17:00:00Z",
        channel="kiosk",
        payload_sha256=hashlib.sha256(payload).hexdigest(),
        clave_verifier=bytes(32),
    )


def _sealed(folio: str = FOLIO, terminal: str = "t1", entropy: bytes = bytes(32)) -> Envelope:
    party = SealingParty(
        terminal,
        PLATFORM.key.public_key(),
        {"plataforma": PLATFORM.key.public_key(), "cfe": AGENCY.key.public_key()},
    )
    return seal(_header(folio), PAYLOAD, party, entropy)


@pytest.mark.parametrize("recipient", [PLATFORM, AGENCY], ids=["platform", "agency"])
def test_each_recipient_opens_the_body(recipient: Recipient) -> None:
    assert open_body(_sealed(), recipient.keys) == PAYLOAD


def test_nobody_else_opens_the_body() -> None:
    with pytest.raises(InvalidEnvelopeError, match="other recipients"):
        open_body(_sealed(), STRANGER.keys)


def test_only_the_platform_opens_the_header() -> None:
    assert open_header(_sealed(), PLATFORM.keys) == _header()
    with pytest.raises(InvalidEnvelopeError, match="unknown key"):
        open_header(_sealed(), AGENCY.keys)


def test_a_body_for_the_agency_alone_is_closed_to_the_platform() -> None:
    party = SealingParty("t1", PLATFORM.key.public_key(), {"cfe": AGENCY.key.public_key()})
    sealed = seal(_header(), PAYLOAD, party, bytes(32))

    assert open_body(sealed, AGENCY.keys) == PAYLOAD
    with pytest.raises(InvalidEnvelopeError, match="other recipients"):
        open_body(sealed, PLATFORM.keys)


def test_nothing_of_the_answers_is_readable() -> None:
    assert b"Morelos" not in envelope.encode(_sealed())


@pytest.mark.parametrize("part", ["header", "keys", "body"])
def test_a_part_moved_to_another_folio_does_not_open(part: str) -> None:
    other = _sealed("1111-1111-1111-1111", entropy=b"\x07" * 32)
    moved = msgspec.structs.replace(_sealed(), **{part: getattr(other, part)})

    with pytest.raises(InvalidEnvelopeError):
        (open_header if part == "header" else open_body)(moved, PLATFORM.keys)


def test_an_envelope_under_another_terminals_name_does_not_open() -> None:
    renamed = msgspec.structs.replace(_sealed(), terminal="t2")

    with pytest.raises(InvalidEnvelopeError):
        open_body(renamed, PLATFORM.keys)
    with pytest.raises(InvalidEnvelopeError):
        open_header(renamed, PLATFORM.keys)


def test_the_platforms_key_part_does_not_open_as_the_agencys() -> None:
    sealed = _sealed()
    first, second = sealed.keys
    crossed = msgspec.structs.replace(
        sealed, keys=(envelope.SealedPart(first.key_id, second.ciphertext), second)
    )

    with pytest.raises(InvalidEnvelopeError, match="key does not open"):
        open_body(crossed, PLATFORM.keys)


@settings(max_examples=150)
@given(st.data())
def test_one_changed_byte_never_gives_another_payload(data: st.DataObject) -> None:
    sealed = bytearray(envelope.encode(_sealed()))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= data.draw(st.integers(1, 255))

    try:
        changed = envelope.decode(bytes(sealed))
        payload, header = open_body(changed, PLATFORM.keys), open_header(changed, PLATFORM.keys)
    except InvalidEnvelopeError:
        return
    # What is left to change is a part sealed to somebody else: what we open is still what was sealed.
    assert (payload, header) == (PAYLOAD, _header())


@given(st.binary(max_size=200))
def test_bytes_that_are_no_envelope_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidEnvelopeError):
        envelope.decode(data)


def test_an_envelope_has_a_limit() -> None:
    with pytest.raises(InvalidEnvelopeError, match="at most"):
        envelope.decode(bytes(envelope.MAX_ENVELOPE_BYTES + 1))


def test_a_header_about_another_payload_is_a_bug() -> None:
    party = SealingParty("t1", PLATFORM.key.public_key(), {"cfe": AGENCY.key.public_key()})

    with pytest.raises(ValueError, match="another payload"):
        seal(_header(payload=b"other"), PAYLOAD, party, bytes(32))


def test_a_short_content_key_is_a_bug() -> None:
    with pytest.raises(ValueError, match="32 random bytes"):
        _sealed(entropy=b"short")
