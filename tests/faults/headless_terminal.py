"""A terminal without a screen: filing, queue and HTTPS as on a kiosk, printing replaced by a line in a pipe.

A folio is "shown" when its line has left the process; that happens only after filing said it is durable,
unless the planted fault `hasty` shows it before.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import structlog

from kiosk.recovery import left_over
from offline_queue.client import PlatformClient, Timeouts
from offline_queue.clock import SystemClock
from offline_queue.ledger import PrintState
from offline_queue.line import LineTrouble, Pace
from offline_queue.outbox import Outbox
from offline_queue.states import Entry, State
from offline_queue.store import Reserve
from offline_queue.sync import SyncLoop
from offline_queue.writer import QueueWriter
from terminal.catalogue import Offered, load_catalogue
from terminal.crash import install_crash_boundary
from terminal.enrolment import CATALOGUE_DIR, load_identity
from terminal.filing import Capture, Draft, Filing, NotFiled
from terminal.ledger import QueueLedger
from terminal.printing import Slip
from tramites.acuse import Filed
from tramites.journey import Journey
from tramites.wire.messages import BatchAnswer, SessionAnswer

TRAMITE: Final = "cfe.falla-de-luz"
QUEUE_DIR: Final = "queue"
# Shorter values ("no") stand in any file by chance.
DISTINCTIVE: Final = 8
T = TypeVar("T")
Say = Callable[..., None]
# A harness has no ten thousand terminals that must not return at once.
_PACE: Final = Pace(base=0.05, cap=0.3, between_nudges=0.01)
_TIMEOUTS: Final = Timeouts(connect=2.0, read=2.0, whole=4.0)
_CONTACT_SECONDS: Final = 0.5
_DRAIN_SECONDS: Final = 60.0
_ANY_ROOM: Final = Reserve(free_bytes=0)
_LONGEST_PAUSE: Final = 0.03
_CAPTURE: Final = Capture(language="es-MX", channel="kiosk", actor="citizen", privacy_notice="demo-1")


class TerminalOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What a terminal is started for: to serve until it is killed, to empty its queue, or to fill it."""

    state_dir: str
    url: str
    seed: int
    drain: bool = False
    hasty: bool = False
    fill: int = 0


def say(word: str, value: object = True) -> None:
    """One line out of the process, whole or not at all."""
    os.write(1, json.dumps({word: value}).encode() + b"\n")


class AnnouncingPlatform:
    """The real client; says which request is on its way."""

    def __init__(self, client: PlatformClient) -> None:
        self._client = client

    def session(self, epoch: int, last_seq: int, head: bytes) -> SessionAnswer | LineTrouble:
        return self._announced("session", lambda: self._client.session(epoch, last_seq, head))

    def send_batch(self, entries: Sequence[Entry]) -> BatchAnswer | LineTrouble:
        return self._announced("batch", lambda: self._client.send_batch(entries))

    def query(self, folios: Sequence[str]) -> BatchAnswer | LineTrouble:
        return self._announced("query", lambda: self._client.query(folios))

    def close(self) -> None:
        self._client.close()

    @staticmethod
    def _announced(request: str, ask: Callable[[], T]) -> T:
        say("sync", request)
        answer = ask()
        say("sync", f"{request} failed" if isinstance(answer, LineTrouble) else f"{request} answered")
        return answer


class HeadlessTerminal:
    """Everything a kiosk has below its screens, on one state directory."""

    def __init__(self, state_dir: Path, url: str, seed: int, reserve: Reserve = _ANY_ROOM) -> None:
        self.random = random.Random(seed)
        self._identity = load_identity(state_dir)
        self._clock = SystemClock()
        self._reserve = reserve
        self.writer = QueueWriter(lambda: self._open(state_dir / QUEUE_DIR))
        self.filing = Filing(self._identity, self.writer, self._clock, os.urandom)
        self.ledger = QueueLedger(self.writer)
        self.offered = self._offered(state_dir / CATALOGUE_DIR)
        client = PlatformClient(
            self._identity.enrolment,
            self._identity.signer,
            ca_file=self._identity.ca_file,
            clock=self._clock,
            base_url=url,
            timeouts=_TIMEOUTS,
        )
        self.sync = SyncLoop(
            self.writer,
            AnnouncingPlatform(client),
            self._clock,
            self.random,
            lambda _state: None,
            lambda _results: None,
            next_contact_seconds=_CONTACT_SECONDS,
            pace=_PACE,
        )

    def begin(self) -> Draft:
        """A session starts: the folio is made and reserved."""
        begun: Future[NotFiled | None] = Future()
        draft = self.filing.begin(self.offered, begun.set_result)
        trouble = begun.result()
        if trouble is not None:
            raise RuntimeError(f"no session: {trouble.code}")
        return draft

    def file(self, draft: Draft, answers: dict[str, str]) -> Filed:
        """Returns when filing has said that it is durable."""
        stored: Future[Filed | NotFiled] = Future()
        self.filing.file(draft, answers, _CAPTURE, stored.set_result)
        result = stored.result()
        if isinstance(result, Filed):
            return result
        raise RuntimeError(f"not filed: {result.code}")

    def print_slip(self, folio: str) -> None:
        """The paper of a folio, as its ledger sees it."""
        slip = Slip(folio, "comprobante", state=PrintState.SENDING)
        self.ledger.record(slip, "0" * 64, 1000)
        self.ledger.update(replace(slip, state=PrintState.CONFIRMED))
        self.writer.wait(lambda outbox: outbox.mark_printed(folio))

    def answers(self, given: dict[str, str]) -> dict[str, str]:
        """Walk the real definition with these answers, as a citizen would."""
        return answered(self.offered, given)

    def stop(self) -> None:
        """End in order."""
        self.sync.stop()
        self.writer.stop()

    def _open(self, directory: Path) -> Outbox:
        enrolment = self._identity.enrolment
        return Outbox.open(
            directory,
            terminal=enrolment.terminal,
            epoch=enrolment.epoch,
            clock=self._clock,
            reserve=self._reserve,
        )

    def _offered(self, directory: Path) -> Offered:
        catalogue = load_catalogue(directory, self._identity.catalogue_keys(), today())
        return catalogue.offered[TRAMITE]


