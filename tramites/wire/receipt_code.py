"""The QR on paper: `V1|folio|type|time|payload sha256|key id|signature`. No personal data.

Signed by the terminal while the slip is a comprobante, by the platform when it is an acuse.
"""

import base64
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature

from tramites.errors import ExpectedError
from tramites.wire.keys import Signer, VerifyingKeys

_VERSION: Final = "V1"
_FIELDS: Final = 7
MAX_BYTES: Final = 300


class InvalidReceiptCodeError(ExpectedError):
    """A scanned code is not a receipt of ours, or was changed."""

    code = "receipt.code-invalid"


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """What the code states; `kind` is "comprobante" or "acuse", `time` RFC 3339 in UTC."""

    folio: str
    kind: str
    time: str
    payload_sha256: str

    def signed_by(self, signer: Signer) -> str:
        """The text of the QR, at most 300 bytes."""
        stated = f"{_VERSION}|{self.folio}|{self.kind}|{self.time}|{self.payload_sha256}|{signer.key_id}"
        return f"{stated}|{_spelled(signer.key.sign(stated.encode()))}"


def read_receipt_code(text: str, keys: VerifyingKeys) -> ReceiptCode:
    """Verify a scanned code offline, with the keys of terminals or platform we trust."""
    fields = text.strip().split("|")
    if len(fields) != _FIELDS or fields[0] != _VERSION or not text.isprintable() or len(text) > MAX_BYTES:
        raise InvalidReceiptCodeError("the code is not one of a receipt of Ventanilla")
    key = keys.get(fields[5])
    if key is None:
        raise InvalidReceiptCodeError(f"the code is signed with the unknown key {fields[5][:16]!r}")
    stated, _, signature = text.strip().rpartition("|")
    try:
        key.verify(_raw(signature), stated.encode())
    except (InvalidSignature, ValueError) as error:
        raise InvalidReceiptCodeError("the code was changed after it was signed") from error
    return ReceiptCode(folio=fields[1], kind=fields[2], time=fields[3], payload_sha256=fields[4])


def _spelled(signature: bytes) -> str:
    return base64.urlsafe_b64encode(signature).decode().rstrip("=")


def _raw(signature: str) -> bytes:
    """The one spelling of a signature: base64 readers skip foreign characters and spare bits."""
    raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    if _spelled(raw) != signature:
        raise ValueError("not the spelling we write")
    return raw
