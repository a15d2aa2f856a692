"""Platforms for tests: one in this process over SQLite and a held clock, one in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine

from central_platform.authority import Authority
from central_platform.enrolment import create_token
from central_platform.intake import IntakeStore
from central_platform.services import Services
from central_platform.settings import AgencyDelays, Settings
from central_platform.store.database import open_engine
from central_platform.store.migrate import migrate_engine
from tests.fakes.terminals import FakeTerminal
from tramites.wire.keys import Signer
from tramites.wire.messages import EnrolmentRequest

NOON_IN_MEXICO = datetime(2026, 1, 5, 18, 0, 0, tzinfo=UTC)


@dataclass
class HeldClock:
    """A clock that moves only when told."""

    instant: datetime = NOON_IN_MEXICO

    def __call__(self) -> datetime:
        return self.instant

    def pass_seconds(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


@dataclass
class PlatformHere:
    """A platform in this process, without HTTP."""

    settings: Settings
    authority: Authority
    engine: Engine
    services: Services
    clock: HeldClock = field(default_factory=HeldClock)

    def enrol(self, signer: Signer | None = None) -> FakeTerminal:
        """A new terminal."""
        signer = signer or Signer(Ed25519PrivateKey.generate())
        token = create_token(self.engine, self.authority, self.clock).text
        public = signer.key.public_key().public_bytes_raw()
        request = EnrolmentRequest(token=token, name="prueba", signing_key=public)
        enrolment = self.services.enrolment.enrol(request, "https://127.0.0.1")
        return FakeTerminal(enrolment, signer, epoch=enrolment.epoch)


@contextmanager
def platform_here(
    state_dir: Path,
    *,
    clock: HeldClock | None = None,
    catalogue_dir: Path | None = None,
    delays: AgencyDelays | None = None,
    make_store: Callable[[Engine], IntakeStore] | None = None,
) -> Iterator[PlatformHere]:
    """Open (or open again) the platform whose state is in `state_dir`."""
    clock = clock or HeldClock()
    settings = Settings(state_dir=state_dir, catalogue_dir=catalogue_dir, delays=delays or AgencyDelays())
    authority = Authority.open(state_dir, clock=clock)
    engine = open_engine(settings.database_url)
    try:
        migrate_engine(engine)
        store = make_store(engine) if make_store else None
        services = Services.join(authority, engine, settings, store, clock)
        yield PlatformHere(settings, authority, engine, services, clock)
    finally:
        engine.dispose()


class PlatformProcess:
    """`python -m central_platform serve` in a process of its own; it ends with this one."""

    def __init__(
        self,
        state_dir: Path,
        *options: str,
        port: int = 0,
        module: Sequence[str] = ("central_platform", "serve"),
    ) -> None:
        self.state_dir = state_dir
        self._options = options
        self._module = module
        self.port = port
        self.url = ""
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start, and wait for the ready line; a restart takes the same port again."""
        self._process = subprocess.Popen(
            self._command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment()
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise AssertionError(f"the platform did not start: {self._end()[1]}")
        ready = json.loads(line)
        self.port, self.url = ready["port"], ready["url"]

    def stop(self) -> int:
        """SIGTERM; its exit code."""
        return self._signal(signal.SIGTERM)

    def kill(self) -> int:
        """SIGKILL, as when the power goes."""
        return self._signal(signal.SIGKILL)

    def token(self) -> str:
        """A new enrolment token, made by the command an operator uses."""
        found = run_command("create-token", "--state", str(self.state_dir), "--json")
        return str(json.loads(found.stdout)["token"])

    def _command(self) -> list[str]:
        return [
            *(sys.executable, "-W", "error", "-m", *self._module),
            *("--state", str(self.state_dir), "--port", str(self.port), "--with-parent"),
            *self._options,
        ]

    def _signal(self, number: signal.Signals) -> int:
        if self._process is None:
            return 0
        self._process.send_signal(number)
        return self._end()[0]

    def _end(self) -> tuple[int, str]:
        assert self._process is not None
        process, self._process = self._process, None
        _, errors = process.communicate(timeout=20)
        return process.returncode, errors


def run_command(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """One command of the platform, to its end."""
    command = [sys.executable, "-W", "error", "-m", "central_platform", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env=_environment()
    )


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def started_by_a_process_that_dies(state_dir: Path) -> tuple[str, int]:
    """Start a platform from a process that ends at once; where the platform was listening."""
    code = (
        "import sys; from pathlib import Path; from tests.fakes.platforms import PlatformProcess; "
        "platform = PlatformProcess(Path(sys.argv[1])); platform.start(); print(platform.port, flush=True); "
        "import os; os._exit(0)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(state_dir)],
        stdout=subprocess.PIPE,
        text=True,
        timeout=30,
        check=True,
        env=_environment(),
    )
    return "127.0.0.1", int(found.stdout)
