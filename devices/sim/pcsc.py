"""A card service of its own for one run: pcscd in a private mount namespace, with the virtual reader vpcd.

Its readers are free for simulated cards, its socket is in its own folder, and it sees no reader of this
machine: its /run and its driver folder are ours (pcscd 1.9.9, vpcd 3.3, Debian 12; as root and as a user).
"""

import os
import random
import shutil
import socket
import subprocess
import time
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from devices.sim.control import ControlServer, Order, RefusedOrderError
from devices.sim.process import Loop, add_process_arguments, announce, bind_to_life_of_starter

READERS: Final = ("Virtual PCD 00 00", "Virtual PCD 00 01")
"""The names of the two readers, in the order of their ports."""

_PCSCD: Final = Path("/usr/sbin/pcscd")
_DRIVERS: Final = Path("/usr/lib/pcsc/drivers")
_VPCD: Final = Path("serial/libifdvpcd.so")
_TOOLS: Final = ("unshare", "mount", "setpriv")
_LONGEST_SOCKET_NAME: Final = 107
_READY_SECONDS: Final = 20.0
_LOOK_SECONDS: Final = 0.01
_ATTEMPTS: Final = 5  # somebody may take a port between our look and pcscd's
_PORTS: Final = range(
    20000, 32000, 2
)  # below those the kernel lends to clients: a card never meets itself there
_LISTENING: Final = "0A"  # tcp(7), /proc/net/tcp

# The kernel forgets a parent-death signal when a process changes its user: so it is asked for inside.
_INSIDE: Final = (
    'mount --bind "$0/run" /run && mount --bind "$0/drivers" ' + str(_DRIVERS) + " && "
    f"exec setpriv --pdeathsig KILL {_PCSCD} --foreground --config /run/conf"
)
_CONFIGURATION: Final = """FRIENDLYNAME "Virtual PCD"
DEVICENAME   /dev/null:0x{port:04X}
LIBPATH      {library}
CHANNELID    0x{port:04X}
"""


class CardServiceError(Exception):
    """The isolated pcscd does not run; the message says why."""


def why_not() -> str | None:
    """Why no isolated card service is possible here; None where it is."""
    if not _PCSCD.exists():
        return f"{_PCSCD} is missing: install pcscd"
    if not (_DRIVERS / _VPCD).exists():
        return f"{_DRIVERS / _VPCD} is missing: install vsmartcard-vpcd"
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        return f"missing: {', '.join(missing)} (util-linux and mount)"
    tried = subprocess.run([*_namespace(), "true"], capture_output=True, text=True, check=False)
    return None if tried.returncode == 0 else f"no private mount namespace: {tried.stderr.strip()}"


