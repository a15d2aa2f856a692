"""ventanilla-runtime: the locked libraries of others on Debian's own Python, pruned, with their licences."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import abi
import licences
import pruning
from deb import HOUSE, Build, Package, compile_python

HOME: Final = Path("/opt/ventanilla-runtime")
SITE: Final = "lib/python3.11/site-packages"
_TOOLS: Final = Path("/build/tools")
_PYTHONS: Final = ("python", "python3", "python3.11")
_DLOPENED: Final = "libpcsclite1"  # pyscard opens it by name, so dpkg-shlibdeps cannot see it
_REQUIREMENTS: Final = HOUSE / "requirements"


def make(build: Build) -> None:
    """Make the package."""
    _install()
    package = Package("ventanilla-runtime", build)
    home = package.tree / HOME.relative_to("/")
    site = home / SITE
    shutil.copytree(HOME / SITE, site, ignore=shutil.ignore_patterns("__pycache__"))
    pruning.prune(site)
    _skeleton(home)
    # The product's own folder, so that a console script or a path on the command line is never needed.
    (site / "ventanilla.pth").write_text("/usr/lib/ventanilla\n", encoding="ascii")
    licences.collect(site, package.tree / "usr/share/doc/ventanilla-runtime/licenses")
    compile_python(home / "lib", f"{HOME}/lib")
    depends = f"{_shared_libraries(site)}, {_DLOPENED}"
    package.finish({"Abi": abi.name(), "Shlibs": depends})


def _install() -> None:
    """The lock, every hash checked, those of build requirements too."""
    if not (_TOOLS / "bin" / "uv").exists():
        _run("/usr/bin/python3", "-m", "venv", str(_TOOLS))
        _run(
            str(_TOOLS / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            str(_REQUIREMENTS / "tools.txt"),
        )
    if not HOME.exists():
        _run("/usr/bin/python3", "-m", "venv", "--without-pip", str(HOME))
    uv = [str(_TOOLS / "bin" / "uv"), "pip", "sync", "--quiet", "--no-config", "--link-mode", "copy"]
    uv += ["--python", str(HOME / "bin" / "python"), "--require-hashes"]
    uv += ["--build-constraints", str(_REQUIREMENTS / "build.txt"), str(_REQUIREMENTS / "platform.txt")]
    _run(*uv)


def _skeleton(home: Path) -> None:
    """A virtual environment is this file and links to Debian's Python; console scripts stay behind."""
    shutil.copyfile(HOME / "pyvenv.cfg", home / "pyvenv.cfg")
    (home / "bin").mkdir()
    for name in _PYTHONS:
        (home / "bin" / name).symlink_to("/usr/bin/python3.11" if name == "python3.11" else "python3.11")


def _shared_libraries(site: Path) -> str:
    """The Debian packages whose libraries ours are linked with."""
    folder = Path("/build/shlibdeps")
    (folder / "debian").mkdir(parents=True, exist_ok=True)
    (folder / "debian" / "control").write_text(
        "Source: ventanilla\n\nPackage: ventanilla-runtime\nArchitecture: amd64\n"
    )
    private = sorted({file.parent for file in site.rglob("*.so*") if file.is_file()})
    command = ["dpkg-shlibdeps", "--ignore-missing-info", "-O", *(f"-l{each}" for each in private)]
    command += [f"-e{file}" for file in sorted(site.rglob("*.so*")) if file.is_file()]
    done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip().removeprefix("shlibs:Depends=")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, env={**os.environ, "UV_PYTHON_DOWNLOADS": "never"})
