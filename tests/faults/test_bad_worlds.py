"""Bad input and a bad world: the error names what and what to do, and the rest keeps working."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
import requests
from structlog.testing import capture_logs

from config.load import load
from demo.parts.enrolment import enrol_for_demo
from demo.parts.process import child_environment
from devices.contract import Scan, ScanEvent, ScanOverflow
from devices.registry import open_scanner
from offline_queue.outbox import Outbox
from offline_queue.states import State
from offline_queue.store import DATABASE_NAME, QueueDamagedError, QueueFullError, Reserve
from terminal.catalogue import Catalogue, load_catalogue
from terminal.enrolment import CATALOGUE_DIR, load_identity
from tests.fakes.platforms import PlatformProcess, run_command
from tests.faults.headless_terminal import HeadlessTerminal, some_answers, today
from tests.faults.platform_child import CATALOGUE
from tests.faults.stolen_disk import QUEUE, enrol_by_hand
from tests.integration.devices.sim.running import Running
from tramites.wire.signed import read_document, write_document

GOOD = "cfe.falla-de-luz"
NOWHERE = "https://127.0.0.1:9"
TMPFS_BYTES = 3 * 1024 * 1024
WITHIN = 20.0
CODE = "01 071840512345 261120"


# Definitions -----------------------------------------------------------------------------------------


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    """A folder of definitions of which one can be drawn and one cannot."""
    folder = tmp_path / "definitions"
    folder.mkdir()
    good = next(CATALOGUE.rglob("falla-de-luz.json"))
    shutil.copy(good, folder)
    other = json.loads(good.read_text(encoding="utf-8"))
    other["id"] = "cfe.medidor"
    other["paginas"][0]["campo"]["tipo"] = "holograma"
    (folder / "medidor.json").write_text(json.dumps(other), encoding="utf-8")
    return folder


def _loaded(directory: Path) -> Catalogue:
    state = directory / "terminal"
    return load_catalogue(state / CATALOGUE_DIR, load_identity(state).catalogue_keys(), today())


def test_a_definition_with_an_unknown_field_type_is_refused_by_name_and_the_others_serve(
    definitions: Path, tmp_path: Path
) -> None:
    enrol_by_hand(tmp_path, definitions)

    catalogue = _loaded(tmp_path)

    (refused,) = catalogue.refused
    assert refused.code == "definition.invalid"
    for word in (refused.file, "paginas.peligro", "campo.tipo", "holograma", "opcion", "escaneo"):
        assert word in refused.reason
    assert list(catalogue.offered) == [GOOD]
    assert _files_one(tmp_path)


def test_the_platforms_operator_is_told_of_a_definition_no_kiosk_can_draw(
    definitions: Path, tmp_path: Path
) -> None:
    enrol_by_hand(tmp_path, definitions)

    found = run_command("check", "--state", str(tmp_path / "platform"), "--catalogue", str(definitions))

    assert found.returncode == 1
    assert "cfe.medidor" in found.stdout
    assert "holograma" in found.stdout


def test_a_definition_changed_after_it_was_signed_is_refused_by_name_and_the_others_serve(
    tmp_path: Path,
) -> None:
    enrol_by_hand(tmp_path)
    folder = tmp_path / "terminal" / CATALOGUE_DIR
    (signed,) = folder.glob("*.signed.json")
    document = read_document(signed.read_bytes())
    free = document.payload.replace(b"Gratis", b"$ 50.0")
    changed = msgspec.structs.replace(document, payload=free)
    (folder / "cambiada.signed.json").write_bytes(write_document(changed))

    catalogue = _loaded(tmp_path)

    (refused,) = catalogue.refused
    assert (refused.file, refused.code) == ("cambiada.signed.json", "signature.untrusted")
    assert "the signature does not match its bytes" in refused.reason
    assert list(catalogue.offered) == [GOOD]
    assert _files_one(tmp_path)


# Settings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("kiosk", "--windowed", "--config"), ("config", "check")])
def test_a_config_with_a_wrong_key_names_file_and_key_and_the_right_ones(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('[printer]\nadress = "tcp:10.0.0.9:9100"\n', encoding="utf-8")

    done = _ventanilla(*command, str(file))

    assert done.returncode == 2
    said = " ".join((done.stdout + done.stderr).split())
    for word in (str(file), "[printer]", "adress", "address"):
        assert word in said
    assert "Traceback" not in said
    file.write_text(file.read_text(encoding="utf-8").replace("adress", "address"), encoding="utf-8")
    assert load(file, {}).settings.printer.address == "tcp:10.0.0.9:9100"


# The queue -------------------------------------------------------------------------------------------


def test_a_corrupt_queue_file_is_set_aside_and_rebuilt_and_filing_goes_on(tmp_path: Path) -> None:
    enrol_by_hand(tmp_path)
    filed = [_files_one(tmp_path) for _ in range(3)]
    queue = tmp_path / QUEUE / DATABASE_NAME
    garbage = random.Random(1).randbytes(queue.stat().st_size)
    queue.write_bytes(garbage)

    with capture_logs() as said:
        filed.append(_files_one(tmp_path))

    (repaired,) = [line for line in said if line["event"] == "queue.repaired"]
    assert (repaired["rebuilt"], repaired["restored"], repaired["lost"]) == (True, 3, 0)
    (aside,) = repaired["set_aside"]
    assert (queue.parent / aside).read_bytes() == garbage
    assert _pending(tmp_path) == filed


def test_a_queue_that_cannot_be_opened_names_its_file_and_what_to_do(tmp_path: Path) -> None:
    enrol_by_hand(tmp_path)
    (tmp_path / QUEUE / DATABASE_NAME).mkdir(parents=True)
    terminal = HeadlessTerminal(tmp_path / "terminal", NOWHERE, 1)

    with pytest.raises(QueueDamagedError) as raised:
        terminal.writer.wait(Outbox.counts)

    terminal.stop()
    assert str(tmp_path / QUEUE / DATABASE_NAME) in str(raised.value)
    assert "check the disk" in str(raised.value)


# The port --------------------------------------------------------------------------------------------


def test_a_port_in_use_is_named_with_its_remedy_and_the_first_platform_serves_on(tmp_path: Path) -> None:
    with PlatformProcess(tmp_path / "first") as first:
        second = run_command("serve", "--state", str(tmp_path / "second"), "--port", str(first.port))
        with requests.Session() as http:
            http.trust_env = False
            ca = str(tmp_path / "first" / "authority" / "ca.pem")
            health = http.get(f"{first.url}/v1/health", verify=ca, timeout=10)

    assert second.returncode == 1
    for word in (str(first.port), "ocupado", "--port", "platform.port-in-use"):
        assert word in second.stderr
    assert "Traceback" not in second.stderr
    assert health.text == "ventanilla"


# The scanner -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ten_kilobytes_of_noise_are_counted_and_the_next_code_is_read(seed: int, tmp_path: Path) -> None:
    simulator = Running(tmp_path, "devices.sim.scanner", "--serial", str(tmp_path / "line"))
    scanner = open_scanner(f"serial:{simulator.link}")
    heard = _Heard()
    scanner.arm(heard)
    try:
        heard.wait_until_listening(simulator)
        simulator.control.do("noise", bytes=10_000, seed=seed)
        heard.wait_for(lambda event: isinstance(event, ScanOverflow))
        simulator.control.do("scan", text=CODE)
        heard.wait_for(lambda event: isinstance(event, Scan) and event.text == CODE)
    finally:
        scanner.stop()
        simulator.end()

    (overflow,) = [event for event in heard.events if isinstance(event, ScanOverflow)]
    assert 9_000 < overflow.dropped <= 10_000
    assert heard.events[-2] == overflow


class _Heard:
    """What the scanner's thread told."""

    def __init__(self) -> None:
        self.events: list[ScanEvent] = []
        self._change = threading.Condition()

    def __call__(self, event: ScanEvent) -> None:
        with self._change:
            self.events.append(event)
            self._change.notify_all()

    def wait_for(self, wanted: Callable[[ScanEvent], bool], seconds: float = WITHIN) -> None:
        with self._change:
            came = self._change.wait_for(lambda: any(map(wanted, self.events)), seconds)
        assert came, f"only {self.events}"

    def wait_until_listening(self, simulator: Running) -> None:
        """What is scanned before the worker opened the line belongs to nobody."""
        for number in range(100):
            simulator.control.do("scan", text=f"probe {number:04}")
            with self._change:
                if self._change.wait_for(lambda: bool(self.events), 0.2):
                    return
        raise AssertionError("the scanner never listened")


