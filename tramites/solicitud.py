"""One citizen's trámite, ready to be filed: what is sealed, hashed and one day shown in court."""

import hashlib
from typing import Final

import msgspec
import rfc8785

SCHEMA: Final = "solicitud/1"


class Solicitud(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The payload. `shown` names the texts the citizen was shown before deciding, by version and hash."""

    schema: str = SCHEMA
    folio: str
    tramite: str
    definition_version: str
    definition_sha256: str
    language: str
    channel: str
    actor: str
    terminal: str
    started_at: str
    captured_at: str
    privacy_notice: str | None
    answers: dict[str, str]

    def payload(self) -> bytes:
        """Canonical JSON (RFC 8785): the bytes that are hashed and sealed."""
        return rfc8785.dumps(msgspec.to_builtins(self))


def read_solicitud(payload: bytes) -> Solicitud:
    """The payload an agency opened; msgspec.MsgspecError when it is of another version."""
    return msgspec.json.decode(payload, type=Solicitud)


def payload_sha256(payload: bytes) -> str:
    """The hash that paper and platform state."""
    return hashlib.sha256(payload).hexdigest()
