"""What happened in a journey, for people and for machines."""

import json
from pathlib import Path
from typing import Any

import msgspec


class StepReport(msgspec.Struct, frozen=True, kw_only=True):
    """One step: what it was, whether it had its effect, and if not what was seen instead."""

    number: int
    word: str
    what: str
    ok: bool
    seconds: float
    reason: str | None = None
    page: str | None = None
    seen: tuple[str, ...] = ()
    picture: str | None = None

    def as_line(self) -> str:
        """The step on one line."""
        mark = "✓" if self.ok else "✗"
        return f"  {mark} {self.number:>2} {self.word} {self.what} ({self.seconds:.1f} s)"


class JourneyReport(msgspec.Struct, frozen=True, kw_only=True):
    """One journey; paths are relative to the folder the report lies in."""

    journey: str
    title: str
    passed: bool
    seconds: float
    folios: tuple[str, ...]
    steps: tuple[StepReport, ...]
    pictures: tuple[str, ...]
    receipts: tuple[str, ...]
    probe: tuple[dict[str, Any], ...]

    @property
    def failure(self) -> StepReport | None:
        """The step that failed, if one did; a journey ends with it."""
        return next((step for step in self.steps if not step.ok), None)

    def as_text(self) -> str:
        """The report for a person at a terminal."""
        lines = [f"{self.title}: {'pasó' if self.passed else 'FALLÓ'} en {self.seconds:.1f} s"]
        lines += [step.as_line() for step in self.steps]
        failure = self.failure
        if failure is not None:
            lines.append(f"  Paso {failure.number} ({failure.word}): {failure.reason}")
            lines.append(
                f"  En la pantalla ({failure.page or 'apagada'}): {' · '.join(failure.seen) or 'nada'}"
            )
            lines += [f"  Imagen: {failure.picture}"] if failure.picture else []
        return "\n".join(lines)

    def as_json(self) -> str:
        """The report for a machine."""
        return json.dumps(msgspec.to_builtins(self), ensure_ascii=False, indent=1)

    def worst_gui_ms(self) -> float:
        """The most CPU one turn of the terminal's event loop took."""
        return max((float(report["cpu_ms"]["max"]) for report in self.probe), default=0.0)


def write_report(report: JourneyReport, folder: Path) -> None:
    """Leave the report as `report.json` and `report.txt`."""
    (folder / "report.json").write_text(report.as_json() + "\n", encoding="utf-8")
    (folder / "report.txt").write_text(report.as_text() + "\n", encoding="utf-8")