# The disk --------------------------------------------------------------------------------------------


@contextmanager
def _small_disk(folder: Path) -> Iterator[Reserve]:
    """A small file system where that is allowed, else a small quota: either ends the room for filings."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={TMPFS_BYTES}", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    if not mounted:
        yield Reserve(quota_bytes=TMPFS_BYTES // 2, free_bytes=0)
        return
    try:
        yield Reserve(free_bytes=TMPFS_BYTES // 2)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_said_before_the_citizen_starts_and_the_platforms_answers_still_fit(
    tmp_path: Path,
) -> None:
    state = tmp_path / "terminal"
    with (
        PlatformProcess(tmp_path / "platform", "--demo", "--catalogue", str(CATALOGUE)) as platform,
        _small_disk(tmp_path / QUEUE) as reserve,
    ):
        enrol_for_demo(platform.url, tmp_path / "platform", state)
        terminal = HeadlessTerminal(state, platform.url, 1, reserve)
        filed, refusal = _fill(terminal)

        assert filed > 20
        assert str(tmp_path / QUEUE) in str(refusal)
        assert "free some space" in str(refusal) or "connect the terminal" in str(refusal)
        terminal.sync.start()
        assert _sent(terminal) == filed
        terminal.file(terminal.begin(), terminal.answers(some_answers(terminal.random)))
        terminal.stop()


def _fill(terminal: HeadlessTerminal) -> tuple[int, QueueFullError]:
    """File until no session can start any more; how many were filed, and what a technician is told."""
    filed = 0
    while True:
        try:
            terminal.writer.wait(lambda outbox: outbox.draft("2M4Y-9HGY-W2W9-WGXH", GOOD))
        except QueueFullError as error:
            return filed, error
        terminal.writer.wait(lambda outbox: outbox.discard_draft("2M4Y-9HGY-W2W9-WGXH"))
        terminal.file(terminal.begin(), terminal.answers(some_answers(terminal.random)))
        filed += 1


def _sent(terminal: HeadlessTerminal) -> int:
    """How many the platform has answered for, once none waits any more."""
    waited = threading.Event()
    for _ in range(200):
        counts = terminal.writer.wait(Outbox.counts)
        if not counts[State.PENDING]:
            break
        waited.wait(0.1)
    return counts[State.ACKNOWLEDGED]


def _files_one(directory: Path) -> str:
    """One citizen at the terminal of this directory; the folio that was filed."""
    terminal = HeadlessTerminal(directory / "terminal", NOWHERE, 1)
    try:
        return terminal.file(terminal.begin(), terminal.answers(some_answers(terminal.random))).folio
    finally:
        terminal.stop()


def _pending(directory: Path) -> list[str]:
    terminal = HeadlessTerminal(directory / "terminal", NOWHERE, 1)
    try:
        return terminal.writer.wait(Outbox.pending_folios)
    finally:
        terminal.stop()


def _ventanilla(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command as a person calls it."""
    command = [sys.executable, "-m", "kiosk", *arguments]
    environment = child_environment({"QT_QPA_PLATFORM": "offscreen"})
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)
