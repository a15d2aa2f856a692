"""Envelope v1: what a terminal keeps of a trámite, and all that leaves it.

A routing header sealed to the platform, a body sealed to the recipients the definition names. In clear:
folio, terminal and key names. Nothing on the terminal can open either part again.
"""

from typing import Annotated

import msgspec

from tramites.errors import ExpectedError

MAX_ENVELOPE_BYTES = 1024 * 1024


class InvalidEnvelopeError(ExpectedError):
    """Bytes that are not an envelope, or that do not open."""

    code = "envelope.invalid"


class SealedPart(msgspec.Struct, frozen=True, array_like=True):
    """HPKE ciphertext for one key."""

    key_id: str
    ciphertext: bytes


class Envelope(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """MessagePack array, version first; `body` is AES-256-GCM under a key wrapped once per recipient."""

    version: Annotated[int, msgspec.Meta(ge=1, le=1)]
    folio: str
    terminal: str
    header: SealedPart
    keys: tuple[SealedPart, ...]
    body: bytes


class RoutingHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the platform needs to route and to answer; sealed to the platform alone."""

    folio: str
    tramite: str
    definition_sha256: str
    captured_at: str  # RFC 3339, UTC, by the terminal's clock
    channel: str
    payload_sha256: str
    clave_verifier: bytes


def encode(envelope: Envelope) -> bytes:
    """The sealed record: what is hashed, chained, stored and sent."""
    return msgspec.msgpack.encode(envelope)


def decode(data: bytes) -> Envelope:
    """Read an envelope; its parts stay sealed."""
    if len(data) > MAX_ENVELOPE_BYTES:
        raise InvalidEnvelopeError(f"{len(data)} bytes; an envelope has at most {MAX_ENVELOPE_BYTES}")
    try:
        return msgspec.msgpack.decode(data, type=Envelope)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InvalidEnvelopeError(f"not an envelope of version 1: {error}") from error
