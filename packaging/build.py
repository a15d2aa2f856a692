"""`./dev package`: builds ventanilla-runtime, ventanilla and ventanilla-demo in a clean Debian 12 root.

The root is made by debootstrap and thrown away; `--root DIR` keeps it, and the next build there takes
seconds. What runs inside is packaging/inside/. Needs root.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from clean_root import CleanRoot, CleanRootError

HOUSE: Final = Path(__file__).resolve().parent.parent
PACKAGES: Final = ("ventanilla-runtime", "ventanilla", "ventanilla-demo")
_SIDE: Final = ("packaging", "requirements", "pyproject.toml", "LICENSE", "CHANGELOG.md", "docs")
_LEFT_OUT: Final = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "*~", "*.orig", "*.rej")
# What the build itself needs, and the libraries whose owners dpkg-shlibdeps looks up.
_APT_BUILD: Final = "python3 python3-venv python3-dev gcc libc6-dev libpcsclite-dev dpkg-dev binutils gzip"
_APT_LIBRARIES: Final = (
    "libglib2.0-0 libbrotli1 libgl1 libegl1 libfontconfig1 libfreetype6 libdbus-1-3 libxkbcommon0 libx11-6"
    " libgssapi-krb5-2 libdrm2 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0"
    " libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1"
    " libxkbcommon-x11-0 libx11-xcb1 libxcb-glx0 libwayland-client0 libwayland-cursor0 libwayland-egl1"
)
_SECONDS: Final = 1800.0


def main() -> int:
    """Build; 1 with the tool's last words when something failed, 2 when this cannot be done here."""
    options = _options()
    if os.geteuid() != 0:
        print(
            "./dev package hace una raíz de Debian con debootstrap: ejecútelo como administrador.",
            file=sys.stderr,
        )
        return 2
    try:
        if options.root is not None:
            _build(CleanRoot(options.root), options)
        else:
            with tempfile.TemporaryDirectory(prefix="ventanilla-package-") as folder:
                _build(CleanRoot(Path(folder) / "root"), options)
    except CleanRootError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _build(root: CleanRoot, options: Namespace) -> None:
    began = time.monotonic()
    ready = root.folder / "build" / "ready"
    if not ready.exists():
        root.make(options.base)
        if options.base is not None and not options.base.exists():
            root.keep(options.base)
        _step(f"raíz limpia en {root.folder}", began)
        began = time.monotonic()
        packages = f"{_APT_BUILD} {_APT_LIBRARIES}"
        _inside(root, f"apt-get update -q && apt-get install -y -q --no-install-recommends {packages}")
        ready.parent.mkdir(exist_ok=True)
        ready.touch()
        _step("paquetes de Debian para construir", began)
        began = time.monotonic()
    _copy_sources(root.folder / "build")
    only = " ".join(options.only or PACKAGES)
    extra = {"SOURCE_DATE_EPOCH": str(_epoch()), "PYTHONDONTWRITEBYTECODE": "1"}
    make = "python3 /build/house/packaging/inside/make.py"
    command = f"{make} --version {options.version} --compress {options.compress} {only}"
    _inside(root, command, extra)
    _step("paquetes construidos", began)
    _collect(root.folder / "build" / "out", options.out)


def _inside(root: CleanRoot, command: str, extra: dict[str, str] | None = None) -> None:
    ran = root.run(command, _SECONDS, extra)
    if ran.code:
        last = "\n".join(ran.output.splitlines()[-25:])
        raise CleanRootError(f"{command} failed ({ran.code}):\n{last}")


def _copy_sources(target: Path) -> None:
    """Our own packages and what the build reads, as they stand in the tree."""
    house = target / "house"
    shutil.rmtree(house, ignore_errors=True)
    shutil.rmtree(target / "out", ignore_errors=True)
    for name in (*_SIDE, *_packages()):
        source = HOUSE / name
        if source.is_dir():
            shutil.copytree(source, house / name, ignore=_LEFT_OUT)
        else:
            house.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, house / name)


def _packages() -> tuple[str, ...]:
    """The folders the distribution names."""
    found = _pyproject()["tool"]["setuptools"]["packages"]["find"]["include"]
    return tuple(pattern.rstrip("*") for pattern in found)


def _pyproject() -> dict:  # type: ignore[type-arg]  # TOML
    return tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))


def _epoch() -> int:
    """The time every file gets: the commit's, so that the same commit gives the same packages."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    command = ["git", "-C", str(HOUSE), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 else int((HOUSE / "CHANGELOG.md").stat().st_mtime)


def _collect(built: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for deb in sorted(built.glob("*.deb")):
        shutil.copyfile(deb, out / deb.name)
        print(f"{out / deb.name}  {deb.stat().st_size / 1e6:.1f} MB")


def _step(what: str, began: float) -> None:
    print(f"{what}: {time.monotonic() - began:.0f} s", flush=True)


def _options() -> Namespace:
    parser = ArgumentParser(prog="./dev package", description="Construye los paquetes de Debian 12.")
    parser.add_argument(
        "--out", type=Path, default=Path("out/packages"), metavar="DIR", help="dónde deja los .deb"
    )
    parser.add_argument(
        "--only", action="append", choices=PACKAGES, metavar="NAME", help="solo este; se repite"
    )
    parser.add_argument(
        "--version", default=_pyproject()["project"]["version"], help="versión de los paquetes"
    )
    parser.add_argument(
        "--compress", choices=("zstd", "xz"), default="zstd", help="xz para publicar: menor y lento"
    )
    parser.add_argument("--root", type=Path, metavar="DIR", help="raíz que se conserva y se vuelve a usar")
    parser.add_argument(
        "--base", type=Path, metavar="FILE", help="tar de la raíz limpia: se usa, o se guarda ahí"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
