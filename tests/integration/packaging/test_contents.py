"""What is in the packages: licences, nothing GPL-only, no simulator in production, byte code never stale."""

import importlib.util
import re
import subprocess
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.integration.packaging.roots import ROOT, deb

NAMES = ("ventanilla-runtime", "ventanilla", "ventanilla-demo")
SITE = "opt/ventanilla-runtime/lib/python3.11/site-packages"
LICENCES = "usr/share/doc/ventanilla-runtime/licenses"
LEFT_OUT = {"pip", "setuptools", "colorama"}  # installers, and a library for Windows
GPL_ONLY = re.compile(
    r"virtualkeyboard|qtcharts|qt6charts|timeline|lottie|waylandcompositor|quick3d|datavisualization|pykcs11",
    re.IGNORECASE,
)
UNCHECKED = 0b01  # PEP 552: hash-based, and the source is not looked at


@pytest.fixture(scope="session", params=NAMES)
def package(request: pytest.FixtureRequest, packages: Path) -> Path:
    return deb(packages, request.param)


@pytest.fixture(scope="session")
def unpacked(work: Path, packages: Path) -> dict[str, Path]:
    trees = {}
    for name in NAMES:
        trees[name] = work / "unpacked" / name
        trees[name].mkdir(parents=True)
        subprocess.run(["dpkg-deb", "-R", str(deb(packages, name)), str(trees[name])], check=True)
    return trees


def files(tree: Path) -> set[str]:
    return {
        file.relative_to(tree).as_posix()
        for file in tree.rglob("*")
        if not file.is_dir() and "DEBIAN" not in file.parts
    }


def locked(lock: str) -> set[str]:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def test_every_locked_library_is_bundled_with_its_licence_text(unpacked: dict[str, Path]) -> None:
    folders = [folder for folder in (unpacked["ventanilla-runtime"] / LICENCES).iterdir() if folder.is_dir()]
    named = {folder.name.rpartition("-")[0].lower().replace("_", "-"): folder for folder in folders}

    assert sorted(locked("platform.txt") - LEFT_OUT - named.keys()) == []
    assert [
        folder.name for folder in folders if not any(file.stat().st_size > 200 for file in folder.iterdir())
    ] == []


def test_nothing_is_bundled_that_is_not_locked(unpacked: dict[str, Path]) -> None:
    site = unpacked["ventanilla-runtime"] / SITE
    bundled = {wheel.name.partition("-")[0].lower().replace("_", "-") for wheel in site.glob("*.dist-info")}

    assert bundled == locked("platform.txt") - LEFT_OUT


def test_qt_comes_with_the_texts_of_the_lgpl(unpacked: dict[str, Path]) -> None:
    for folder in (unpacked["ventanilla-runtime"] / LICENCES).glob("pyside6*"):
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in (folder / "LGPL-3").read_text(encoding="utf-8")
        assert "GNU GENERAL PUBLIC LICENSE" in (folder / "GPL-3").read_text(encoding="utf-8")


def test_nothing_that_only_the_gpl_offers_is_inside(unpacked: dict[str, Path]) -> None:
    found = files(unpacked["ventanilla-runtime"])

    assert [file for file in found if GPL_ONLY.search(Path(file).name)] == []
    assert GPL_ONLY.search("libqtvirtualkeyboardplugin.so")


def test_of_qt_only_what_the_list_keeps_is_inside(unpacked: dict[str, Path]) -> None:
    lines = (ROOT / "packaging" / "qt-kept.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    qt = unpacked["ventanilla-runtime"] / SITE / "PySide6"
    stray = [
        file
        for file in files(qt)
        if not file.endswith(".pyc") and not any(stands_for(one, file) for one in kept)
    ]

    assert sorted(stray) == []


def test_the_product_holds_no_simulator_dock_or_journey(unpacked: dict[str, Path]) -> None:
    product = {file for file in files(unpacked["ventanilla"]) if file.startswith("usr/lib/ventanilla/")}
    demo = {file for file in files(unpacked["ventanilla-demo"]) if file.startswith("usr/lib/ventanilla/")}
    theirs = ("usr/lib/ventanilla/demo/", "usr/lib/ventanilla/devices/sim/")

    assert [file for file in product if file.startswith(theirs)] == []
    assert all(file.startswith(theirs) for file in demo)
    assert any(file.startswith(theirs[1]) for file in demo)


def test_no_tests_and_no_build_machine_are_inside(unpacked: dict[str, Path]) -> None:
    site = unpacked["ventanilla-runtime"] / SITE
    installers = [file for file in files(site) if file.endswith(("direct_url.json", "uv_cache.json"))]

    assert [name for name in ("tests", "docs", "pip", "setuptools") if (site / name).exists()] == []
    assert installers == []
    for name in ("pyvenv.cfg",):
        assert "/build" not in (site.parents[2] / name).read_text(encoding="utf-8")


def test_byte_code_is_there_for_every_module_and_trusted_unseen(unpacked: dict[str, Path]) -> None:
    for tree in unpacked.values():
        for module in tree.rglob("*.py"):
            compiled = Path(
                importlib.util.cache_from_source(str(module)).replace(".cpython-312", ".cpython-311")
            )
            assert compiled.exists(), module
            assert int.from_bytes(compiled.read_bytes()[4:8], "little") == UNCHECKED, compiled


def test_the_compiled_modules_name_the_place_they_are_installed_in(unpacked: dict[str, Path]) -> None:
    compiled = next((unpacked["ventanilla"] / "usr/lib/ventanilla/kiosk/__pycache__").glob("cli.*.pyc"))

    assert b"/usr/lib/ventanilla/kiosk/cli.py" in compiled.read_bytes()


def test_nothing_asks_a_question_at_an_upgrade(unpacked: dict[str, Path]) -> None:
    assert [name for name, tree in unpacked.items() if (tree / "DEBIAN" / "conffiles").exists()] == []
    assert [name for name, tree in unpacked.items() if (tree / "etc").exists()] == []


def test_no_file_can_be_written_by_anybody_but_root(package: Path) -> None:
    listed = subprocess.run(
        ["dpkg-deb", "-c", str(package)], check=True, capture_output=True, text=True
    ).stdout
    odd = [
        line for line in listed.splitlines() if " root/root " not in line or re.match(r"-.{4}w|-.{7}w", line)
    ]

    assert odd == []


def test_units_sysusers_and_rules_are_where_debian_looks(unpacked: dict[str, Path]) -> None:
    there = files(unpacked["ventanilla"])

    assert {
        "usr/bin/ventanilla",
        "usr/lib/systemd/system/ventanilla-kiosk.service",
        "usr/lib/systemd/system/ventanilla-failsafe.service",
        "usr/lib/systemd/system/ventanilla-platform.service",
        "usr/lib/sysusers.d/ventanilla.conf",
        "usr/lib/tmpfiles.d/ventanilla.conf",
        "usr/lib/udev/rules.d/60-ventanilla.rules",
    } <= there


def stands_for(pattern: str, file: str) -> bool:
    """A star does not stand for a folder."""
    return pattern.count("/") == file.count("/") and fnmatchcase(file, pattern)
