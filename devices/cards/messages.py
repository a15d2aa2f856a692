"""What terminal and signing process say to each other: one request in, one line out.

A request is a length, a JSON header, the contents and, last, the PIN: a bytearray on both sides, so that it
can be overwritten.
"""

import json
from dataclasses import dataclass
from typing import Any, Final, Protocol

from devices.contract import CardCertificate, CardFailed, CardRead, CardTrouble, Signatures

_LENGTH_BYTES: Final = 4
LONGEST_HEADER: Final = 1 << 20

Outcome = CardRead | Signatures | CardFailed


class MessageError(Exception):
    """A message is cut off or not of this kind; the text never holds any of it."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to do with the card in one reader: read it, or with a certificate, sign with it."""

    module: str
    reader: str
    certificate: CardCertificate | None = None
    contents: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome, and for the log the name of the error behind it."""

    outcome: Outcome
    error: str = ""


class Reading(Protocol):
    """A binary stream read without a buffer of its own."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill what can be filled; 0 at the end."""
        ...


def wipe(secret: bytearray) -> None:
    """Overwrite a secret where it stands."""
    secret[:] = bytes(len(secret))


def packed(request: Request, pin: bytearray) -> bytearray:
    """The bytes of a request. Whoever sent them wipes them."""
    header = json.dumps(
        {
            "module": request.module,
            "reader": request.reader,
            "certificate": request.certificate and _certificate_out(request.certificate),
            "contents": [len(content) for content in request.contents],
            "pin": len(pin),
        }
    ).encode()
    length = _LENGTH_BYTES + len(header) + sum(map(len, request.contents)) + len(pin)
    message = bytearray(length)  # its final size from the start: growing would leave a copy of the PIN behind
    head = len(header).to_bytes(_LENGTH_BYTES, "big") + header + b"".join(request.contents)
    message[: len(head)] = head
    message[len(head) :] = pin
    return message


def receive(stream: Reading) -> tuple[Request, bytearray]:
    """Read one request and its PIN. Raises MessageError."""
    length = int.from_bytes(_exactly(stream, _LENGTH_BYTES), "big")
    if length > LONGEST_HEADER:
        raise MessageError("the header is too long")
    try:
        header = json.loads(_exactly(stream, length))
        contents = tuple(bytes(_exactly(stream, size)) for size in header["contents"])
        pin = _exactly(stream, header["pin"])
        certificate = header["certificate"] and _certificate_in(header["certificate"])
        return Request(header["module"], header["reader"], certificate, contents), pin
    except (ValueError, KeyError, TypeError) as error:
        raise MessageError(f"the header is wrong: {type(error).__name__}") from None


def _exactly(stream: Reading, size: int) -> bytearray:
    data = bytearray(size)
    filled = 0
    while filled < size:
        count = stream.readinto(memoryview(data)[filled:])
        if not count:
            raise MessageError("the request is cut off")
        filled += count
    return data


def answer_line(answer: Answer) -> bytes:
    """One line of JSON."""
    return json.dumps({"error": answer.error, **_outcome_out(answer.outcome)}).encode() + b"\n"


def answer_of(line: bytes) -> Answer:
    """Read an answer. Raises MessageError."""
    if not line.endswith(b"\n"):
        raise MessageError("the answer is cut off")
    try:
        given = json.loads(line)
        return Answer(_outcome_in(given), given["error"])
    except (ValueError, KeyError, TypeError) as error:
        raise MessageError(f"the answer is wrong: {type(error).__name__}") from None


def _outcome_out(outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case CardRead(certificates, tries_left):
            return {"certificates": [_certificate_out(one) for one in certificates], "tries_left": tries_left}
        case Signatures(signatures):
            return {"signatures": [signature.hex() for signature in signatures]}
        case CardFailed(trouble, tries_left):
            return {"trouble": trouble.value, "tries_left": tries_left}


def _outcome_in(given: dict[str, Any]) -> Outcome:
    if "signatures" in given:
        return Signatures(tuple(bytes.fromhex(signature) for signature in given["signatures"]))
    if "trouble" in given:
        return CardFailed(CardTrouble(given["trouble"]), given["tries_left"])
    return CardRead(tuple(_certificate_in(one) for one in given["certificates"]), given["tries_left"])


def _certificate_out(certificate: CardCertificate) -> dict[str, Any]:
    return {
        "certificate": certificate.certificate.hex(),
        "key_id": certificate.key_id.hex(),
        "always_authenticate": certificate.always_authenticate,
    }


def _certificate_in(given: dict[str, Any]) -> CardCertificate:
    return CardCertificate(
        certificate=bytes.fromhex(given["certificate"]),
        key_id=bytes.fromhex(given["key_id"]),
        always_authenticate=bool(given["always_authenticate"]),
    )