class IsolatedPcscd:
    """One pcscd with two virtual readers. Use it in the thread that made it: it ends when that does."""

    def __init__(self, folder: Path) -> None:
        """Prepare `folder`; nothing runs before `start`.

        Raises:
            CardServiceError: the folder's name is too long for a socket in it.
        """
        self._folder = folder.resolve()
        self._process: subprocess.Popen[bytes] | None = None
        self._plugged = True
        self._port = 0
        if len(os.fsencode(self.address)) > _LONGEST_SOCKET_NAME:
            raise CardServiceError(
                f"{self.address} is longer than {_LONGEST_SOCKET_NAME} bytes: shorter folder"
            )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def address(self) -> Path:
        """Where clients find this service."""
        return self._folder / "run" / "pcscd" / "pcscd.comm"

    @property
    def environment(self) -> dict[str, str]:
        """What a client needs in its environment."""
        return {"PCSCLITE_CSOCK_NAME": str(self.address)}

    @property
    def port(self) -> int:
        """Where a card for the first reader connects; the second reader's port is the next one."""
        return self._port

    @property
    def running(self) -> bool:
        """Whether the service is there."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The service's process; None while it is not there."""
        return self._process.pid if self._process is not None and self.running else None

    @property
    def plugged(self) -> bool:
        """Whether the service has its readers when it runs."""
        return self._plugged

    def start(self) -> None:
        """Start it, or start it again after `kill`, with the same ports; returns when it answers.

        Raises:
            CardServiceError: it is not possible here, or it does not start.
        """
        if self.running:
            return
        self._prepare()
        for _ in range(1 if self._port else _ATTEMPTS):
            port = self._port or _free_port_pair()
            self._launch(port)
            if self._port_is_ours(port):
                self._port = port
                return
            self.kill()
        raise CardServiceError(f"pcscd found no free port for its readers: {self._last_words()}")

    def kill(self) -> None:
        """End it at once, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        self._clean()

    def unplug_reader(self) -> None:
        """Take the readers away; the service goes and comes back without them.

        A running pcscd takes a reader away only when udev says so, and vpcd is no USB device: whoever watches
        sees the service go, come back, and have no reader.
        """
        self._plug(plugged=False)

    def plug_reader(self) -> None:
        """Bring the readers back; the service goes and comes back with them."""
        self._plug(plugged=True)

    def close(self) -> None:
        """End it and let go of everything; its log stays in the folder."""
        self.kill()

    def _plug(self, *, plugged: bool) -> None:
        if plugged == self._plugged:
            return
        self._plugged = plugged
        if self.running:
            self.kill()
            self.start()

    def _prepare(self) -> None:
        reason = why_not()
        if reason is not None:
            raise CardServiceError(reason)
        for name in ("run/pcscd", "run/conf", "drivers/serial"):
            (self._folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(_DRIVERS / _VPCD, self._folder / "drivers" / _VPCD)
        self._clean()

    def _launch(self, port: int) -> None:
        text = _CONFIGURATION.format(port=port, library=_DRIVERS / _VPCD) if self._plugged else ""
        (self._folder / "run" / "conf" / "vpcd").write_text(text, encoding="ascii")
        command = [*_namespace(), "sh", "-c", _INSIDE, str(self._folder)]
        with (self._folder / "pcscd.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._wait_until_it_answers()

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + _READY_SECONDS
        while not self._answers():
            if not self._still_running() or time.monotonic() > end:
                self.kill()
                raise CardServiceError(f"pcscd does not start. {self._last_words()}")

    def _still_running(self) -> bool:
        """Give it a moment, and see whether it ended in that moment."""
        if self._process is None:
            return False
        try:
            self._process.wait(_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            return True
        return False

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            return line.connect_ex(str(self.address)) == 0

    def _port_is_ours(self, port: int) -> bool:
        """The readers are open before the socket is, or they never will be."""
        return not self._plugged or (_listens(port) and _listens(port + 1))

    def _clean(self) -> None:
        for name in ("pcscd.comm", "pcscd.pid"):
            self.address.with_name(name).unlink(missing_ok=True)

    def _last_words(self) -> str:
        log = self._folder / "pcscd.log"
        said = log.read_text(encoding="utf-8", errors="replace").splitlines()[-4:]
        return f"Its last words ({log}): {' / '.join(said) or 'none'}"


class _Desk:
    """The orders of the control socket."""

    def __init__(self, service: IsolatedPcscd, stop: Callable[[], None]) -> None:
        self._service = service
        self._stop = stop

    def orders(self) -> dict[str, Order]:
        """Every order of the control socket."""
        service = self._service
        return {
            "kill": Order(service.kill),
            "start": Order(_refusing(service.start)),
            "unplug-reader": Order(_refusing(service.unplug_reader)),
            "plug-reader": Order(_refusing(service.plug_reader)),
            "status": Order(self._status),
            "stop": Order(self._stop),
        }

    def _status(self) -> Mapping[str, object]:
        service = self._service
        return {"running": service.running, "pid": service.pid, "plugged": service.plugged, **_where(service)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run until stopped by its control socket, a signal or the end of its starter."""
    parser = ArgumentParser(prog="python -m devices.sim.pcsc", description=__doc__)
    add_process_arguments(parser)
    parser.add_argument(
        "--folder", required=True, type=Path, metavar="DIR", help="its socket, readers and log"
    )
    options = parser.parse_args(arguments)
    loop = Loop()
    bind_to_life_of_starter(options, loop)
    try:
        with IsolatedPcscd(options.folder) as service:
            control = ControlServer(Path(options.control), loop.selector, _Desk(service, loop.stop).orders())
            announce(control=options.control, **_where(service))
            try:
                loop.run(lambda: None)
            finally:
                control.close()
                loop.close()
    except CardServiceError as error:
        parser.error(str(error))


def _where(service: IsolatedPcscd) -> dict[str, object]:
    return {
        "address": str(service.address),
        "environment": service.environment,
        "port": service.port,
        "readers": list(READERS),
    }


def _refusing(work: Callable[[], None]) -> Callable[[], None]:
    """An order whose failure is a refusal in words."""

    def run() -> None:
        try:
            work()
        except CardServiceError as error:
            raise RefusedOrderError(str(error)) from error

    return run


def _namespace() -> list[str]:
    """A mount namespace of our own; an ordinary user becomes root in a user namespace first."""
    return (
        ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    )


def _free_port_pair() -> int:
    while True:
        port = random.choice(_PORTS)  # noqa: S311 - a port, not a secret
        if _is_free(port) and _is_free(port + 1):
            return port


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        try:
            tried.bind(("0.0.0.0", port))  # noqa: S104 - where vpcd will listen
        except OSError:
            return False
    return True


def _listens(port: int) -> bool:
    """Whether somebody listens there; asked of the kernel, because vpcd takes any connection for a card."""
    rows = (row.split() for row in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:])
    return any(row[1].endswith(f":{port:04X}") and row[3] == _LISTENING for row in rows)


if __name__ == "__main__":
    main()
