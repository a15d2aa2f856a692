"""A broad `except` hides bugs: it stands where the house has its boundaries and nowhere else."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.house import packages, parsed, python_files, short

# The device's thread, the crash boundary, the platform's application boundary.
BOUNDARIES = {"devices/worker.py", "terminal/crash.py", "central_platform/boundary.py"}
BROAD = {"Exception", "BaseException"}


def test_broad_excepts_stand_only_at_the_boundaries() -> None:
    found = [
        f"{short(file)}:{handler.lineno}"
        for file in python_files(*packages())
        if short(file) not in BOUNDARIES
        for handler in swallowing(parsed(file))
    ]

    assert found == []


@pytest.mark.parametrize("caught", ["", " Exception", " BaseException as e", " (OSError, Exception)"])
def test_a_planted_broad_except_is_noticed(caught: str) -> None:
    planted = ast.parse(f"try:\n    x()\nexcept{caught}:\n    pass\n")

    assert len(list(swallowing(planted))) == 1


@pytest.mark.parametrize(
    "harmless", ["except OSError:\n    pass", "except BaseException:\n    close()\n    raise"]
)
def test_a_named_error_and_a_clean_up_that_raises_again_are_allowed(harmless: str) -> None:
    assert list(swallowing(ast.parse(f"try:\n    x()\n{harmless}\n"))) == []


def swallowing(tree: ast.Module) -> Iterator[ast.ExceptHandler]:
    """Handlers of any error whatsoever that do not end by raising it again."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _raises_again(node):
            yield node


def _is_broad(caught: ast.expr | None) -> bool:
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in BROAD) for kind in kinds)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None
