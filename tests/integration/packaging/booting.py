"""An installed root that really boots: systemd as first process, in namespaces of its own."""

import os
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_BOOT_SECONDS: Final = 60.0
# A container as systemd wants it: /dev with the few nodes there always are, /run and /tmp empty.
_BOOT: Final = """
set -e
echo $$ > "$GROUP/cgroup.procs"
exec unshare --mount --pid --fork --kill-child --uts --ipc --net --cgroup sh -c '
mount -t overlay overlay -o "$LAYERS" "$ROOT"
cd "$ROOT"
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mount -t tmpfs -o mode=755 tmpfs dev
for node in null:3 zero:5 full:7 random:8 urandom:9; do
    mknod -m 666 "dev/${node%%:*}" c 1 "${node#*:}"
done
mknod -m 666 dev/tty c 5 0
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
mount -t tmpfs tmpfs dev/shm
ln -s /proc/self/fd dev/fd
ip link set lo up
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin container=ventanilla LANG=C.UTF-8 \
    chroot . /lib/systemd/systemd --log-target=journal --show-status=no
'
"""


def unified_hierarchy() -> Path | None:
    """Where control groups of version 2 are mounted."""
    for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines():
        _, where, kind, *_ = line.split()
        if kind == "cgroup2":
            return Path(where)
    return None


class Booted:
    """A machine that is on; it is off when the block is left."""

    def __init__(self, root: Path, layers: str, groups: Path) -> None:
        self._environment = {**os.environ, "ROOT": str(root), "LAYERS": layers}
        self._group = groups / f"ventanilla-test-{os.getpid()}"

    def __enter__(self) -> Self:
        self._group.mkdir()
        self._starter = subprocess.Popen(
            ["sh", "-c", _BOOT],
            env={**self._environment, "GROUP": str(self._group)},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.wait_until("systemctl is-system-running --wait", "running")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self._first_process(), signal.SIGKILL)
        self._starter.wait()
        for folder in sorted((each for each in self._group.rglob("*") if each.is_dir()), reverse=True):
            folder.rmdir()
        self._group.rmdir()

    def run(self, command: str) -> str:
        """What a shell command says in there; its exit code is not looked at."""
        inside = ["nsenter", "-t", str(self._first_process()), "-a", "-r", "-w", "sh", "-c", command]
        done = subprocess.run(inside, capture_output=True, text=True, check=False, timeout=_BOOT_SECONDS)
        return done.stdout + done.stderr

    def wait_until(self, command: str, word: str, seconds: float = _BOOT_SECONDS) -> str:
        """Ask until the answer holds the word."""
        said, deadline = "", time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                said = self.run(command)
            except LookupError as error:
                said = str(error)
            if word in said:
                return said
            time.sleep(0.2)
        raise AssertionError(
            f"{command} did not say {word!r} within {seconds:.0f} s but: {said}\n{self._journal()}"
        )

    def process(self, words: str) -> int:
        """The number this machine gives to the process in there whose command line ends with `words`."""
        for member in self._members():
            line = Path(f"/proc/{member}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
            if line.endswith(words) and not line.startswith("/usr/bin/cage"):
                return member
        raise LookupError(f"nothing runs as {words}")

    def _journal(self) -> str:
        return self.run("journalctl --no-pager -n 30")

    def _first_process(self) -> int:
        for member in self._members():
            if Path(f"/proc/{member}/cmdline").read_bytes().startswith(b"/lib/systemd/systemd\0--log-target"):
                return member
        raise LookupError("systemd does not run yet")

    def _members(self) -> list[int]:
        return [int(each) for file in self._group.rglob("cgroup.procs") for each in file.read_text().split()]
