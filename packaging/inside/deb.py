"""From a folder to a .deb: control fields, maintainer scripts, byte code, documents, checksums."""

import compileall
import gzip
import hashlib
import os
import py_compile
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import Final

HOUSE: Final = Path("/build/house")
PACKAGING: Final = HOUSE / "packaging"
_SCRIPTS: Final = ("preinst", "postinst", "prerm", "postrm")
_TREES: Final = Path("/build/trees")
_OUT: Final = Path("/build/out")
_PROGRAMS: Final = ("usr/bin", "usr/libexec")
_MAINTAINER: Final = "Ventanilla <ventanilla@localhost>"


@dataclass(frozen=True, slots=True)
class Build:
    """What all packages of one build share."""

    version: str
    compress: str


class Package:
    """A package that grows as a folder; `finish` makes the .deb."""

    def __init__(self, name: str, build: Build) -> None:
        self.name = name
        self.build = build
        self.tree = _TREES / name
        shutil.rmtree(self.tree, ignore_errors=True)
        self.tree.mkdir(parents=True)

    def copy(self, source: Path, target: str) -> None:
        """One file."""
        file = self.tree / target.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, file)

    def write(self, target: str, text: str) -> None:
        """One file of text."""
        file = self.tree / target.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def finish(self, fields: dict[str, str]) -> None:
        """Write documents, checksums and control files, and pack. `fields` fill in the control template."""
        self._documents()
        _even_modes(self.tree)
        self._control(fields)
        clamp_times(self.tree)
        self._pack()

    def _documents(self) -> None:
        folder = f"usr/share/doc/{self.name}"
        self.copy(PACKAGING / "debian" / self.name / "copyright", f"{folder}/copyright")
        date = formatdate(int(os.environ["SOURCE_DATE_EPOCH"]))
        entry = f"{self.name} ({self.build.version}) stable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n"
        self._write_packed(f"{folder}/changelog.gz", f"{entry} -- {_MAINTAINER}  {date}\n".encode())
        self._write_packed(f"{folder}/CHANGELOG.md.gz", (HOUSE / "CHANGELOG.md").read_bytes())

    def _write_packed(self, target: str, data: bytes) -> None:
        with gzip.GzipFile(self.tree / target, "wb", mtime=0) as packed:
            packed.write(data)

    def _control(self, fields: dict[str, str]) -> None:
        control = self.tree / "DEBIAN"
        control.mkdir()
        template = PACKAGING / "debian" / self.name
        text = (template / "control").read_text(encoding="utf-8")
        for key, value in (
            fields
            | {
                "Version": self.build.version,
                "Maintainer": _MAINTAINER,
                "Installed-Size": str(self._kilobytes()),
            }
        ).items():
            text = text.replace(f"@{key}@", value)
        (control / "control").write_text(text, encoding="utf-8")
        for name in _SCRIPTS:
            if (template / name).exists():
                shutil.copyfile(template / name, control / name)
                (control / name).chmod(0o755)
        sums = (f"{_md5(file)}  {file.relative_to(self.tree)}\n" for file in self._files())
        (control / "md5sums").write_text("".join(sums), encoding="utf-8")

    def _files(self) -> list[Path]:
        every = sorted(self.tree.rglob("*"))
        return [
            file for file in every if file.is_file() and not file.is_symlink() and "DEBIAN" not in file.parts
        ]

    def _kilobytes(self) -> int:
        return sum(-(-file.lstat().st_size // 1024) for file in self.tree.rglob("*") if not file.is_dir())

    def _pack(self) -> None:
        _OUT.mkdir(parents=True, exist_ok=True)
        command = [
            "dpkg-deb",
            "--root-owner-group",
            f"-Z{self.build.compress}",
            "--build",
            str(self.tree),
            str(_OUT),
        ]
        subprocess.run(command, check=True)


def compile_python(folder: Path, seen_as: str) -> None:
    """Byte code that is trusted unseen.

    A checked .pyc is compared by time and size of its source: with even times a downgrade would run the newer
    program. Unchecked ones are replaced by dpkg together with their sources, and nobody ever writes another.
    """
    for stale in list(folder.rglob("__pycache__")):
        shutil.rmtree(stale)
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    done = compileall.compile_dir(
        folder, quiet=1, invalidation_mode=mode, workers=2, stripdir=str(folder), prependdir=seen_as
    )
    if not done:
        raise SystemExit(f"{folder}: does not compile")


def clamp_times(tree: Path) -> None:
    """Nothing is younger than the commit, so that the same commit gives the same package."""
    epoch = int(os.environ["SOURCE_DATE_EPOCH"])
    for file in (tree, *tree.rglob("*")):
        os.utime(file, (epoch, epoch), follow_symlinks=False)


def copy_tree(source: Path, target: Path, left_out: Iterable[str] = ()) -> None:
    """A folder without byte code and without the names left out."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc", *left_out))


def _even_modes(tree: Path) -> None:
    """Readable by all, writable by root alone; only commands are executable, wheels mark more than that."""
    programs = [tree / folder for folder in _PROGRAMS]
    for file in tree.rglob("*"):
        if not file.is_symlink():
            executable = file.is_dir() or any(folder in file.parents for folder in programs)
            file.chmod(0o755 if executable else 0o644)


def _md5(file: Path) -> str:
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
