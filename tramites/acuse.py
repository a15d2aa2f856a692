"""What a receipt states. Only the platform's answer makes an acuse; before it, paper is a comprobante."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filed:
    """A trámite that is durable here: the point of no return is behind. Instants are RFC 3339 in UTC."""

    folio: str
    tramite: str
    name: str
    agency: str
    captured_at: str
    payload_sha256: str
    code: str  # the QR on a comprobante, signed by the terminal


@dataclass(frozen=True, slots=True)
class Received:
    """The platform has it: when, from which date it counts, and the QR of the acuse it signed."""

    folio: str
    received_at: str
    counts_from: str
    code: str
