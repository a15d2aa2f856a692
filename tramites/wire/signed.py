"""One way to sign whatever crosses the wire: exact bytes, a purpose, an Ed25519 signature.

The payload travels as the very bytes that were signed: nothing depends on how a JSON library spells a number.
The purpose is part of what is signed: a manifest can never pass for an answer.
"""

from typing import Final, TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature

from tramites.errors import ExpectedError
from tramites.wire.keys import Signer, VerifyingKeys

_MAX_BYTES: Final = 8 * 1024 * 1024
T = TypeVar("T")


class UntrustedDocumentError(ExpectedError):
    """The bytes are not a document signed by a key we trust for this purpose."""

    code = "signature.untrusted"


class SignedDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Signed bytes: `payload` is JSON, base64 on the wire; `key_id` says which key signed."""

    key_id: str
    payload: bytes
    signature: bytes


def sign(purpose: str, content: msgspec.Struct, signer: Signer) -> SignedDocument:
    """Sign `content` for one purpose, for example "manifest/1"."""
    return sign_bytes(purpose, msgspec.json.encode(content), signer)


def sign_bytes(purpose: str, payload: bytes, signer: Signer) -> SignedDocument:
    """Sign exact bytes for one purpose: a definition in canonical form, for example."""
    return SignedDocument(signer.key_id, payload, signer.key.sign(_signed_bytes(purpose, payload)))


def verify(purpose: str, document: SignedDocument, keys: VerifyingKeys, kind: type[T]) -> T:
    """The content of a document, or UntrustedDocumentError naming what is wrong."""
    payload = verify_bytes(purpose, document, keys)
    try:
        return msgspec.json.decode(payload, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UntrustedDocumentError(f"{purpose}: signed, but not of this version: {error}") from error


def verify_bytes(purpose: str, document: SignedDocument, keys: VerifyingKeys) -> bytes:
    """The exact bytes that were signed, or UntrustedDocumentError naming what is wrong."""
    key = keys.get(document.key_id)
    if key is None:
        raise UntrustedDocumentError(f"{purpose}: signed with the unknown key {document.key_id[:16]!r}")
    try:
        key.verify(document.signature, _signed_bytes(purpose, document.payload))
    except InvalidSignature as error:
        raise UntrustedDocumentError(f"{purpose}: the signature does not match its bytes") from error
    return document.payload


def read_document(data: bytes) -> SignedDocument:
    """Bytes from the wire or the disk → a document whose signature is not yet verified."""
    if len(data) > _MAX_BYTES:
        raise UntrustedDocumentError(f"{len(data)} bytes is more than any signed document has")
    try:
        return msgspec.json.decode(data, type=SignedDocument)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UntrustedDocumentError("these bytes are not a signed document") from error


def write_document(document: SignedDocument) -> bytes:
    """A document as it crosses the wire."""
    return msgspec.json.encode(document)


def _signed_bytes(purpose: str, payload: bytes) -> bytes:
    return b"ventanilla/" + purpose.encode() + b"\x00" + payload
