"""Every check of the house in one run: what `./dev check` calls. Exit code 1 when any of them fails."""

import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

ROOT: Final = Path(__file__).resolve().parent.parent
_BIN: Final = Path(sys.executable).parent
_CONCISE: Final = ("--output-format", "concise")
_AT_ONCE: Final = 2  # the slowest check takes longer than all others together


@dataclass(frozen=True, slots=True)
class Check:
    """A command that ends with 0 when all is well; `what` says in a few words what it looks at."""

    name: str
    what: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """How a check ended."""

    check: Check
    passed: bool
    seconds: float
    output: str


def _tool(name: str, *arguments: str) -> tuple[str, ...]:
    """A command of the environment this runs in."""
    return (str(_BIN / name), *arguments)


def _script(name: str, *arguments: str) -> tuple[str, ...]:
    """A script of this folder."""
    return (sys.executable, str(ROOT / "tools" / name), *arguments)


CHECKS: Final = (
    Check("types", "mypy strict over the packages of pyproject.toml", _tool("mypy")),
    Check(
        "lint", "ruff, every rule but those named in pyproject.toml", _tool("ruff", "check", *_CONCISE, ".")
    ),
    Check("format", "ruff format", _tool("ruff", "format", "--check", *_CONCISE, ".")),
    Check("imports", "the arrow rule (import-linter)", _tool("lint-imports")),
    Check("qml", "QML against the Python types", _script("qml_types.py")),
    Check("qml-rules", "what the design forbids in QML", _script("check_qml_rules.py")),
    Check("texts", "every sentence has its translation", _script("texts.py", "check")),
    Check("terms", "one word per idea, wording for citizens", _script("check_terms.py")),
    Check("locks", "locks: pinned, hashed, without addresses", _script("check_files.py", "locks")),
    Check("leaks", "no registry host, no path of one machine", _script("check_files.py", "leaks")),
)


def run(check: Check, folder: Path = ROOT) -> Result:
    """Run one check in the house's root; a tool that is not installed is a failed check."""
    began = time.monotonic()
    try:
        done = subprocess.run(check.command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        return Result(check, passed=False, seconds=0.0, output=f"{error}; run ./dev setup")
    output = (done.stdout + done.stderr).strip()
    return Result(check, done.returncode == 0, time.monotonic() - began, output)


def run_all(checks: Sequence[Check]) -> list[Result]:
    """Run checks side by side; results in the order of the checks."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(run, checks))


def report(results: Sequence[Result], console: Console) -> bool:
    """Show a line per check and what the failed ones said; True when all passed."""
    table = Table("check", "what it looks at", "", "s")
    for result in results:
        word = "[green]ok[/]" if result.passed else "[red]failed[/]"
        table.add_row(result.check.name, result.check.what, word, f"{result.seconds:.1f}")
    console.print(table)
    failed = [result for result in results if not result.passed]
    for result in failed:
        console.rule(result.check.name)
        console.print(result.output, markup=False, highlight=False, soft_wrap=True)
    return not failed


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the checks asked for, or all."""
    parser = ArgumentParser(prog="./dev check", description=__doc__)
    names = [check.name for check in CHECKS]
    parser.add_argument("--only", action="append", choices=names, metavar="NAME", help=", ".join(names))
    wanted = parser.parse_args(arguments).only or names
    results = run_all([check for check in CHECKS if check.name in wanted])
    return 0 if report(results, Console()) else 1


if __name__ == "__main__":
    sys.exit(main())
