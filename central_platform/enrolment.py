"""Enrolment: a one-time token makes a machine a terminal of this platform.

A token reads `VT1-<secret>-<fingerprint>`: the secret proves the machine to the platform, the first 16
characters of SHA-256 over the CA certificate prove the platform to the machine.
"""

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Engine, Row, insert, select, update

from central_platform.authority import Authority
from central_platform.instants import Clock, rfc3339
from central_platform.problems import MalformedRequestError, PlatformError
from central_platform.store.database import writing
from central_platform.store.schema import terminals, tokens
from tramites.identifiers.symbols import as_symbols
from tramites.wire.keys import key_id
from tramites.wire.messages import Enrolment, EnrolmentRequest

Entropy = Callable[[int], bytes]
DEFAULT_HOURS: Final = 24.0
_VERSION: Final = "VT1"
_SECRET_BYTES: Final = 17
_SECRET_SYMBOLS: Final = 26  # 31**26 > 2**128
_FINGERPRINT: Final = 16
_MAX_NAME: Final = 120
_KEY_BYTES: Final = 32
_FIRST_EPOCH: Final = 1


class RefusedTokenError(PlatformError):
    """The token is unknown, used, expired or of another platform: all four are answered alike."""

    code = "enrolment.token-refused"
    status = 403


@dataclass(frozen=True, slots=True)
class Token:
    """A new token; its text is shown once and never stored."""

    text: str
    label: str
    expires_at: str


def create_token(
    engine: Engine,
    authority: Authority,
    clock: Clock,
    label: str = "",
    hours: float = DEFAULT_HOURS,
    entropy: Entropy = os.urandom,
) -> Token:
    """A token for one terminal, good for `hours`."""
    secret = as_symbols(int.from_bytes(entropy(_SECRET_BYTES), "big"), _SECRET_SYMBOLS)
    now = clock()
    expires_at = rfc3339(now + timedelta(hours=hours))
    row = {
        "secret_sha256": _sha256(secret),
        "label": label[:_MAX_NAME],
        "created_at": rfc3339(now),
        "expires_at": expires_at,
    }
    with writing(engine) as connection:
        connection.execute(insert(tokens).values(**row))
    return Token(f"{_VERSION}-{secret}-{authority.ca_fingerprint[:_FINGERPRINT]}", label, expires_at)


class EnrolmentDesk:
    """Turns tokens into enrolled terminals."""

    def __init__(
        self,
        engine: Engine,
        authority: Authority,
        clock: Clock,
        *,
        demo: bool = False,
        entropy: Entropy = os.urandom,
    ) -> None:
        self._engine = engine
        self._authority = authority
        self._clock = clock
        self._demo = demo
        self._entropy = entropy

    def enrol(self, request: EnrolmentRequest, platform_url: str) -> Enrolment:
        """Enrol, or repeat a lost answer to the same key. The same key keeps its terminal and its queue."""
        name = request.name.strip()
        if not 0 < len(name) <= _MAX_NAME or len(request.signing_key) != _KEY_BYTES:
            raise MalformedRequestError(
                f"name lleva de 1 a {_MAX_NAME} letras; signing_key, {_KEY_BYTES} bytes (Ed25519)"
            )
        secret_sha256 = _sha256(self._secret(request.token))
        with writing(self._engine) as connection:
            terminal, epoch = self._settle(connection, secret_sha256, name, request.signing_key)
        return self._enrolment(terminal, epoch, name, platform_url)

    def _secret(self, text: str) -> str:
        parts = text.strip().split("-")
        ours = self._authority.ca_fingerprint[:_FINGERPRINT]
        if len(parts) != 3 or parts[0] != _VERSION or not _same(parts[2].lower(), ours):  # noqa: PLR2004  # version, secret, fingerprint
            raise _refused()
        return parts[1].upper()

    def _settle(
        self, connection: Connection, secret_sha256: str, name: str, signing_key: bytes
    ) -> tuple[str, int]:
        now = rfc3339(self._clock())
        token = _valid_token(connection, secret_sha256, now)
        known = _terminal_of(connection, signing_key)
        if token.used_at is not None:
            if known is None or known.id != token.terminal:
                raise _refused()
            return known.id, known.epoch
        terminal, epoch = self._enrolled(connection, known, name, signing_key, now)
        spent = update(tokens).where(tokens.c.id == token.id).values(used_at=now, terminal=terminal)
        connection.execute(spent)
        return terminal, epoch

    def _enrolled(
        self,
        connection: Connection,
        known: Row[Any] | None,
        name: str,
        signing_key: bytes,
        now: str,
    ) -> tuple[str, int]:
        if known is not None:
            connection.execute(update(terminals).where(terminals.c.id == known.id).values(name=name))
            return known.id, known.epoch
        row = {
            "id": f"t-{self._entropy(8).hex()}",
            "name": name,
            "signing_key": signing_key,
            "key_id": key_id(Ed25519PublicKey.from_public_bytes(signing_key)),
            "epoch": _FIRST_EPOCH,
            "enrolled_at": now,
        }
        connection.execute(insert(terminals).values(**row))
        return str(row["id"]), _FIRST_EPOCH

    def _enrolment(self, terminal: str, epoch: int, name: str, platform_url: str) -> Enrolment:
        authority = self._authority
        return Enrolment(
            terminal=terminal,
            name=name,
            epoch=epoch,
            platform_url=platform_url,
            platform_signing_keys=_raw(authority.signer.verifying()),
            platform_sealing_key=authority.sealing_key.public_key().public_bytes_raw(),
            agency_sealing_keys=authority.agency_sealing_keys(),
            catalogue_keys=_raw(authority.catalogue_signer.verifying()),
            demo=self._demo,
        )


def _valid_token(connection: Connection, secret_sha256: str, now: str) -> Row[Any]:
    columns = tokens.c["id", "secret_sha256", "expires_at", "used_at", "terminal"]
    query = select(*columns).where(tokens.c.secret_sha256 == secret_sha256).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None or not _same(row.secret_sha256, secret_sha256) or row.expires_at <= now:
        raise _refused()
    return row


def _terminal_of(connection: Connection, signing_key: bytes) -> Row[Any] | None:
    query = select(*terminals.c["id", "epoch"]).where(terminals.c.signing_key == signing_key)
    return connection.execute(query).one_or_none()


def _refused() -> RefusedTokenError:
    return RefusedTokenError(
        "el pase de inscripción no vale: ya se usó, venció o es de otra plataforma; pida uno nuevo"
    )


def _raw(keys: dict[str, Ed25519PublicKey]) -> dict[str, bytes]:
    return {name: key.public_bytes_raw() for name, key in keys.items()}


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _same(first: str, second: str) -> bool:
    return hmac.compare_digest(first.encode(), second.encode())
