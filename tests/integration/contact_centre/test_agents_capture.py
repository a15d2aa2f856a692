"""An agent's whole call with the keyboard alone, against the real platform, beside a kiosk's capture."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from config.load import load
from demo.parts.settings_file import write_settings
from devices.contract import Condition
from kiosk.parts import Parts
from kiosk.proof import Proof
from kiosk.session import Session
from terminal.consulting import Consulting
from terminal.enrolment import enrol
from terminal.filing import Filing
from terminal.ledger import QueueLedger
from terminal.printing import Printing
from terminal.services import TerminalServices, join_services
from terminal.zone import zone_named
from tests.fakes.platforms import PlatformProcess
from tests.integration.contact_centre.desks import (
    AGENT,
    KeyboardDesk,
    desk_process,
    eventually,
    headless,
    holds,
    stored,
    write_config,
)
from tests.unit.kiosk.fakes import HEAD, LIMITS
from tests.unit.terminal.fakes import HeldPrinter, HeldScanner, at_once
from tramites.identifiers.folio import Folio
from ui.services import Conditions

TRAMITE = "cfe.falla-de-luz"
STREET = "Morelos 118, frente a la primaria"
MAY_DIFFER = {"folio", "channel", "actor", "started_at", "captured_at", "terminal"}
ZONE = zone_named("America/Mexico_City")


@dataclass
class Centre:
    """A platform and a desk enrolled with it."""

    folder: Path
    platform: PlatformProcess

    @property
    def platform_state(self) -> Path:
        return self.platform.state_dir

    def enrol(self, name: str) -> Path:
        state = self.folder / name
        enrol(self.platform.url, self.platform.token(), state, name)
        return state


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    catalogue = Path(__file__).parents[3] / "config" / "catalogue"
    options = ("--demo", "--catalogue", str(catalogue))
    with PlatformProcess(tmp_path / "platform", *options) as platform:
        yield Centre(tmp_path, platform)


@pytest.fixture
def desk(centre: Centre) -> Iterator[KeyboardDesk]:
    with desk_process(centre.folder, centre.platform.url, centre.enrol("desk")) as desk:
        yield desk


def capture_with_the_keys(desk: KeyboardDesk) -> tuple[str, str]:
    """A whole call; the folio and the clave that were read aloud."""
    desk.enter("reportar")
    desk.wait_for("¿Ve algo peligroso?")
    desk.enter("3")
    desk.wait_for("Antes de pedirle sus datos")
    desk.key("Ctrl+Return")
    for typed in ("2", "colima", "colima", "Centro", STREET, "1", "1", "ayer"):
        desk.enter(typed)
    desk.enter()
    desk.wait_for("Le leo lo que anoté")
    desk.key("Ctrl+Return")
    desk.wait_for("Lea el folio")
    groups = [each for each in desk.texts() if len(each) == 4 and each.isalnum()]
    return Folio.parse("-".join(groups[:4])).text, "-".join(groups[4:6])


class HeldKiosk:
    """A kiosk's session over the services every terminal has, without a screen."""

    def __init__(self, folder: Path, url: str, state: Path) -> None:
        config = folder / "kiosk.toml"
        write_settings(config, {"terminal": {"state_dir": str(state)}, "platform": {"url": url}})
        today = datetime.now(UTC).astimezone(ZONE).date()
        self.services: TerminalServices = join_services(
            load(config, environment={}).settings, today, lambda line: None, lambda results: None
        )
        self.session = self._session()
        self.services.start()

    def file(self, answers: list[str | None]) -> str:
        """From the start screen to the folio."""
        self.session.start()
        self.session.open_tramite(TRAMITE)
        self.session.begin()
        for typed in answers:
            if typed is None:
                self.session.go_on()
            else:
                self.session.answer(typed)
        assert self.session.page == "review"
        self.session.send()
        eventually(lambda: self.session.filed is not None, "the kiosk stored it")
        return self.session.filed.folio if self.session.filed else ""

    def _session(self) -> Session:
        services = self.services
        printing = Printing(HeldPrinter(), QueueLedger(services.writer), at_once)
        conditions = Conditions(Condition.READY, Condition.READY, line=False)
        return Session(
            Parts(
                catalogue=services.catalogue,
                filing=Filing(services.identity, services.writer, services.clock, os.urandom),
                proof=Proof(printing, HEAD, services.clock, 4.0, services.sync.nudge, lambda: False),
                consulting=Consulting(services.follow_up, at_once),
                scanner=HeldScanner(),
                clock=services.clock,
                zone=ZONE,
                post=at_once,
                reset_settings=lambda: None,
                language=lambda: "es-MX",
                conditions=lambda: conditions,
            ),
            LIMITS,
        )


