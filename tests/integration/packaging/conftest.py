"""Packages are built once, installed once, and each test works in a layer of its own over that root."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.packaging.roots import GIVEN, build, clean_root, install, lay_out, missing

APT_SECONDS = 900.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = missing()
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Gigabytes: pytest would keep three of them."""
    folder = tmp_path_factory.mktemp("packaging")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def base(work: Path) -> Path:
    archive = Path(os.environ.get(GIVEN, work)) / "base.tar.zst"
    if archive.exists():
        return archive
    bare = clean_root.CleanRoot(work / "bare")
    bare.make()
    bare.keep(archive)
    shutil.rmtree(work / "bare")
    return archive


@pytest.fixture(scope="session")
def packages(work: Path, base: Path) -> Path:
    return build(work, base)


@pytest.fixture(scope="session")
def installed(work: Path, base: Path, packages: Path) -> clean_root.CleanRoot:
    """A production machine: runtime and product, not enrolled yet. Read only; see `machine`."""
    root = clean_root.CleanRoot(work / "installed")
    root.make(base)
    lay_out(packages, root.folder)
    ran = root.run(f"apt-get update -q && {install('ventanilla-runtime', 'ventanilla')}", APT_SECONDS)
    assert ran.code == 0, ran.output
    return root


@pytest.fixture
def machine(work: Path, installed: clean_root.CleanRoot) -> Iterator[clean_root.CleanRoot]:
    """The production machine, for one test alone."""
    layer = work / "layer"
    yield clean_root.CleanRoot(layer / "root", below=installed)
    shutil.rmtree(layer)
