"""What intake hands to its store: records whose form, signature and seal were verified."""

from dataclasses import dataclass

from tramites.wire.envelope import RoutingHeader
from tramites.wire.messages import ManifestEntry


@dataclass(frozen=True, slots=True)
class ArrivedRecord:
    """One verified record. `sealed` are the bytes as they came; only the header was opened."""

    entry: ManifestEntry
    months: int
    header: RoutingHeader
    sealed: bytes
    qr: str


@dataclass(frozen=True, slots=True)
class ArrivedBatch:
    """The verified records of one request, and every manifest entry whose frame arrived whole."""

    terminal: str
    epoch: int
    received_at: str
    counts_from: str
    entries: tuple[ManifestEntry, ...]
    records: tuple[ArrivedRecord, ...]
