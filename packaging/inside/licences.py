"""The licence texts of every bundled wheel; a wheel without one stops the build."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from deb import PACKAGING

_A_TEXT: Final = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
_COMMON: Final = Path("/usr/share/common-licenses")
# Wheels that name their licence and bring no text: Debian has it.
_BY_NAME: Final = {"pyside6_essentials": ("LGPL-3", "GPL-3"), "shiboken6": ("LGPL-3", "GPL-3")}
_OWN: Final = PACKAGING / "licences"
# What Qt's libraries contain of others; Debian wrote it down for the same sources.
_QT_PARTS: Final = ("libqt6core6", "libqt6qml6", "libqt6svg6", "libqt6waylandclient6", "libicu72")


def collect(site: Path, target: Path) -> None:
    """Copy the texts to `target`/<wheel>; SystemExit naming the wheels without one."""
    silent = [wheel.name for wheel in sorted(site.glob("*.dist-info")) if not _collect(wheel, target)]
    if silent:
        raise SystemExit(f"no licence text in {', '.join(silent)}: put one in packaging/licences")
    _collect_qt_parts(target / "qt-third-party")


def _collect(wheel: Path, target: Path) -> bool:
    folder = target / wheel.name.removesuffix(".dist-info")
    name = wheel.name.partition("-")[0]
    texts = [file for file in sorted(wheel.rglob("*")) if file.is_file() and _is_text(file, wheel)]
    texts += [_COMMON / each for each in _BY_NAME.get(name, ())]
    texts += [_OWN / f"{name}.txt"] if (_OWN / f"{name}.txt").exists() else []
    for text in texts:
        folder.mkdir(parents=True, exist_ok=True)
        inside = text.is_relative_to(wheel)
        shutil.copyfile(text, folder / ("-".join(text.relative_to(wheel).parts) if inside else text.name))
    return bool(texts)


def _is_text(file: Path, wheel: Path) -> bool:
    parts = file.relative_to(wheel).parts
    return parts[0] == "licenses" or (len(parts) == 1 and bool(_A_TEXT.search(file.name)))


def _collect_qt_parts(target: Path) -> None:
    """From Debian's own packages of Qt and ICU, downloaded for their copyright files alone."""
    folder = Path("/build/copyrights")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run(
        ["apt-get", "download", "-q", "-o", "APT::Sandbox::User=root", *_QT_PARTS], cwd=folder, check=True
    )
    target.mkdir(parents=True)
    for deb in sorted(folder.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", str(deb), str(folder / "x")], check=True)
    for name in _QT_PARTS:
        shutil.copyfile(folder / "x/usr/share/doc" / name / "copyright", target / f"{name}.copyright")
    shutil.copyfile(_OWN / "qt-third-party.txt", target / "README")