def answered(offered: Offered, given: dict[str, str]) -> dict[str, str]:
    """Answer page after page; a wrong answer is a mistake of the test."""
    journey = Journey(offered.definition)
    while (page := journey.current) is not None:
        if page.field is None:
            journey.go_on()
            continue
        problem = journey.answer(given.get(page.field.id, ""), today())
        if problem is not None:
            raise ValueError(f"{page.id}: {problem.value}")
    return journey.answers()


def run(order: TerminalOrder) -> None:
    """Serve citizens until killed, or empty the queue and end."""
    _log_to_standard_error()
    install_crash_boundary()
    say("step", "opening")
    terminal = HeadlessTerminal(Path(order.state_dir), order.url, order.seed)
    recover(terminal)
    terminal.sync.start()
    if order.drain:
        say("drained", _drain(terminal))
        terminal.stop()
        return
    if order.fill:
        say("filled", _fill(terminal, order.fill))
        terminal.stop()
        return
    while True:
        _serve_one(terminal, hasty=order.hasty)
        _pause(terminal, "resting")


def _log_to_standard_error() -> None:
    renderer = structlog.processors.JSONRenderer()
    factory = structlog.WriteLoggerFactory(file=sys.stderr)
    structlog.configure(processors=[renderer], logger_factory=factory)


def recover(terminal: HeadlessTerminal) -> None:
    """As a kiosk does after a crash: a filed trámite whose citizen had not left is shown again."""
    found = terminal.writer.wait(left_over)
    if found.entry is not None:
        say("shown", found.entry.folio)
        terminal.filing.leave(found.entry.folio)


def _serve_one(terminal: HeadlessTerminal, *, hasty: bool) -> None:
    say("step", "drafting")
    draft = terminal.begin()
    _pause(terminal, "answering")
    answers = terminal.answers(some_answers(terminal.random))
    say("step", "filing")
    if hasty:
        say("shown", draft.folio.text)
    filed = terminal.file(draft, answers)
    say("shown", filed.folio)
    say("step", "printing")
    terminal.sync.nudge()
    terminal.print_slip(filed.folio)
    _pause(terminal, "reading")
    say("step", "leaving")
    terminal.filing.leave(filed.folio)


def _fill(terminal: HeadlessTerminal, number: int) -> int:
    """So many citizens, one after the other; what they answered leaves by the pipe alone."""
    for _ in range(number):
        draft = terminal.begin()
        answers = terminal.answers(some_answers(terminal.random))
        say("answered", [value for value in answers.values() if len(value) >= DISTINCTIVE])
        filed = terminal.file(draft, answers)
        terminal.print_slip(filed.folio)
        terminal.filing.leave(filed.folio)
    return terminal.writer.wait(lambda outbox: outbox.counts()[State.PENDING])


def some_answers(source: random.Random) -> dict[str, str]:
    """Answers to the whole definition; which pages ask for them depends on the first few."""
    return {
        "peligro": source.choice(("no", "cable", "fuego")),
        "como": source.choice(("recibo", "direccion")),
        "codigo_recibo": f"{source.randrange(10**20):020}",
        "estado": source.choice(("Colima", "Chiapas")),
        "municipio": "Villa de Álvarez",
        "municipio_escrito": "San Cristóbal de las Casas",
        "colonia": f"Colonia {source.randrange(10**6)}",
        "calle": f"Morelos {source.randrange(10**9)}",
        "falla": source.choice(("sin_luz", "voltaje")),
        "vecinos": "no_se",
        "desde": (today() - timedelta(days=40)).isoformat(),
        "telefono": f"{source.randrange(10**9, 10**10)}",
    }


def today() -> date:
    """The day of this machine, which is near enough for a definition in force."""
    return SystemClock().now().date()


def _drain(terminal: HeadlessTerminal) -> int:
    """Wait until nothing is pending; what is still pending after a minute."""
    deadline = time.monotonic() + _DRAIN_SECONDS
    while True:
        pending = terminal.writer.wait(lambda outbox: outbox.counts()[State.PENDING])
        if pending == 0 or time.monotonic() > deadline:
            return pending
        terminal.sync.nudge()
        time.sleep(0.02)


def _pause(terminal: HeadlessTerminal, step: str) -> None:
    say("step", step)
    time.sleep(terminal.random.uniform(0, _LONGEST_PAUSE))


def order_from(words: dict[str, Any]) -> TerminalOrder:
    """The order as it came through the pipe."""
    return msgspec.convert(words, TerminalOrder)