def test_a_kiosks_and_an_agents_capture_differ_only_in_channel_actor_and_times(
    centre: Centre, desk: KeyboardDesk
) -> None:
    by_agent, _ = capture_with_the_keys(desk)
    eventually(lambda: holds(centre.platform_state, by_agent), "the platform has the agent's")
    answers = msgspec.to_builtins(stored(centre.platform_state, by_agent))["answers"]
    kiosk = HeldKiosk(centre.folder, centre.platform.url, centre.enrol("kiosk"))
    try:
        at_kiosk = kiosk.file(
            [
                "no",
                None,
                "direccion",
                "Colima",
                "Colima",
                "Centro",
                STREET,
                "sin_luz",
                "si",
                answers["desde"],
                "",
            ]
        )
        eventually(lambda: holds(centre.platform_state, at_kiosk), "the platform has the kiosk's")
    finally:
        kiosk.services.stop()

    one, other = (msgspec.to_builtins(stored(centre.platform_state, folio)) for folio in (by_agent, at_kiosk))

    assert {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)} <= MAY_DIFFER
    assert (one["channel"], one["actor"]) == ("contact-centre", f"agent:{AGENT}")
    assert (other["channel"], other["actor"]) == ("kiosk", "citizen")
    assert one["privacy_notice"] == other["privacy_notice"] == "demo-1"
    assert one["answers"]["calle"] == STREET


def test_a_case_is_found_by_folio_and_shows_its_details_only_with_the_clave(
    centre: Centre, desk: KeyboardDesk
) -> None:
    folio, clave = capture_with_the_keys(desk)
    desk.wait_for("La plataforma lo recibió")
    desk.key("F9")
    desk.wait_for("¿Qué necesita la persona?")
    assert clave not in json.dumps(desk.texts())

    desk.key("Alt+1")
    desk.enter(folio.lower().replace("-", " "))
    desk.enter()
    desk.wait_for("Solo el estado. Con la clave se ven los detalles.")

    desk.key("Alt+1")
    desk.key("Tab")
    desk.enter(clave)
    desk.wait_for("Folio de la dependencia")
    assert folio in desk.texts()


def test_without_a_line_it_is_stored_and_sent_when_the_line_is_back(
    centre: Centre, desk: KeyboardDesk
) -> None:
    desk.wait_for("En línea con la plataforma")
    centre.platform.stop()
    desk.wait_for("Se guardará y se enviará")

    folio, _ = capture_with_the_keys(desk)
    desk.wait_for("Está guardado y se enviará solo")
    assert not holds(centre.platform_state, folio)

    centre.platform.start()
    desk.wait_for("La plataforma lo recibió")
    assert holds(centre.platform_state, folio)


def test_the_agents_window_says_who_captures_and_always_shows_where_the_keys_go(desk: KeyboardDesk) -> None:
    desk.wait_for(AGENT)
    focused: list[dict[str, Any]] = [node for node in desk.nodes() if node["focused"]]
    assert [node["role"] for node in focused] == ["EditableText"]


def test_the_command_draws_the_desk_and_ends(centre: Centre) -> None:
    config = write_config(centre.folder, centre.platform.url, centre.enrol("desk"), demo=False)
    command = [sys.executable, "-m", "kiosk", "agent", "--config", str(config), "--self-test"]

    done = subprocess.run(command, capture_output=True, text=True, check=False, env=headless(), timeout=60)

    assert (done.returncode, done.stdout) == (0, "Escritorio dibujado.\n"), done.stderr


def test_a_desk_that_is_not_for_demonstration_opens_no_control_socket(tmp_path: Path) -> None:
    config = write_config(tmp_path, "https://127.0.0.1:1", tmp_path, demo=False)
    command = [sys.executable, "-m", "demo.desk", "--config", str(config), "--control", str(tmp_path / "c")]

    done = subprocess.run(command, capture_output=True, text=True, check=False, env=headless(), timeout=60)

    assert done.returncode == 2
    assert "demo no es true" in done.stderr
    assert not (tmp_path / "c").exists()
