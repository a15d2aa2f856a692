"""A bare Debian 12 root: debootstrap minbase + ca-certificates + git, and commands run inside it.

Mirrors, proxies and certificates are the environment's: what a person's machine needs to reach its package
sources is passed on, nothing is named here.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_PASSED_ON: Final = ("PIP_", "UV_", "SSL_", "REQUESTS_CA", "CURL_CA", "http_proxy", "https_proxy", "no_proxy")
_FILES: Final = ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt")
_FOLDERS: Final = ("/etc/apt/apt.conf.d", "/etc/apt/sources.list.d", "/etc/apt/keyrings")
# Private mounts and processes: whatever the command starts ends with it, and nothing stays mounted.
_INSIDE: Final = """
set -e
mount --rbind /dev "$ROOT/dev"
mount -t proc proc "$ROOT/proc"
exec chroot "$ROOT" /bin/sh -c "$COMMAND"
"""


class BareDebian:
    """A root folder that is thrown away."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def build(self) -> None:
        """Debootstrap; raises CalledProcessError with its last words."""
        command = ["debootstrap", "--variant=minbase", "--include=ca-certificates,git", "bookworm"]
        mirror = os.environ.get("DEBOOTSTRAP_MIRROR")
        self.root.mkdir(parents=True)
        subprocess.run(
            [*command, str(self.root), *([mirror] if mirror else [])],
            check=True,
            capture_output=True,
            text=True,
        )
        for name in _FILES:
            self._copy(Path(name))
        for name in _FOLDERS:
            for file in Path(name).glob("*") if Path(name).is_dir() else ():
                if file.is_file() and not file.name.startswith("docker"):
                    self._copy(file)

    def run(self, command: str, seconds: float, extra: Mapping[str, str] | None = None) -> "Ran":
        """Run a shell command as root inside; its output is kept, its processes end with it."""
        environment = {name: text for name, text in os.environ.items() if name.startswith(_PASSED_ON)}
        environment |= {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "ROOT": str(self.root),
            "COMMAND": command,
            **(extra or {}),
        }
        unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", _INSIDE]
        done = subprocess.run(
            unshare, env=environment, capture_output=True, text=True, timeout=seconds, check=False
        )
        return Ran(done.returncode, done.stdout + done.stderr)

    def _copy(self, file: Path) -> None:
        if file.exists():
            target = self.root / file.relative_to("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


class Ran:
    """How a command inside ended."""

    def __init__(self, code: int, output: str) -> None:
        self.code = code
        self.output = output
