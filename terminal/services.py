"""What every terminal runs behind its screens: identity, catalogue, queue, sync and the question for a case.

Devices are not here: a kiosk adds its printer and scanner, an agent's desk has neither.
"""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from config.model import Settings
from offline_queue.client import PlatformClient, Timeouts
from offline_queue.clock import Clock, SystemClock
from offline_queue.line import LineState
from offline_queue.outbox import Outbox
from offline_queue.store import Reserve
from offline_queue.sync import SyncLoop
from offline_queue.writer import QueueWriter
from terminal.catalogue import Catalogue, load_catalogue
from terminal.enrolment import CATALOGUE_DIR, Identity, load_identity
from terminal.follow_up import FollowUp
from terminal.places import queue_folder
from tramites.wire.messages import FolioResult

_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class TerminalServices:
    """What `join_services` joined."""

    identity: Identity
    catalogue: Catalogue
    clock: SystemClock
    writer: QueueWriter
    sync: SyncLoop
    follow_up: FollowUp

    def start(self) -> None:
        """Begin to contact the platform."""
        self.sync.start()

    def stop(self) -> None:
        """End every thread; the queue last, so that nothing under way is lost."""
        self.sync.stop()
        self.follow_up.stop()
        self.writer.stop()


def join_services(
    settings: Settings,
    today: date,
    on_line: Callable[[LineState], None],
    on_settled: Callable[[tuple[FolioResult, ...]], None],
) -> TerminalServices:
    """Join the parts; callbacks run on the sync's thread. Raises ExpectedError naming file or key."""
    state_dir = Path(settings.terminal.state_dir)
    identity = load_identity(state_dir)
    clock = SystemClock()
    writer = QueueWriter(lambda: open_queue(settings, identity, clock))
    open_client = client_maker(settings, identity, clock)
    sync = SyncLoop(
        writer,
        open_client(),
        clock,
        random.Random(os.urandom(16)),  # noqa: S311  # jitter, not a secret
        on_line,
        on_settled,
        next_contact_seconds=settings.platform.contact_seconds,
    )
    catalogue = load_catalogue(state_dir / CATALOGUE_DIR, identity.catalogue_keys(), today)
    return TerminalServices(identity, catalogue, clock, writer, sync, FollowUp(open_client))


def open_queue(settings: Settings, identity: Identity, clock: Clock) -> Outbox:
    """The queue of this terminal, with its lock; on the thread that will write."""
    return Outbox.open(
        queue_folder(settings),
        terminal=identity.enrolment.terminal,
        epoch=identity.enrolment.epoch,
        clock=clock,
        reserve=Reserve(
            quota_bytes=settings.queue.max_megabytes * _MEGABYTE,
            free_bytes=settings.queue.reserve_megabytes * _MEGABYTE,
        ),
    )


def client_maker(settings: Settings, identity: Identity, clock: Clock) -> Callable[[], PlatformClient]:
    """Makes a client of the platform for each thread that asks."""

    def make() -> PlatformClient:
        seconds = settings.platform.timeout_seconds
        return PlatformClient(
            identity.enrolment,
            identity.signer,
            ca_file=identity.ca_file,
            clock=clock,
            base_url=settings.platform.url or None,
            timeouts=Timeouts(connect=min(seconds, 5.0), read=seconds),
        )

    return make
