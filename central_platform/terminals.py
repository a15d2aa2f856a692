"""Enrolled terminals, and the proof that a request comes from one of them."""

from dataclasses import dataclass
from typing import Protocol, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Engine, select

from central_platform.problems import OtherTerminalError, UnknownTerminalError
from central_platform.store.database import reading
from central_platform.store.schema import terminals
from tramites.wire.signed import SignedDocument, verify


class FromTerminal(Protocol):
    """A message that names the terminal it comes from."""

    @property
    def terminal(self) -> str:
        """The terminal's id."""
        ...


T = TypeVar("T", bound=FromTerminal)


@dataclass(frozen=True, slots=True)
class Terminal:
    """One enrolled terminal."""

    id: str
    epoch: int
    key_id: str
    signing_key: Ed25519PublicKey


class Terminals:
    """Looks terminals up by the key they sign with."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def verified(self, purpose: str, document: SignedDocument, kind: type[T]) -> tuple[Terminal, T]:
        """Who signed and what it says; an error when the signer is unknown or speaks for another."""
        terminal = self._find(document.key_id)
        content = verify(purpose, document, {terminal.key_id: terminal.signing_key}, kind)
        if content.terminal != terminal.id:
            raise OtherTerminalError("el mensaje está firmado por otra terminal; vuelva a inscribir esta")
        return terminal, content

    def _find(self, key_id: str) -> Terminal:
        query = select(*terminals.c["id", "epoch", "key_id", "signing_key"]).where(
            terminals.c.key_id == key_id
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise UnknownTerminalError("ninguna terminal inscrita firma con esta llave; inscriba la terminal")
        return Terminal(row.id, row.epoch, row.key_id, Ed25519PublicKey.from_public_bytes(row.signing_key))
