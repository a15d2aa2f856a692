"""What a run of kills found, for people and for machines."""

from collections import Counter

import msgspec


class Fault(msgspec.Struct, frozen=True):
    """One kill that happened: what was hit, in which step, and how long after the step had begun."""

    kind: str  # terminal, platform, line, kiosk
    step: str
    moment_us: int


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What is true at the end, read from the files of queue and platform. Folios are listed, nothing else."""

    shown: int
    stored: int
    lost: tuple[str, ...] = ()  # shown or filed, and not on the platform
    doubled: tuple[str, ...] = ()  # more than once in the intake, or with more than one effect
    without_effect: tuple[str, ...] = ()  # on the platform, and unknown to the agency
    pending: int = 0
    problems: tuple[str, ...] = ()  # chain, queue integrity, screens

    @property
    def ok(self) -> bool:
        """Nothing lost, nothing doubled, nothing left, nothing broken."""
        return not (self.lost or self.doubled or self.without_effect or self.pending or self.problems)

    def joined(self, other: "Verdict") -> "Verdict":
        """Two worlds, one verdict."""
        return Verdict(
            shown=self.shown + other.shown,
            stored=self.stored + other.stored,
            lost=self.lost + other.lost,
            doubled=self.doubled + other.doubled,
            without_effect=self.without_effect + other.without_effect,
            pending=self.pending + other.pending,
            problems=self.problems + other.problems,
        )


class KillReport(msgspec.Struct, frozen=True, kw_only=True):
    """A whole run."""

    seed: int
    control: str | None
    faults: tuple[Fault, ...]
    verdict: Verdict
    seconds: float

    @property
    def held(self) -> bool:
        """Whether the promise held."""
        return self.verdict.ok

    @property
    def distinct(self) -> int:
        """Faults, each (kind, moment, step) counted once."""
        return len(set(self.faults))

    def count(self, *kinds: str) -> int:
        """Distinct faults of these kinds."""
        return len({fault for fault in self.faults if fault.kind in kinds})

    def summary(self) -> str:
        """The report for a person at a terminal."""
        verdict = self.verdict
        lines = [f"seed {self.seed}  control {self.control or '-'}  {self.seconds:.0f} s", ""]
        lines += self._table()
        lines += [
            "",
            f"faults {len(self.faults)}, distinct {self.distinct}",
            f"folios shown {verdict.shown}, on the platform {verdict.stored}",
            f"LOST {len(verdict.lost)}  DOUBLED {len(verdict.doubled)}",
            f"WITHOUT EFFECT {len(verdict.without_effect)}  PENDING {verdict.pending}",
        ]
        lines += [f"  lost: {folio}" for folio in verdict.lost]
        lines += [f"  doubled: {folio}" for folio in verdict.doubled]
        lines += [f"  without effect: {folio}" for folio in verdict.without_effect]
        lines += [f"  {problem}" for problem in verdict.problems]
        return "\n".join(lines)

    def as_json(self) -> str:
        """The report for a machine."""
        figures = {"held": self.held, "distinct": self.distinct}
        return msgspec.json.encode({**figures, **msgspec.to_builtins(self)}).decode()

    def _table(self) -> list[str]:
        counted = Counter((fault.kind, fault.step) for fault in set(self.faults))
        width = max((len(step) for _, step in counted), default=4)
        rows = [f"{'kind':9} {'step':{width}} {'faults':>6}"]
        rows += [f"{kind:9} {step:{width}} {number:6}" for (kind, step), number in sorted(counted.items())]
        return rows
