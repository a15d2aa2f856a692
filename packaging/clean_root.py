"""A clean Debian 12 root: made by debootstrap, thrown away or kept, and commands run inside it.

Mirrors, proxies and certificates are the environment's: what this machine needs to reach its package sources
is passed on, and nothing is named here. Needs root (debootstrap, chroot).
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SUITE: Final = "bookworm"
_PASSED_ON: Final = ("PIP_", "UV_", "SSL_", "REQUESTS_CA", "CURL_CA", "http_proxy", "https_proxy", "no_proxy")
_FILES: Final = ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt")
_FOLDERS: Final = ("/etc/apt/apt.conf.d", "/etc/apt/sources.list.d", "/etc/apt/keyrings")
_BASE: Final = "ca-certificates"  # package sources behind a proxy that inspects TLS need it first
# Private mounts and processes: whatever the command starts ends with it, and nothing stays mounted.
_INSIDE: Final = """
set -e
if [ -n "$ALONE" ]; then ip link set lo up; fi
if [ -n "$LAYERS" ]; then mount -t overlay overlay -o "$LAYERS" "$ROOT"; fi
mount --rbind /dev "$ROOT/dev"
mount -t proc proc "$ROOT/proc"
mount -t tmpfs -o mode=1777 tmpfs "$ROOT/tmp"
exec chroot "$ROOT" /bin/sh -c "$COMMAND"
"""


class CleanRootError(Exception):
    """The root could not be made; the message holds the last words of the tool that failed."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command inside ended."""

    code: int
    output: str


class CleanRoot:
    """One root folder; with `below`, a layer over another root, which stays as it is."""

    def __init__(self, folder: Path, below: "CleanRoot | None" = None) -> None:
        self.folder = folder
        self.layers = ""
        if below is not None:
            upper, work = folder.with_name(f"{folder.name}.upper"), folder.with_name(f"{folder.name}.work")
            for each in (folder, upper, work):
                each.mkdir(parents=True)
            self.layers = f"lowerdir={below.folder},upperdir={upper},workdir={work}"

    def make(self, archive: Path | None = None) -> None:
        """Debootstrap, or unpack what `keep` stored before. Raises CleanRootError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if archive is not None and archive.exists():
            _run(["tar", "-C", str(self.folder), "-xf", str(archive)])
        else:
            mirror = os.environ.get("DEBOOTSTRAP_MIRROR")
            command = ["debootstrap", "--variant=minbase", f"--include={_BASE}", SUITE, str(self.folder)]
            _run([*command, *([mirror] if mirror else [])])
        self._share_sources()

    def keep(self, archive: Path) -> None:
        """Store this root, so that the next one is unpacked in seconds."""
        archive.parent.mkdir(parents=True, exist_ok=True)
        _run(["tar", "-C", str(self.folder), "--zstd", "-cf", str(archive), "."])

    def run(
        self, command: str, seconds: float, extra: Mapping[str, str] | None = None, *, alone: bool = False
    ) -> Ran:
        """Run a shell command as root inside; its processes end with it. `alone`: without our network.

        Abstract sockets belong to the network: a window opened `alone` cannot appear on another screen.
        """
        environment = {name: text for name, text in os.environ.items() if name.startswith(_PASSED_ON)}
        environment |= {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            "ROOT": str(self.folder),
            "LAYERS": self.layers,
            "COMMAND": command,
            "ALONE": "yes" if alone else "",
            **(extra or {}),
        }
        unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *(["--net"] if alone else [])]
        done = subprocess.run(
            [*unshare, "sh", "-c", _INSIDE],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
        )
        return Ran(done.returncode, done.stdout)

    def _share_sources(self) -> None:
        for name in _FILES:
            self._copy(Path(name))
        for name in _FOLDERS:
            for file in Path(name).glob("*") if Path(name).is_dir() else ():
                if file.is_file() and not file.name.startswith("docker"):
                    self._copy(file)

    def _copy(self, file: Path) -> None:
        if file.exists():
            target = self.folder / file.relative_to("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except FileNotFoundError as error:
        raise CleanRootError(f"{command[0]}: not installed (apt-get install {command[0]})") from error
    except subprocess.CalledProcessError as error:
        last = "\n".join(str(error.stdout).splitlines()[-12:])
        raise CleanRootError(f"{' '.join(command)} failed:\n{last}") from error
