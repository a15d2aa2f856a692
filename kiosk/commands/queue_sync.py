"""Sending what waits without a kiosk: the queue's lock is taken, so no kiosk can run at the same time."""

import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
import msgspec

from config.model import Settings
from offline_queue.clock import SystemClock
from offline_queue.line import LineState
from offline_queue.outbox import Outbox
from offline_queue.store import QueueBusyError
from offline_queue.sync import SyncLoop
from offline_queue.writer import QueueWriter
from terminal.enrolment import load_identity
from terminal.services import client_maker, open_queue
from tramites.wire.messages import FolioResult


class SyncReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a round brought: folios the platform answered for, folios that still wait, the line."""

    settled: int
    pending: int
    line: str
    counts: dict[str, int]


class QueueInUseError(QueueBusyError):
    """A kiosk has the queue: it sends by itself."""


def send_what_waits(settings: Settings, folder: Path) -> SyncReport:
    """Contact the platform until nothing waits or nothing more moves."""
    identity = load_identity(folder.parent)
    clock = SystemClock()
    with QueueWriter(lambda: open_queue(settings, identity, clock)) as writer:
        waiting = _waiting_at_first(writer, folder)
        with _progress(waiting) as advance, closing(client_maker(settings, identity, clock)()) as client:
            settled: list[FolioResult] = []

            def answered(results: tuple[FolioResult, ...]) -> None:
                settled.extend(results)
                advance(len(results))

            jitter = random.Random(os.urandom(16))  # noqa: S311  # not a secret
            loop = SyncLoop(writer, client, clock, jitter, _ignore_line, answered)
            _until_nothing_moves(loop, writer, waiting)
        counts = {state.value: count for state, count in writer.wait(Outbox.counts).items()}
        return SyncReport(
            settled=len(settled), pending=counts["pending"], line=loop.state.name.lower(), counts=counts
        )


def _waiting_at_first(writer: QueueWriter, folder: Path) -> int:
    try:
        return len(writer.wait(Outbox.pending_folios))
    except QueueBusyError as error:
        raise QueueInUseError(
            f"{folder}: la ventanilla está abierta y ella misma envía; ciérrela si quiere enviar desde aquí"
        ) from error


def _until_nothing_moves(loop: SyncLoop, writer: QueueWriter, waiting: int) -> None:
    while waiting:
        loop.contact_once()
        left = len(writer.wait(Outbox.pending_folios))
        if left == waiting:
            return
        waiting = left


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal, plain lines elsewhere; always on standard error."""
    if not sys.stderr.isatty():
        yield lambda count: click.echo(f"Contestados: {count}", err=True)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("Enviando", total=total)
        yield lambda count: bar.advance(task, count)


def _ignore_line(_state: LineState) -> None:
    """The loop's own state is read at the end."""
