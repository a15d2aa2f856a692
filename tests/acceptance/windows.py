"""Real windows for acceptance tests: Xvfb with xdotool's hand, and cage headless as an unprivileged user."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from demo.errors import ControlError
from demo.wire import LineClient

ROOT: Final = Path(__file__).resolve().parents[2]
_UNPRIVILEGED: Final = "nobody"


@contextmanager
def virtual_screen(size: str = "1920x1080") -> Iterator[str]:
    """An X server on a free display; gives its DISPLAY."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        display = f":{answer.readline().strip()}"
    try:
        yield display
    finally:
        server.terminate()
        server.wait()


@contextmanager
def running(
    command: list[str], environment: dict[str, str], **options: Any
) -> Iterator[subprocess.Popen[str]]:
    """A command in its own process group, ended with everything it started."""
    process = subprocess.Popen(
        command,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        **options,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def control_of(folder: Path, process: subprocess.Popen[str], seconds: float = 120) -> LineClient:
    """The control socket of the demonstration that writes below `folder`, once its window is there."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(process.stdout.read() if process.stdout else "it ended")
        for path in _sockets(folder):
            client = _answering(path)
            if client is not None:
                return client
        time.sleep(0.2)
    raise AssertionError("no window appeared")


def _answering(path: Path) -> LineClient | None:
    try:
        client = LineClient(path, name="terminal")
    except ControlError:
        return None
    try:
        client.ask("screen")
    except ControlError:
        client.close()
        return None
    return client


def _sockets(folder: Path) -> Iterator[Path]:
    """Files come and go while a demonstration sets itself up: os.walk minds that less than rglob."""
    for place, _, names in os.walk(folder):
        yield from (Path(place) / name for name in names if "terminal" in name and name.endswith(".sock"))


def click(client: LineClient, display: str, name: str) -> None:
    """Press what is called `name` with the screen's own pointer, where it is drawn."""
    deadline = time.monotonic() + 10
    while True:
        nodes = client.ask("tree")["nodes"]
        found = [node for node in nodes if node["name"].startswith(name) and node["enabled"]]
        if found or time.monotonic() > deadline:
            break
        time.sleep(0.2)
    assert found, f"«{name}» is not on the screen"
    x, y, width, height = _rectangle(found[0])
    command = ["xdotool", "mousemove", str(x + width // 2), str(y + height // 2), "click", "1"]
    subprocess.run(command, env={**os.environ, "DISPLAY": display}, check=True)
    time.sleep(0.5)  # a person's pace: the kiosk ignores touches for 300 ms after a new page


def windows_of(display: str) -> list[str]:
    """Names of the visible windows."""
    environment = {**os.environ, "DISPLAY": display}
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "."],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    names = []
    for window in found.stdout.split():
        shown = subprocess.run(
            ["xdotool", "getwindowname", window], env=environment, capture_output=True, text=True, check=False
        )
        names.append(shown.stdout.strip())
    return [name for name in names if name]


def unprivileged_clone(folder: Path) -> tuple[Path, dict[str, str]]:
    """A clone of this checkout that belongs to `nobody`, and the environment to run it in cage headless."""
    user = pwd.getpwnam(_UNPRIVILEGED)
    clone, home, runtime = folder / "ventanilla", folder / "home", folder / "run"
    safe = ["git", "-c", "safe.directory=*"]
    subprocess.run([*safe, "clone", "--quiet", str(ROOT), str(clone)], check=True)
    for path in (home, runtime):
        path.mkdir(mode=0o700)
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, user.pw_uid, user.pw_gid)
    passed = {name: text for name, text in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment = passed | {
        "HOME": str(home),
        "TMPDIR": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_CACHE_HOME": str(home / "cache"),
        "UV_CACHE_DIR": str(home / "cache" / "uv"),
        "WLR_BACKENDS": "headless",
        "WLR_LIBINPUT_NO_DEVICES": "1",
        "WLR_RENDERER": "pixman",
        "QT_QPA_PLATFORM": "wayland",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
    }
    return clone, environment


def as_nobody(command: list[str]) -> list[str]:
    """The same command as the unprivileged user, without any way to become another."""
    return [
        "setpriv",
        f"--reuid={_UNPRIVILEGED}",
        "--regid=nogroup",
        "--clear-groups",
        "--no-new-privs",
        *command,
    ]


def _rectangle(node: dict[str, Any]) -> tuple[int, int, int, int]:
    rect = node["rect"]
    values = [rect[key] for key in ("x", "y", "width", "height")] if isinstance(rect, dict) else rect
    x, y, width, height = (int(value) for value in values)
    return x, y, width, height
