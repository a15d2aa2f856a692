"""An enrolled terminal without a platform, and doubles of what a terminal works with."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from devices.contract import (
    Condition,
    DeviceStatus,
    JobId,
    PrintOutcome,
    Receipt,
    ScanEvent,
    Stopped,
)
from offline_queue.outbox import Outbox
from offline_queue.store import Reserve
from terminal.enrolment import CA_FILE, CATALOGUE_DIR, ENROLMENT_FILE, KEY_FILE, Identity, load_identity
from terminal.files import write_private
from terminal.printing import Slip
from tramites.definition import canonical
from tramites.errors import ExpectedError
from tramites.wire.keys import Signer, key_id
from tramites.wire.messages import Enrolment
from tramites.wire.signed import sign_bytes, write_document

T = TypeVar("T")
NOON_IN_MEXICO = datetime(2026, 11, 20, 18, 0, 0, tzinfo=UTC)


class HeldClock:
    """Time that moves only when told."""

    boot_id = "boot-of-the-test"

    def __init__(self) -> None:
        self._passed = 0.0

    def now(self) -> datetime:
        return NOON_IN_MEXICO + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    def pass_seconds(self, seconds: float) -> None:
        self._passed += seconds


class CountingEntropy:
    """Different bytes at each call, the same in every run."""

    def __init__(self) -> None:
        self._calls = itertools.count(1)

    def __call__(self, size: int) -> bytes:
        return next(self._calls).to_bytes(size, "big")


@dataclass(frozen=True)
class EnrolledTerminal:
    """What an enrolment leaves on disk, and the other side's private keys."""

    state_dir: Path
    platform_signer: Signer
    platform_key: X25519PrivateKey
    agency_key: X25519PrivateKey
    catalogue_signer: Signer

    @property
    def identity(self) -> Identity:
        return load_identity(self.state_dir)

    @property
    def catalogue_dir(self) -> Path:
        return self.state_dir / CATALOGUE_DIR

    def opening_keys(self, key: X25519PrivateKey) -> dict[str, X25519PrivateKey]:
        return {key_id(key.public_key()): key}

    def publish(self, name: str, definition: bytes, signer: Signer | None = None) -> Path:
        """Put a signed definition on the terminal's disk."""
        document = sign_bytes("definition/1", canonical(definition), signer or self.catalogue_signer)
        file = self.catalogue_dir / f"{name}.signed.json"
        write_private(file, write_document(document))
        return file


def enrolled(state_dir: Path, url: str = "https://127.0.0.1:1") -> EnrolledTerminal:
    """Write an enrolment as `enrol` would have."""
    platform, catalogue, device = (Signer(Ed25519PrivateKey.generate()) for _ in range(3))
    sealing, agency = X25519PrivateKey.generate(), X25519PrivateKey.generate()
    enrolment = Enrolment(
        terminal="t-1",
        name="prueba",
        epoch=1,
        platform_url=url,
        platform_signing_keys={platform.key_id: platform.key.public_key().public_bytes_raw()},
        platform_sealing_key=sealing.public_key().public_bytes_raw(),
        agency_sealing_keys={"cfe": agency.public_key().public_bytes_raw()},
        catalogue_keys={catalogue.key_id: catalogue.key.public_key().public_bytes_raw()},
    )
    write_private(state_dir / ENROLMENT_FILE, msgspec.json.encode(enrolment))
    write_private(state_dir / KEY_FILE, device.key.private_bytes_raw())
    write_private(state_dir / CA_FILE, b"")
    return EnrolledTerminal(state_dir, platform, sealing, agency, catalogue)


def open_outbox(folder: Path, clock: HeldClock | None = None) -> Outbox:
    reserve = Reserve(quota_bytes=64 * 1024 * 1024, free_bytes=0)
    return Outbox.open(folder, terminal="t-1", epoch=1, clock=clock or HeldClock(), reserve=reserve)


class QueueHere:
    """The queue's calls, run by hand: each waits in `calls` until `work`; `trouble` is met by all of them."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.calls: list[Callable[[], None]] = []
        self.trouble: ExpectedError | None = None

    def call(self, function: Callable[[Outbox], T], done: Callable[[T | ExpectedError], None]) -> None:
        self.calls.append(lambda: done(self._attempt(function)))

    def work(self) -> None:
        while self.calls:
            self.calls.pop(0)()

    def _attempt(self, function: Callable[[Outbox], T]) -> T | ExpectedError:
        if self.trouble is not None:
            return self.trouble
        try:
            return function(self.outbox)
        except ExpectedError as error:
            return error


@dataclass
class PrintedJob:
    """One submitted receipt; the test says what became of it."""

    id: JobId
    receipt: Receipt
    on_sending: Callable[[JobId, bytes], None]
    on_stopped: Callable[[Stopped], None]
    on_done: Callable[[PrintOutcome], None]

    @property
    def words(self) -> str:
        return "\n".join(str(getattr(part, "text", "")) for part in self.receipt.parts)

    def send(self) -> None:
        self.on_sending(self.id, b"bytes of " + self.id.encode())

    def stop(self, condition: Condition = Condition.PAPER_OUT) -> None:
        self.on_stopped(Stopped(self.id, condition))

    def end(self, outcome: PrintOutcome) -> None:
        self.on_done(outcome)


class HeldPrinter:
    """A printer that does only what the test says."""

    def __init__(self) -> None:
        self.jobs: list[PrintedJob] = []
        self._watchers: list[Callable[[DeviceStatus], None]] = []

    @property
    def last(self) -> PrintedJob:
        return self.jobs[-1]

    def submit(
        self,
        receipt: Receipt,
        on_sending: Callable[[JobId, bytes], None],
        on_stopped: Callable[[Stopped], None],
        on_done: Callable[[PrintOutcome], None],
    ) -> None:
        job = JobId(f"{len(self.jobs):04}")
        self.jobs.append(PrintedJob(job, receipt, on_sending, on_stopped, on_done))

    def watch(self, callback: Callable[[DeviceStatus], None]) -> None:
        self._watchers.append(callback)

    def stop(self) -> None:
        """Nothing runs."""

    def becomes(self, condition: Condition) -> None:
        for watcher in self._watchers:
            watcher(DeviceStatus(condition))


class HeldScanner:
    """A scanner; `armed` is None while codes are dropped."""

    def __init__(self) -> None:
        self.armed: Callable[[ScanEvent], None] | None = None

    def arm(self, callback: Callable[[ScanEvent], None]) -> None:
        self.armed = callback

    def disarm(self) -> None:
        self.armed = None

    def watch(self, callback: Callable[[DeviceStatus], None]) -> None:
        """Its condition never changes."""

    def stop(self) -> None:
        """Nothing runs."""

    def reads(self, event: ScanEvent) -> None:
        """A code is held before it; dropped when nobody listens."""
        if self.armed is not None:
            self.armed(event)


@dataclass
class RememberedLedger:
    """What printing wrote down."""

    recorded: list[Slip] = field(default_factory=list)
    updates: list[Slip] = field(default_factory=list)

    def record(self, slip: Slip, sha256: str, size: int) -> None:
        assert len(sha256) == 64
        assert size > 0
        self.recorded.append(slip)

    def update(self, slip: Slip) -> None:
        self.updates.append(slip)


def at_once(action: Callable[[], None]) -> None:
    """A `post` to the thread we are on."""
    action()


class Posted:
    """A `post` whose actions wait until `deliver`, as on a busy GUI thread."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, action: Callable[[], None]) -> None:
        self.waiting.append(action)

    def deliver(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()
