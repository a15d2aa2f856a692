"""The house as the architecture tests walk it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
SIDE_FOLDERS: Final = ("tools", "benchmarks")


def packages() -> tuple[str, ...]:
    """The product's packages, as the distribution names them."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return tuple(pattern.rstrip("*") for pattern in tools["setuptools"]["packages"]["find"]["include"])


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file below these folders of the house."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def short(file: Path) -> str:
    """A file as a person names it."""
    return file.relative_to(ROOT).as_posix()
