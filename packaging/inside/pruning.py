"""Leaves out of the runtime what no terminal needs: for Qt a list says what stays, for the rest what goes."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from deb import PACKAGING

_PRIVATE: Final = re.compile(r"\[(lib(?:Qt6|pyside6|shiboken6|icu)[^\]]+)\]")


def prune(site: Path) -> None:
    """Prune; SystemExit when a kept library needs one that is not kept."""
    _keep_of_qt(site / "PySide6", _lines("qt-kept.txt"))
    _leave_out(site, _lines("left-out.txt"))
    _demand_no_orphans(site)


def _lines(name: str) -> tuple[str, ...]:
    text = (PACKAGING / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def _keep_of_qt(qt: Path, kept: tuple[str, ...]) -> None:
    found: set[str] = set()
    for file in [file for file in qt.rglob("*") if not file.is_dir()]:
        path = file.relative_to(qt).as_posix()
        patterns = {pattern for pattern in kept if same_depth(path, pattern)}
        found |= patterns
        if not patterns or path.endswith((".qmltypes", ".pyi")):
            file.unlink()
    if idle := [pattern for pattern in kept if pattern not in found]:
        raise SystemExit(f"qt-kept.txt: nothing is called {', '.join(idle)}")
    _drop_empty(qt)


def same_depth(path: str, pattern: str) -> bool:
    """A star does not stand for a folder."""
    return path.count("/") == pattern.count("/") and fnmatchcase(path, pattern)


def _leave_out(site: Path, lines: Iterable[str]) -> None:
    lines = tuple(lines)
    stays = [line[1:] for line in lines if line.startswith("!")]
    goes = [line for line in lines if not line.startswith("!")]
    for file in sorted(site.rglob("*"), reverse=True):
        path = file.relative_to(site).as_posix()
        by_name = any(
            "/" not in each and each.startswith("*.") and fnmatchcase(file.name, each) for each in goes
        )
        by_path = any(same_depth(path, each) for each in goes) and not any(
            same_depth(path, each) for each in stays
        )
        if by_name or by_path:
            shutil.rmtree(file) if file.is_dir() else file.unlink()


def _demand_no_orphans(site: Path) -> None:
    here = {file.name for file in site.rglob("*.so*")}
    for file in site.rglob("*.so*"):
        done = subprocess.run(["readelf", "-d", str(file)], check=True, stdout=subprocess.PIPE, text=True)
        needed = {
            name for line in done.stdout.splitlines() if "NEEDED" in line for name in _PRIVATE.findall(line)
        }
        if missing := needed - here:
            raise SystemExit(f"{file.relative_to(site)} needs {', '.join(sorted(missing))}: see qt-kept.txt")


def _drop_empty(folder: Path) -> None:
    for each in sorted(folder.rglob("*"), reverse=True):
        if each.is_dir() and not any(each.iterdir()):
            each.rmdir()
