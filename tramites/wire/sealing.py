"""Sealing and opening: both sides need them, so they live here.

zstd, then AES-256-GCM under a fresh key per record, that key wrapped with HPKE (RFC 9180: X25519,
HKDF-SHA256, AES-128-GCM) for each recipient. `info` binds version, terminal, folio, part and key: a part
moved elsewhere does not open. A python-zstandard (de)compressor shared by two threads crashes the
interpreter, so each call makes its own (about 20 µs).
"""

import hashlib
from dataclasses import dataclass
from typing import Final

import msgspec
import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from tramites.wire.envelope import Envelope, InvalidEnvelopeError, RoutingHeader, SealedPart
from tramites.wire.keys import OpeningKeys, SealingKeys, key_id

ENTROPY_BYTES: Final = 32
_LEVEL: Final = 9
_MAX_PAYLOAD: Final = 4 * 1024 * 1024
_NONCE: Final = bytes(12)  # one key, one message: the nonce can never repeat
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)


@dataclass(frozen=True, slots=True)
class SealingParty:
    """To whom records are sealed: the platform's key for the header, the recipients' for the body."""

    terminal: str
    platform: X25519PublicKey
    recipients: SealingKeys


def seal(header: RoutingHeader, payload: bytes, party: SealingParty, entropy: bytes) -> Envelope:
    """Seal one trámite. `entropy` is 32 fresh random bytes: the content key."""
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError(f"a content key needs {ENTROPY_BYTES} random bytes, got {len(entropy)}")
    if hashlib.sha256(payload).hexdigest() != header.payload_sha256:
        raise ValueError("the routing header names another payload")
    folio = header.folio
    compressed = zstandard.ZstdCompressor(level=_LEVEL).compress(payload)
    return Envelope(
        version=1,
        folio=folio,
        terminal=party.terminal,
        header=_seal_for(party.platform, msgspec.json.encode(header), party.terminal, folio, "header"),
        keys=tuple(
            _seal_for(key, entropy, party.terminal, folio, "key") for key in party.recipients.values()
        ),
        body=AESGCM(entropy).encrypt(_NONCE, compressed, _info("body", party.terminal, folio, "")),
    )


def open_header(envelope: Envelope, keys: OpeningKeys) -> RoutingHeader:
    """The routing header, for the platform."""
    data = _open_with(keys, envelope.header, envelope, "header")
    try:
        header = msgspec.json.decode(data, type=RoutingHeader)
    except msgspec.MsgspecError as error:
        raise InvalidEnvelopeError(f"{envelope.folio}: header of another version: {error}") from error
    if header.folio != envelope.folio:
        raise InvalidEnvelopeError(f"{envelope.folio}: the sealed header belongs to another folio")
    return header


def open_body(envelope: Envelope, keys: OpeningKeys) -> bytes:
    """The payload, for any of its recipients: canonical JSON."""
    for part in envelope.keys:
        if part.key_id in keys:
            content_key = _open_with(keys, part, envelope, "key")
            return _decompress(envelope, content_key)
    raise InvalidEnvelopeError(f"{envelope.folio}: sealed to other recipients")


def _decompress(envelope: Envelope, content_key: bytes) -> bytes:
    info = _info("body", envelope.terminal, envelope.folio, "")
    try:
        compressed = AESGCM(content_key).decrypt(_NONCE, envelope.body, info)
        return zstandard.ZstdDecompressor().decompress(compressed, max_output_size=_MAX_PAYLOAD)
    except (InvalidTag, ValueError, zstandard.ZstdError) as error:
        raise InvalidEnvelopeError(f"{envelope.folio}: the body does not open") from error


def _seal_for(key: X25519PublicKey, plain: bytes, terminal: str, folio: str, part: str) -> SealedPart:
    name = key_id(key)
    return SealedPart(name, _SUITE.encrypt(plain, key, info=_info(part, terminal, folio, name)))


def _open_with(keys: OpeningKeys, part: SealedPart, envelope: Envelope, name: str) -> bytes:
    key: X25519PrivateKey | None = keys.get(part.key_id)
    if key is None:
        raise InvalidEnvelopeError(f"{envelope.folio}: the {name} is sealed to the unknown key {part.key_id}")
    info = _info(name, envelope.terminal, envelope.folio, part.key_id)
    try:
        return _SUITE.decrypt(part.ciphertext, key, info=info)
    except InvalidTag as error:
        raise InvalidEnvelopeError(f"{envelope.folio}: the {name} does not open") from error


def _info(*parts: str) -> bytes:
    """Length-prefixed, so that no two different lists of parts give the same bytes."""
    encoded = [part.encode() for part in ("ventanilla/envelope/1", *parts)]
    return b"".join(len(part).to_bytes(2, "big") + part for part in encoded)
