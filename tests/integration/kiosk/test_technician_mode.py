"""A technician at a real kiosk: in with a PIN, paper out and back, a test slip, and out again."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.errors import ControlError
from demo.world import World, WorldOptions
from terminal.staff import LOCK_FILE, StaffList

PIN = "739184"
PATIENCE = 20.0


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    StaffList(tmp_path / "state" / "terminal").add("Lucía Ortega", PIN, lambda count: bytes(range(count)))
    with World(WorldOptions(state_dir=tmp_path / "state")) as running:
        yield running


def until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if holds():
                return
        except ControlError as error:
            if not error.retry:
                raise
        time.sleep(0.1)
    pytest.fail(f"{what} never happened")


def page(world: World) -> str | None:
    seen = world.seen()
    return seen.page if seen else None


def texts(world: World) -> list[str]:
    seen = world.seen()
    return list(seen.texts) if seen else []


def tap(world: World, name: str) -> None:
    until(lambda: _did(world.tap, name), name)


def enter(world: World, pin: str) -> None:
    for _ in range(5):
        world.tap("@brandMark")
    until(lambda: page(world) == "staff-pin", "the PIN page")
    world.type_text(pin, None, keyboard=False)
    tap(world, "Entrar")


@pytest.mark.slow
def test_a_technician_sees_the_paper_come_back_and_prints_a_slip(world: World, tmp_path: Path) -> None:
    world.printer("paper-out")
    enter(world, "739185")
    until(lambda: "Ese PIN no es de nadie. Quedan 4 intentos." in texts(world), "the wrong PIN")
    world.type_text(PIN, None, keyboard=False)
    tap(world, "Entrar")

    until(lambda: page(world) == "technician", "technician mode")
    until(lambda: "Sin papel" in texts(world), "«Sin papel»")
    assert "Lucía Ortega" in texts(world)
    world.printer("ready")
    until(lambda: "Lista" in texts(world) and "Sin papel" not in texts(world), "«Lista»")

    tap(world, "Probar impresora")
    until(lambda: "Pasó" in texts(world), "the slip")
    assert "HOJA DE PRUEBA" in world.slips()[-1].text
    until(lambda: "En línea" in texts(world), "the line")
    tap(world, "Volver a servicio")

    until(lambda: page(world) == "start", "the start screen")
    assert b'wrong":0' in (tmp_path / "state" / "terminal" / LOCK_FILE).read_bytes()


def _did(act: Callable[[str], None], name: str) -> bool:
    act(name)
    return True
