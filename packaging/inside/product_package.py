"""ventanilla: our own packages without the simulators, the command, units, rules and users."""

import shutil
import tomllib
from email.message import Message
from pathlib import Path
from typing import Final

import abi
from deb import HOUSE, PACKAGING, Build, Package, compile_python, copy_tree

LIBRARY: Final = "usr/lib/ventanilla"
DEMO_ONLY: Final = ("demo",)  # and devices/sim
_FILES: Final = {
    "systemd/ventanilla-kiosk.service": "usr/lib/systemd/system",
    "systemd/ventanilla-platform.service": "usr/lib/systemd/system",
    "systemd/ventanilla-failsafe.service": "usr/lib/systemd/system",
    "systemd/ventanilla-renew.service": "usr/lib/systemd/system",
    "udev/60-ventanilla.rules": "usr/lib/udev/rules.d",
    "sysusers/ventanilla.conf": "usr/lib/sysusers.d",
    "tmpfiles/ventanilla.conf": "usr/lib/tmpfiles.d",
    "polkit/60-ventanilla.rules": "usr/share/polkit-1/rules.d",
    "failsafe/fuera-de-servicio.txt": "usr/share/ventanilla",
}
_PROGRAMS: Final = {
    "bin/ventanilla": "usr/bin/ventanilla",
    "failsafe/show": "usr/libexec/ventanilla/show-out-of-service",
    "systemd/renew": "usr/libexec/ventanilla/renew-kiosk",
}


def make(build: Build) -> None:
    """Make the package."""
    package = Package("ventanilla", build)
    library = package.tree / LIBRARY
    for name in packages():
        if name not in DEMO_ONLY:
            copy_tree(HOUSE / name, library / name)
    _leave_out_simulators(library)
    package.write(f"{LIBRARY}/ventanilla-{build.version}.dist-info/METADATA", _metadata(build.version))
    compile_python(library, f"/{LIBRARY}")
    for source, folder in _FILES.items():
        package.copy(PACKAGING / source, f"{folder}/{Path(source).name}")
    for source, target in _PROGRAMS.items():
        package.copy(PACKAGING / source, target)
    for guide in ("instalar-en-un-kiosco.md", "actualizar.md"):
        package.copy(HOUSE / "docs" / "how-to" / guide, f"usr/share/doc/ventanilla/{guide}")
    package.copy(HOUSE / "config" / "fonts" / "OFL.txt", "usr/share/doc/ventanilla/fonts-OFL.txt")
    package.finish({"Abi": abi.name()})


def packages() -> tuple[str, ...]:
    """The folders the distribution names."""
    tools = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return tuple(pattern.rstrip("*") for pattern in tools["setuptools"]["packages"]["find"]["include"])


def _leave_out_simulators(library: Path) -> None:
    shutil.rmtree(library / "devices" / "sim")


def _metadata(version: str) -> str:
    """What `ventanilla --version` reads."""
    metadata = Message()
    metadata["Metadata-Version"] = "2.1"
    metadata["Name"] = "ventanilla"
    metadata["Version"] = version
    return metadata.as_string()
