"""Two copies of the queue, side by side: what each can mend of the other. Pure: reads and writes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from offline_queue.clock import rfc3339
from offline_queue.journal import JournalRecord, Segment
from offline_queue.rows import RawRow, is_sound, read_row, record_is_sound, sealed_is_intact
from offline_queue.states import SETTLED_FOR_GOOD, Entry, State
from tramites.wire.chain import GENESIS


@dataclass(frozen=True, slots=True)
class Loose:
    """Sealed bytes that are whole but whose place in the chain is not: they get a new place."""

    folio: str
    kind: str
    key_id: str
    sealed: bytes


@dataclass(slots=True)
class Findings:
    """What a comparison found. Nothing in `lost` can be had from either copy."""

    kept: list[Entry] = field(default_factory=list)
    drafts: list[Entry] = field(default_factory=list)
    restored: list[JournalRecord] = field(default_factory=list)  # in the journal, no row
    replaced: list[JournalRecord] = field(default_factory=list)  # in the journal, the row is invalid
    unjournaled: list[Entry] = field(default_factory=list)  # sound row, no record
    loose: list[Loose] = field(default_factory=list)
    invalid: list[RawRow] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)  # seqs that do not follow the one before

    @property
    def settled(self) -> set[str]:
        """Folios the platform has answered for: no second copy is needed."""
        return {entry.folio for entry in self.kept if entry.state in SETTLED_FOR_GOOD}


def compare(rows: Iterable[RawRow], segments: Sequence[Segment]) -> Findings:
    """Judge every row and record, and pair them."""
    findings = Findings()
    records, strays = _sound_records(segments)
    _judge_rows(rows, records, findings)
    _pair_records(records, findings)
    _save_invalid_rows(findings)
    _save_strays(strays, findings)
    findings.gaps = _gaps(findings)
    return findings


def _sound_records(segments: Sequence[Segment]) -> tuple[dict[int, JournalRecord], list[JournalRecord]]:
    """Records by seq; a second record of the same seq with another folio is a stray of a forked copy."""
    records: dict[int, JournalRecord] = {}
    strays: list[JournalRecord] = []
    for record in (record for segment in segments for record in segment.records):
        if not record_is_sound(record):
            continue
        known = records.setdefault(record.seq, record)
        if known.hash != record.hash:
            strays.append(record)
    return records, strays


def _judge_rows(rows: Iterable[RawRow], records: Mapping[int, JournalRecord], findings: Findings) -> None:
    for raw in rows:
        entry = read_row(raw)
        if entry is None or not is_sound(entry) or _contradicted(entry, records.get(entry.seq)):
            findings.invalid.append(raw)
            continue
        (findings.drafts if entry.state is State.DRAFT else findings.kept).append(entry)
        if _needs_second_copy(entry) and not _same_place(entry, records.get(entry.seq)):
            findings.unjournaled.append(entry)


def _pair_records(records: Mapping[int, JournalRecord], findings: Findings) -> None:
    seqs = {entry.seq for entry in findings.kept}
    folios = {entry.folio for entry in findings.kept}
    spoiled = {raw[0] for raw in findings.invalid} | {raw[1] for raw in findings.invalid}
    for record in records.values():
        if record.folio in folios:
            continue
        if record.seq in seqs:
            findings.loose.append(_loose(record))
        elif {record.seq, record.folio} & spoiled:
            findings.replaced.append(record)
        else:
            findings.restored.append(record)


def _save_invalid_rows(findings: Findings) -> None:
    """A row with no sound record: keep its sealed bytes if those are whole, else name it as lost."""
    safe = {record.seq for record in findings.replaced} | {record.folio for record in findings.replaced}
    for raw in findings.invalid:
        entry = read_row(raw)
        if {raw[0], raw[1]} & safe or raw[3] in {state.value for state in SETTLED_FOR_GOOD}:
            continue
        if entry is not None and entry.key_id and entry.sealed is not None and sealed_is_intact(entry):
            findings.loose.append(Loose(entry.folio, entry.kind, entry.key_id, entry.sealed))
        elif raw[3] != State.DRAFT.value and (name := _lost_name(raw, findings)):
            findings.lost.append(name)


def _lost_name(raw: RawRow, findings: Findings) -> str | None:
    """How to call a lost row; None for what never was one: a wiped page can look like a row of nothing."""
    if isinstance(raw[1], str):
        return raw[1]
    held = {entry.seq for entry in findings.kept} | {record.seq for record in findings.restored}
    return f"seq {raw[0]}" if isinstance(raw[0], int) and raw[0] > 0 and raw[0] not in held else None


def _save_strays(strays: Sequence[JournalRecord], findings: Findings) -> None:
    known = {entry.folio for entry in findings.kept}
    known |= {record.folio for record in (*findings.restored, *findings.replaced)}
    known |= {loose.folio for loose in findings.loose}
    for record in strays:
        if record.folio not in known:
            findings.loose.append(_loose(record))
            known.add(record.folio)


def _gaps(findings: Findings) -> list[int]:
    places = [(entry.seq, entry.prev, entry.hash) for entry in findings.kept]
    places += [(item.seq, item.prev, item.hash) for item in (*findings.restored, *findings.replaced)]
    gaps, last_seq, last_hash = [], 0, GENESIS
    for seq, prev, digest in sorted(places, key=lambda place: place[0]):
        if seq != last_seq + 1 or prev != last_hash:
            gaps.append(seq)
        last_seq, last_hash = seq, digest or b""
    return gaps


def _contradicted(entry: Entry, record: JournalRecord | None) -> bool:
    """The chain does not cover every column; while both copies exist the journal vouches for the others."""
    if record is None or record.hash != entry.hash or entry.state in SETTLED_FOR_GOOD:
        return False
    stated = (entry.kind, entry.key_id, rfc3339(entry.created_at))
    return stated != (record.kind, record.key_id, record.created_at)


def _needs_second_copy(entry: Entry) -> bool:
    return entry.seq > 0 and entry.state not in SETTLED_FOR_GOOD


def _same_place(entry: Entry, record: JournalRecord | None) -> bool:
    return record is not None and record.hash == entry.hash


def _loose(record: JournalRecord) -> Loose:
    return Loose(record.folio, record.kind, record.key_id, record.sealed)
