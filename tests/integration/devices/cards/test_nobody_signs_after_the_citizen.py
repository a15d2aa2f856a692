"""After any outcome the card wants the PIN again, and the PIN is nowhere but where it was typed."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.devices.cards.bench import CONTENTS, PIN, WRONG_PIN, Bench, TerminalProcess
from tests.integration.devices.sim.running import DEADLINE

WORKER = b"devices.cards.signer_worker"


@pytest.fixture
def hasty(bench: Bench, tmp_path: Path) -> Iterator[Bench]:
    """A bench whose terminal waits two seconds for a signature."""
    patient, bench.terminal = bench.terminal, TerminalProcess(bench.environment, tmp_path, "2")
    bench.card = ""
    bench.terminal.wait_for("empty")
    yield bench
    bench.empty()
    bench.terminal.end()
    bench.terminal, bench.card = patient, ""


def refused(bench: Bench) -> bool:
    return all("9000" not in bench.attack(key) for key in ("9A", "9C"))


def worker(*, there: bool = True) -> int:
    """The signing process under way; 0 when there is none and none is wanted."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        found = [int(entry.name) for entry in processes() if WORKER in cmdline(entry)]
        if bool(found) == there:
            return found[0] if found else 0
    raise AssertionError(f"a signing process there: {not there}")


def processes() -> Iterator[Path]:
    return (entry for entry in Path("/proc").iterdir() if entry.name.isdecimal())


def cmdline(entry: Path) -> bytes:
    return content(entry / "cmdline")


def content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def start_slow_signature(bench: Bench, seconds: float) -> None:
    bench.insert(key="both")
    bench.read()
    bench.control.do("slow-signature", seconds=seconds)
    bench.start_signing()
    end = time.monotonic() + DEADLINE
    while not bench.control.do("status")["verified"]:
        assert time.monotonic() < end


def test_the_attacker_would_succeed_with_the_pin(bench: Bench) -> None:
    bench.insert(key="both")

    assert bench.attack("9A", PIN)[-1] == "9000"
    assert bench.attack("9A")[0] == "9000", "a card that is not reset stays open"


def test_nobody_signs_after_a_signature(bench: Bench) -> None:
    bench.insert(key="both")
    bench.read()

    bench.verify(bench.sign())

    assert refused(bench)


def test_nobody_signs_after_a_wrong_pin(bench: Bench) -> None:
    bench.insert(key="both")
    bench.read()

    assert bench.sign(WRONG_PIN)["trouble"] == "wrong-pin"

    assert refused(bench)


def test_nobody_signs_after_a_failure_in_between(bench: Bench) -> None:
    bench.insert(key="both")
    bench.read()
    bench.control.do("eject-after-login")
    assert bench.sign()["trouble"] == "removed"
    bench.terminal.wait_for("empty")
    bench.insert(key="both")

    assert refused(bench)


def test_nobody_signs_after_a_signature_that_took_too_long(hasty: Bench) -> None:
    start_slow_signature(hasty, seconds=3.5)

    assert hasty.terminal.wait("signed")["trouble"] == "too-slow"
    worker(there=False)

    hasty.control.do("no-faults")
    assert refused(hasty)
    hasty.verify(hasty.sign())


def test_nobody_signs_after_the_terminal_closed_in_mid_signature(bench: Bench, tmp_path: Path) -> None:
    usual, bench.terminal = bench.terminal, TerminalProcess(bench.environment, tmp_path)
    bench.card = ""
    start_slow_signature(bench, seconds=1.5)

    bench.terminal.order(do="stop")

    assert bench.terminal.wait("signed")["trouble"] == "no-service"
    threads = bench.terminal.wait("stopped")["threads"]
    assert not {"card-reader", "card-watcher"} & set(threads)
    worker(there=False)
    bench.control.do("no-faults")
    assert refused(bench)
    bench.terminal.end()
    bench.terminal, bench.card = usual, bench.terminal.statuses[-1]["card"]


def test_the_signing_process_dies_with_its_terminal(bench: Bench, tmp_path: Path) -> None:
    usual, bench.terminal = bench.terminal, TerminalProcess(bench.environment, tmp_path)
    bench.card = ""
    start_slow_signature(bench, seconds=1.5)

    bench.terminal.process.kill()

    worker(there=False)
    bench.terminal.end()
    bench.terminal, bench.card = usual, ""


def test_the_call_returns_while_the_card_is_still_thinking(bench: Bench) -> None:
    start_slow_signature(bench, seconds=1.0)

    assert bench.terminal.nothing_yet("signed")
    assert bench.control.do("status")["verified"]
    bench.verify(bench.terminal.wait("signed"))


def test_the_pin_is_in_no_argument_environment_log_or_file(bench: Bench) -> None:
    pin = PIN.encode()
    start_slow_signature(bench, seconds=2.0)
    at_work = Path("/proc") / str(worker())

    seen = {
        f"{entry.name}/{name}"
        for entry in processes()
        for name in ("cmdline", "environ")
        if entry.name != str(os.getpid()) and pin in content(entry / name)
    }
    limits = content(at_work / "limits").decode()
    during = files_with(pin, bench.folder)
    bench.verify(bench.terminal.wait("signed"))

    assert seen == set()
    assert during == []
    assert files_with(pin, bench.folder) == []
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]
    assert not list(bench.folder.glob("ventanilla-card-*"))


def files_with(pin: bytes, folder: Path) -> list[str]:
    """Files of terminal, service and simulator that hold the PIN as text or as APDUs are written."""
    forms = (pin, pin.hex().encode(), pin.hex(" ").upper().encode())
    return [
        str(file)
        for file in folder.rglob("*")
        if file.is_file() and any(form in content(file) for form in forms)
    ]


def test_what_is_signed_is_what_was_asked(bench: Bench) -> None:
    bench.insert()
    bench.read()

    assert len(bench.sign()["signatures"]) == len(CONTENTS)
