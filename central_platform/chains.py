"""Walking a terminal's hash chain: a fork or a gap is flagged for people to look at, never refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from central_platform.problems import MalformedRequestError
from tramites.wire.chain import GENESIS, chain_hash
from tramites.wire.messages import ManifestEntry

BEGINNING: Final = frozenset({GENESIS.hex()})
_MAX_EPOCH: Final = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Head:
    """The last link the platform saw of one terminal and epoch."""

    seq: int
    hash: str


def walk(
    head: Head | None, epoch: int, entries: Sequence[ManifestEntry], roots: frozenset[str] = BEGINNING
) -> tuple[dict[str, bool], Head | None]:
    """By hash of each entry, whether it follows what came before it; and the new head.

    `roots` are what the first link of an epoch may follow.
    """
    follows: dict[str, bool] = {}
    for entry in entries:
        follows[entry.hash] = _is_true(entry, epoch) and _is_next(head, entry, roots)
        if head is None or entry.seq > head.seq:
            head = Head(entry.seq, entry.hash)
    return follows, head


def _is_true(entry: ManifestEntry, epoch: int) -> bool:
    prev, sha256 = bytes.fromhex(entry.prev), bytes.fromhex(entry.sha256)
    return chain_hash(prev, epoch, entry.seq, entry.folio, sha256).hex() == entry.hash


def _is_next(head: Head | None, entry: ManifestEntry, roots: frozenset[str]) -> bool:
    if head is None:
        return entry.prev in roots
    return entry.seq == head.seq + 1 and entry.prev == head.hash


def check_epoch(epoch: int) -> None:
    """Refuse a number no platform ever gave out."""
    if not 0 <= epoch <= _MAX_EPOCH:
        raise MalformedRequestError(f"epoch: {epoch} no es una época; van de 0 a {_MAX_EPOCH}")
