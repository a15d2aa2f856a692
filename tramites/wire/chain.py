"""The hash chain of a terminal's queue: a record taken out, changed or reordered shows."""

import hashlib
from typing import Final

GENESIS: Final = hashlib.sha256(b"ventanilla/chain/1").digest()


def chain_hash(prev: bytes, epoch: int, seq: int, folio: str, sealed_sha256: bytes) -> bytes:
    """SHA-256 over `"k1" | prev | epoch | seq | folio | SHA-256(sealed)`; lengths fixed or prefixed."""
    name = folio.encode()
    return hashlib.sha256(
        b"k1"
        + prev
        + epoch.to_bytes(8, "big")
        + seq.to_bytes(8, "big")
        + len(name).to_bytes(2, "big")
        + name
        + sealed_sha256
    ).digest()
