"""What a demonstration leaves behind for people: a page, a document, and a table on the terminal."""

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from demo.report import JourneyReport


def write_summary(reports: Sequence[JourneyReport], out: Path) -> None:
    """Leave `summary.json` and `summary.md`; each journey's pictures lie in a folder of its name."""
    content = {
        "passed": all(report.passed for report in reports),
        "seconds": round(sum(report.seconds for report in reports), 2),
        "journeys": [msgspec.to_builtins(report) for report in reports],
    }
    (out / "summary.json").write_text(
        json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (out / "summary.md").write_text("\n".join(_page(reports)) + "\n", encoding="utf-8")


def _page(reports: Sequence[JourneyReport]) -> list[str]:
    lines = ["# Demostración de Ventanilla", ""]
    lines += [
        "| Recorrido | Resultado | Segundos | Folio | Pantallas | Papeles |",
        "|---|---|---|---|---|---|",
    ]
    for report in reports:
        cells = (report.title, _result(report), f"{report.seconds:.1f}", _folios(report), *_counts(report))
        lines.append(f"| {' | '.join(cells)} |")
    for report in reports:
        lines += ["", *_chapter(report)]
    return lines


def _chapter(report: JourneyReport) -> list[str]:
    lines = [f"## {report.title}", "", "```", report.as_text(), "```", ""]
    lines += [f"![{Path(picture).stem}]({report.journey}/{picture})" for picture in report.pictures]
    lines += [f"- [{Path(paper).name}]({report.journey}/{paper})" for paper in report.receipts]
    return lines


def print_table(reports: Sequence[JourneyReport], console: Console) -> None:
    """The same in a compact table; what failed is told below it."""
    table = Table("Recorrido", "Resultado", "s", "Folio", "Pantallas", "Papeles", "Peor turno, ms CPU")
    for report in reports:
        worst = f"{report.worst_gui_ms():.0f}"
        table.add_row(
            report.title, _result(report), f"{report.seconds:.1f}", _folios(report), *_counts(report), worst
        )
    console.print(table)
    for report in reports:
        if not report.passed:
            console.print(report.as_text(), highlight=False, markup=False)


def _result(report: JourneyReport) -> str:
    failure = report.failure
    return "pasó" if failure is None else f"falló en el paso {failure.number}"


def _folios(report: JourneyReport) -> str:
    return ", ".join(report.folios) or "–"


def _counts(report: JourneyReport) -> tuple[str, str]:
    papers = sum(paper.endswith(".bin") for paper in report.receipts)
    return str(len(report.pictures)), str(papers)
