"""`ventanilla queue`: what a technician sees, and sending without a kiosk."""

import os
from datetime import date
from pathlib import Path

import pytest

from offline_queue.store import DATABASE_NAME
from terminal.enrolment import enrol
from tests.fakes.platforms import PlatformProcess
from tests.unit.kiosk.commands.running import run, run_alone, settings_file
from tests.unit.kiosk.fakes import Bench, bench_in
from tests.unit.terminal.fakes import enrolled, open_outbox
from tramites.identifiers.folio import Folio


@pytest.fixture
def folio(tmp_path: Path) -> str:
    """A trámite that waits in the queue of a closed kiosk."""
    with open_outbox(tmp_path / "state" / "queue") as outbox:
        made = Folio.make(outbox._clock.now().date(), os.urandom(16)).text
        outbox.append(made, "cfe.falla-de-luz", b"sealed", "key")
    return made


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return settings_file(tmp_path, tmp_path / "state")


def test_status_counts(config: Path, folio: str) -> None:
    found = run("queue", "status", "--config", config, "--json")

    assert found.code == 0
    assert found.json["counts"]["pending"] == 1
    assert "por enviar" in run("queue", "status", "--config", config).out


def test_list_names_the_folios(config: Path, folio: str) -> None:
    found = run("queue", "list", "--config", config, "--json").json

    assert [entry["folio"] for entry in found["entries"]] == [folio]
    assert folio in run("queue", "list", "--config", config).out
    assert run("queue", "list", "--state", "conflict", "--config", config, "--json").json == {"entries": []}


def test_show_reads_a_folio_as_people_write_it(config: Path, folio: str) -> None:
    found = run("queue", "show", folio.lower().replace("-", " "), "--config", config, "--json")

    assert (found.code, found.json["state"]) == (0, "pending")


def test_show_of_a_folio_that_is_not_here_is_a_no(config: Path, folio: str, tmp_path: Path) -> None:
    other = Folio.make(date(2026, 1, 1), bytes(16)).text

    found = run("queue", "show", other, "--config", config)

    assert found.code == 1
    assert "quizá se hizo en otra terminal" in found.err


def test_verify_of_a_sound_queue_is_content(config: Path, folio: str) -> None:
    found = run("queue", "verify", "--config", config, "--json")

    assert (found.code, found.json["sound"]) == (0, True)


def test_verify_names_what_is_missing(config: Path, folio: str, tmp_path: Path) -> None:
    for journal in (tmp_path / "state" / "queue").glob("journal-*.log"):
        journal.unlink()

    found = run("queue", "verify", "--config", config)

    assert found.code == 1
    assert "not in the journal" in found.out


@pytest.mark.parametrize("command", ["status", "list", "verify", "sync"])
def test_where_there_is_no_queue_it_says_so(config: Path, command: str) -> None:
    found = run("queue", command, "--config", config)

    assert found.code == 1
    assert "aquí no hay cola" in found.err


def test_sync_beside_an_open_kiosk_is_refused(config: Path, folio: str, tmp_path: Path) -> None:
    enrolled(tmp_path / "state")
    (tmp_path / "state" / "ca.pem").write_bytes(b"-")

    with open_outbox(tmp_path / "state" / "queue"):
        found = run("queue", "sync", "--config", config)

    assert found.code == 1
    assert "la ventanilla está abierta" in found.err


def test_sync_without_a_line_says_what_still_waits(config: Path, folio: str, tmp_path: Path) -> None:
    enrolled(tmp_path / "state", url="http://127.0.0.1:1")

    found = run_alone("queue", "sync", "--config", config, "--json")

    assert found.code == 1
    assert (found.json["settled"], found.json["pending"], found.json["line"]) == (0, 1, "down")
    assert "sync.trouble" in found.err


def test_sync_brings_what_waits_to_the_platform(tmp_path: Path) -> None:
    state = tmp_path / "kiosk"
    with PlatformProcess(tmp_path / "platform") as platform:
        enrol(platform.url, platform.token(), state, "Plaza")
        _file_one(tmp_path, state)
        config = settings_file(tmp_path, state)

        found = run("queue", "sync", "--config", config, "--json")
        again = run("queue", "sync", "--config", config, "--json")

    assert (found.code, found.json["settled"], found.json["pending"]) == (0, 1, 0)
    assert found.json["counts"]["acknowledged"] == 1
    assert (again.code, again.json["settled"]) == (0, 0)


def _file_one(tmp_path: Path, state: Path) -> None:
    """File one trámite with the terminal that was enrolled."""
    from offline_queue.clock import SystemClock
    from offline_queue.outbox import Outbox
    from terminal.catalogue import Offered
    from terminal.enrolment import load_identity
    from terminal.filing import Capture, Filing
    from tests.unit.terminal.fakes import QueueHere
    from tests.unit.tramites.samples import falla_de_luz

    identity, clock = load_identity(state), SystemClock()
    terminal = identity.enrolment.terminal
    with Outbox.open(
        state / "queue", terminal=terminal, epoch=identity.enrolment.epoch, clock=clock
    ) as outbox:
        queue = QueueHere(outbox)
        filing = Filing(identity, queue, clock, os.urandom)
        draft = filing.begin(Offered(falla_de_luz(), "0" * 64), lambda _: None)
        capture = Capture(language="es-MX", channel="kiosk", actor="citizen", privacy_notice=None)
        filing.file(draft, {"falla": "sin_luz"}, capture, lambda _: None)
        queue.work()
    assert (state / "queue" / DATABASE_NAME).exists()


def test_no_answer_of_a_citizen_is_ever_listed(tmp_path: Path) -> None:
    with bench_in(tmp_path) as bench:
        _filed(bench)
    config = settings_file(tmp_path, tmp_path)

    shown = [run("queue", name, "--config", config, "--json").out for name in ("status", "list", "verify")]

    assert "12345678" not in "".join(shown)


def _filed(bench: Bench) -> None:
    bench.file()
    assert bench.session.page == "done"
