"""Signed documents: right key, right purpose, right bytes, or nothing."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tramites.wire.keys import Signer
from tramites.wire.messages import AcknowledgementQuery, CaseQuery
from tramites.wire.signed import (
    SignedDocument,
    UntrustedDocumentError,
    read_document,
    sign,
    sign_bytes,
    verify,
    verify_bytes,
    write_document,
)

OURS, OTHER = (Signer(Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32)) for n in (1, 2))
QUERY = AcknowledgementQuery(terminal="t1", folios=("0000-0000-0000-0000",))


def test_a_document_comes_back_as_it_was_signed() -> None:
    document = read_document(write_document(sign("query/1", QUERY, OURS)))

    assert verify("query/1", document, OURS.verifying(), AcknowledgementQuery) == QUERY


def test_a_document_for_another_purpose_is_not_trusted() -> None:
    document = sign("manifest/1", QUERY, OURS)

    with pytest.raises(UntrustedDocumentError, match="query/1: the signature"):
        verify("query/1", document, OURS.verifying(), AcknowledgementQuery)


def test_a_key_nobody_knows_is_not_trusted() -> None:
    with pytest.raises(UntrustedDocumentError, match="unknown key"):
        verify("query/1", sign("query/1", QUERY, OTHER), OURS.verifying(), AcknowledgementQuery)


def test_another_key_under_our_keys_name_is_not_trusted() -> None:
    document = msgspec.structs.replace(sign("query/1", QUERY, OTHER), key_id=OURS.key_id)

    with pytest.raises(UntrustedDocumentError, match="signature"):
        verify("query/1", document, OURS.verifying(), AcknowledgementQuery)


@given(st.data())
def test_one_changed_byte_is_not_trusted(data: st.DataObject) -> None:
    document = sign_bytes("definition/1", b'{"id":"cfe.falla-de-luz"}', OURS)
    payload = bytearray(document.payload)
    position = data.draw(st.integers(0, len(payload) - 1))
    payload[position] ^= data.draw(st.integers(1, 255))

    with pytest.raises(UntrustedDocumentError):
        verify_bytes(
            "definition/1", msgspec.structs.replace(document, payload=bytes(payload)), OURS.verifying()
        )


@pytest.mark.parametrize("signature", [b"", b"short", bytes(64), bytes(65)])
def test_a_signature_of_any_shape_is_refused_not_a_crash(signature: bytes) -> None:
    document = msgspec.structs.replace(sign("query/1", QUERY, OURS), signature=signature)

    with pytest.raises(UntrustedDocumentError):
        verify("query/1", document, OURS.verifying(), AcknowledgementQuery)


@given(st.binary(max_size=200))
def test_garbage_is_not_a_document(data: bytes) -> None:
    with pytest.raises(UntrustedDocumentError):
        read_document(data)


def test_a_document_has_a_limit() -> None:
    with pytest.raises(UntrustedDocumentError, match="more than any"):
        read_document(bytes(8 * 1024 * 1024 + 1))


@pytest.mark.parametrize("payload", [b"[]", b"{}", b"\xff", b""])
def test_a_signed_thing_of_another_version_says_so(payload: bytes) -> None:
    document: SignedDocument = sign_bytes("case-query/1", payload, OURS)

    with pytest.raises(UntrustedDocumentError, match="not of this version"):
        verify("case-query/1", document, OURS.verifying(), CaseQuery)
