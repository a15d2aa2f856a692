"""What no committed file may hold: addresses in locks, package-registry hosts, paths of one machine.

Host names and folders are put together when this runs, so that the file does not find itself.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
LOCKS: Final = "requirements/*.txt"
_REGISTRY_LABELS: Final = (
    ("pypi", "org"),
    ("files", "pythonhosted", "org"),
    ("registry", "npmjs", "org"),
    ("registry", "yarnpkg", "com"),
    ("conda", "anaconda", "org"),
    ("static", "crates", "io"),
    ("proxy", "golang", "org"),
    ("deb", "debian", "org"),
    ("security", "debian", "org"),
    ("archive", "ubuntu", "com"),
)
_MACHINE_FOLDERS: Final = ("work", "farm")
_HOSTS: Final = re.compile("|".join(re.escape(".".join(labels)) for labels in _REGISTRY_LABELS))
_MACHINE_PATHS: Final = re.compile(
    rf"(?<![\w./-])/(?:{'|'.join(_MACHINE_FOLDERS)})/[\w.]|(?<![\w./-])/(?:root/\.|home/\w)|\b[A-Z]:\\Users\\\w"
)
_PINNED: Final = re.compile(r"[A-Za-z0-9][\w.-]*(?:\[[\w,.-]+\])?==[\w.!+-]+(?: ?; [^\\]+)?")
_HASH: Final = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_SKIPPED_FOLDERS: Final = frozenset({".git", ".venv", ".venv-tools", "__pycache__", "build", "out"})
_SNIFFED: Final = 8192


def committed_files(root: Path) -> list[Path]:
    """What is or would be committed; in a tree without git, every file outside the usual side folders."""
    command = ("git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        return sorted(_walked(root))
    if done.returncode:
        return sorted(_walked(root))
    names = {os.fsdecode(name) for name in done.stdout.split(b"\0") if name}
    return sorted(file for name in names if (file := root / name).is_file())


def _walked(root: Path) -> Iterator[Path]:
    for file in root.rglob("*"):
        if file.is_file() and not _SKIPPED_FOLDERS.intersection(file.relative_to(root).parts):
            yield file


def leak_findings(root: Path = ROOT) -> list[str]:
    """Every place that names a package registry or a path of one machine: file, line, what."""
    return [finding for file in committed_files(root) for finding in _leaks(root, file)]


def _leaks(root: Path, file: Path) -> Iterator[str]:
    data = file.read_bytes()
    if b"\0" in data[:_SNIFFED]:
        return
    name = file.relative_to(root)
    for number, line in enumerate(data.decode("utf-8", errors="replace").splitlines(), 1):
        if found := _HOSTS.search(line):
            yield f"{name}:{number}: names the package registry {found.group()}; name no registry"
        if found := _MACHINE_PATHS.search(line):
            yield f"{name}:{number}: names a path of one machine ({found.group()}…); use a relative path"


def lock_findings(root: Path = ROOT) -> list[str]:
    """What is wrong in the locks: an address, an option, a version that is not pinned, a missing hash."""
    locks = sorted(root.glob(LOCKS))
    if not locks:
        return [f"{LOCKS}: there is no lock; run ./dev lock"]
    return [f"{lock.relative_to(root)}:{finding}" for lock in locks for finding in lock_problems(lock)]


def lock_problems(lock: Path) -> Iterator[str]:
    """What is wrong in one lock, each with its line number."""
    for number, requirement in _requirements(lock.read_text(encoding="utf-8")):
        pinned, *hashes = (part.strip() for part in re.split(r"\s+(?=--)", requirement))
        if "://" in requirement or " @ " in requirement:
            yield f"{number}: holds an address; run ./dev lock"
        elif pinned.startswith("-"):
            yield f"{number}: holds the option {pinned.split()[0]}; a lock holds versions and hashes only"
        elif not _PINNED.fullmatch(pinned):
            yield f"{number}: «{pinned}» is not one pinned version"
        elif not hashes or not all(_HASH.fullmatch(part) for part in hashes):
            yield f"{number}: {pinned} has no sha256 hash, or something else beside it"


def _requirements(text: str) -> Iterator[tuple[int, str]]:
    """Each requirement on one line, continuation lines joined, with the number of its first line."""
    joined, first = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not joined and (not stripped or stripped.startswith("#")):
            continue
        first = first if joined else number
        joined += stripped.removesuffix("\\").strip() + " "
        if not stripped.endswith("\\"):
            yield first, joined.strip()
            joined = ""
    if joined:
        yield first, joined.strip()


def main(arguments: list[str]) -> int:
    """Run `locks` or `leaks`; 1 with the findings on standard error when there are any."""
    checks = {"locks": lock_findings, "leaks": leak_findings}
    if len(arguments) != 1 or arguments[0] not in checks:
        print(f"usage: check_files.py {'|'.join(checks)}", file=sys.stderr)
        return 2
    found = checks[arguments[0]]()
    for finding in found:
        print(finding, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
