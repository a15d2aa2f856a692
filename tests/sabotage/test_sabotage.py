"""Plants each bug of `bugs.py` in a copy of the tree and demands that the suite notices."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sabotage.bugs import BUGS, Bug

ROOT = Path(__file__).parents[2]
AT_ONCE = 2
_TESTS_FAILED = 1
_PATIENCE = 120
_SKIPPED = (".png", ".pdf")
pytestmark = [pytest.mark.sabotage, pytest.mark.slow]


class BugTextGoneError(AssertionError):
    """The text a bug replaces is no longer in its file exactly once: bring `bugs.py` up to date."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of some tests in a copy."""

    code: int
    output: str


class Copy:
    """A copy of the sources; what is imported in it is the copy, not the installed tree."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in _sources():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)

    def run(self, *tests: str) -> Run:
        """Run these test files until the first failure."""
        return self._python("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests)

    def imported_from(self, package: str) -> Path:
        """Where a package comes from for whoever runs in the copy."""
        found = self._python("-c", f"import {package}; print({package}.__file__)")
        return Path(found.output.strip())

    @contextmanager
    def planted(self, bug: Bug) -> Iterator[None]:
        """The bug is in the file inside the block."""
        file = self._folder / bug.file
        sound = file.read_text(encoding="utf-8")
        file.write_text(_broken(bug, sound), encoding="utf-8")
        try:
            yield
        finally:
            file.write_text(sound, encoding="utf-8")

    def _python(self, *arguments: str) -> Run:
        environment = {**os.environ, "PYTHONPATH": str(self._folder), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self._folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
        return Run(done.returncode, done.stdout)


class Saboteur:
    """Plants bugs two at a time, each in a copy nobody else uses."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._here = threading.local()
        self._pool = ThreadPoolExecutor(AT_ONCE, initializer=self._take_place)
        self.origin = self._pool.submit(lambda: (self._copy.imported_from("offline_queue"), self._place))
        self.without_bug = self._pool.submit(self._run_sound)
        self.with_bug: dict[str, Future[Run]] = {
            bug.name: self._pool.submit(self._run_broken, bug) for bug in BUGS
        }

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _take_place(self) -> None:
        self._here.place = self._folder / str(threading.get_ident())
        self._here.copy = Copy(self._here.place)

    @property
    def _copy(self) -> Copy:
        copy: Copy = self._here.copy
        return copy

    @property
    def _place(self) -> Path:
        place: Path = self._here.place
        return place

    def _run_sound(self) -> Run:
        return self._copy.run(*sorted({test for bug in BUGS for test in bug.noticed_by}))

    def _run_broken(self, bug: Bug) -> Run:
        with self._copy.planted(bug):
            return self._copy.run(*bug.noticed_by)


@pytest.fixture(scope="module")
def saboteur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Saboteur]:
    saboteur = Saboteur(tmp_path_factory.mktemp("sabotage"))
    yield saboteur
    saboteur.close()


def test_the_copy_is_what_runs(saboteur: Saboteur) -> None:
    origin, place = saboteur.origin.result()

    assert origin == place / "offline_queue" / "__init__.py"


def test_without_a_bug_the_same_tests_pass(saboteur: Saboteur) -> None:
    run = saboteur.without_bug.result()

    assert run.code == 0, run.output[-4000:]


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name.replace(" ", "-"))
def test_a_planted_bug_is_noticed(bug: Bug, saboteur: Saboteur) -> None:
    run = saboteur.with_bug[bug.name].result()

    assert run.code == _TESTS_FAILED, f"nobody noticed, or nothing ran:\n{run.output[-4000:]}"


def test_a_bug_whose_text_is_gone_is_an_error() -> None:
    stale = Bug("stale", "x.py", (("was here", "is here"),), ())

    with pytest.raises(BugTextGoneError, match=r"x\.py"):
        _broken(stale, "nothing of the kind")
    with pytest.raises(BugTextGoneError, match="2 times"):
        _broken(stale, "was here, was here")


def test_there_are_enough_bugs_and_no_two_have_one_name() -> None:
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 14


def _broken(bug: Bug, text: str) -> str:
    for old, new in bug.edits:
        found = text.count(old)
        if found != 1:
            raise BugTextGoneError(f"{bug.name}: {bug.file} holds {found} times: {old!r}")
        text = text.replace(old, new)
    return text


def _sources() -> list[str]:
    """Sources as git knows them, new ones that are not ignored included; pictures are not needed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in listed.stdout.split("\0") if name and not name.endswith(_SKIPPED)]
    return [name for name in names if (ROOT / name).is_file()]
