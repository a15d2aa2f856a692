"""Built packages and the clean roots they are installed in."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
OLDER: Final = "0.1.0"
NEWER: Final = "0.1.0+next"
"""The same sources with one word changed by one of equal length, and equal times."""

WORD: Final = ("La ventanilla del ciudadano.", "La ventanilla de la persona.")
CHANGED: Final = Path("kiosk/cli.py")
EPOCH: Final = "1700000000"
GIVEN: Final = "VENTANILLA_PACKAGES"  # a folder of packages built before, for who works on these tests
HEADLESS_CAGE: Final = (
    "export XDG_RUNTIME_DIR=/tmp/run WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman"
    " QT_QPA_PLATFORM=wayland QT_WAYLAND_DISABLE_WINDOWDECORATION=1; cage -d -- "
)
SERVED: Final = """
ventanilla platform serve --catalogue /usr/lib/ventanilla/config/catalogue > /tmp/platform.log 2>&1 &
platform=$!
for second in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    grep -q ready /tmp/platform.log && break
    sleep 1
done
"""
ENROLLED: Final = (
    SERVED
    + """
ventanilla platform create-token > /run/pase.txt
chown _ventanilla /run/pase.txt
chmod 0400 /run/pase.txt
ventanilla enrol --server https://127.0.0.1:8443 --token-file /run/pase.txt
done=$?
rm /run/pase.txt
kill $platform
wait $platform
exit $done
"""
)


def _load() -> ModuleType:
    """packaging/ is no package, because its name is that of a library."""
    spec = importlib.util.spec_from_file_location("clean_root", ROOT / "packaging" / "clean_root.py")
    if spec is None or spec.loader is None:
        raise ImportError("packaging/clean_root.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["clean_root"] = module
    spec.loader.exec_module(module)
    return module


clean_root: Final = _load()


def missing() -> str:
    """What keeps packages from being built and installed here; empty when nothing does."""
    if os.geteuid() != 0:
        return "making a root needs an administrator"
    tools = [tool for tool in ("debootstrap", "zstd", "unshare", "ip", "dpkg-deb") if not shutil.which(tool)]
    return f"not installed: {', '.join(tools)}" if tools else ""


def build(work: Path, base: Path) -> Path:
    """All packages of the older version and the two of the newer one, in one folder."""
    if given := os.environ.get(GIVEN):
        return Path(given)
    out = work / "packages"
    _build(ROOT, out, work / "build", base, "--version", OLDER)
    _build(
        _newer_house(work),
        out,
        work / "build",
        base,
        "--version",
        NEWER,
        *_only("ventanilla", "ventanilla-demo"),
    )
    shutil.rmtree(work / "build")
    return out


def _build(house: Path, out: Path, root: Path, base: Path, *more: str) -> None:
    command = [sys.executable, "-B", str(house / "packaging" / "build.py"), "--out", str(out)]
    done = subprocess.run(
        [*command, "--root", str(root), "--base", str(base), *more],
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _only(*names: str) -> list[str]:
    return [word for name in names for word in ("--only", name)]


def _newer_house(work: Path) -> Path:
    house = work / "house"
    left_out = shutil.ignore_patterns(".git*", ".venv*", "out", "__pycache__", "tests", ".*_cache")
    shutil.copytree(ROOT, house, ignore=left_out)
    file = house / CHANGED
    text = file.read_text(encoding="utf-8")
    assert WORD[0] in text
    file.write_text(text.replace(*WORD), encoding="utf-8")
    return house


def deb(packages: Path, name: str, version: str = OLDER) -> Path:
    """One built package."""
    (found,) = packages.glob(f"{name}_{version}_*.deb")
    return found


def lay_out(packages: Path, root: Path) -> None:
    """The packages as a technician brings them: files in a folder."""
    folder = root / "debs"
    folder.mkdir(exist_ok=True)
    for file in packages.glob("*.deb"):
        shutil.copyfile(file, folder / file.name)


def install(*names: str, version: str = OLDER, options: str = "") -> str:
    """What a technician types, with apt alone and nobody to answer a question."""
    files = [f"./{name}_{OLDER if name == 'ventanilla-runtime' else version}_*.deb" for name in names]
    return f"cd /debs && apt-get install -y -q --no-install-recommends {options} {' '.join(files)}"
