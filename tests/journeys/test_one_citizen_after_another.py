"""What a citizen leaves behind: an abandoned session is erased, a slip opens its case at any kiosk."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.errors import ControlError
from demo.journey import PanelSize
from demo.world import World, WorldOptions

STREET = "Cerrada del Jazmín 77"
PATIENCE = 20.0


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    options = WorldOptions(
        state_dir=tmp_path / "state",
        panel=PanelSize.parse("1920x1080"),
        idle_seconds=4.0,
        still_there_seconds=3.0,
        extra_settings={"session": {"hide_values_seconds": 45.0}},
    )
    with World(options) as running:
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


def tap(world: World, *names: str) -> None:
    for name in names:
        until(lambda name=name: _did(world.tap, name), name)  # type: ignore[misc]


def choose(world: World, *names: str) -> None:
    for name in names:
        until(lambda name=name: _did(world.choose, name), name)  # type: ignore[misc]
        tap(world, "Continuar")


def page(world: World) -> str | None:
    seen = world.seen()
    return seen.page if seen else None


def texts(world: World) -> str:
    seen = world.seen()
    return " ".join(seen.texts) if seen else ""


def answer_up_to_the_street(world: World) -> None:
    tap(world, "Toque para empezar", "Luz y servicios", "Reportar una falla de luz", "Empezar")
    choose(world, "No, no veo peligro")
    tap(world, "Continuar")
    choose(world, "Con la dirección", "Colima", "Colima")
    world.type_text("Centro", "Colonia", keyboard=False)
    tap(world, "Continuar")
    world.type_text(STREET, "Calle", keyboard=False)
    tap(world, "Continuar")


def test_who_walks_away_is_asked_and_then_nothing_of_theirs_is_left(world: World) -> None:
    answer_up_to_the_street(world)

    until(lambda: page(world) == "still-there", "«¿Sigue ahí?»")
    assert STREET not in texts(world)
    assert "Todavía no se ha enviado nada." in texts(world)
    until(lambda: page(world) == "start", "the start screen")
    tap(world, "Toque para empezar", "Luz y servicios", "Reportar una falla de luz", "Empezar")
    choose(world, "No, no veo peligro")
    tap(world, "Continuar")
    choose(world, "Con la dirección", "Colima", "Colima")
    assert "Centro" not in texts(world)
    assert world.queue_counts().get("pending", 0) == 0
    assert world.platform_total() == 0


def test_yes_i_am_here_gives_everything_back(world: World) -> None:
    answer_up_to_the_street(world)
    until(lambda: page(world) == "still-there", "«¿Sigue ahí?»")

    tap(world, "Sí, sigo aquí")

    until(lambda: page(world) == "question", "the question")
    tap(world, "Regresar")
    until(lambda: STREET in texts(world), "the street that was written")


def test_the_slip_opens_its_case_with_folio_and_clave(world: World) -> None:
    answer_up_to_the_street(world)
    choose(world, "La luz va y viene")
    tap(world, "Hoy", "Continuar", "Prefiero no darlo", "Ver más", "Enviar")
    until(lambda: page(world) == "done", "done")
    until(lambda: bool(world.slips()), "a slip")
    slip = world.slips()[0].text
    folio = re.search(r"(?:[0-9A-Y]{4}-){3}[0-9A-Y]{4}", slip)
    clave = re.search(r"^([0-9A-Y]{4}-[0-9A-Y]{4})\s*$", slip, re.MULTILINE)
    assert folio
    assert clave
    tap(world, "Terminar y borrar mis datos")
    until(lambda: page(world) == "start", "the start screen")

    tap(world, "Toque para empezar", "Seguir un trámite")
    world.type_text(folio[0].replace("-", ""), None, keyboard=False)
    tap(world, "Continuar")
    world.type_text(clave[1].replace("-", ""), None, keyboard=False)
    tap(world, "Continuar")

    until(lambda: page(world) == "case", "the case")
    assert folio[0] in texts(world)
    assert "Reportar una falla de luz" in texts(world)
    assert "cfe.falla-de-luz" not in texts(world)


def _did(act: Callable[[str], None], name: str) -> bool:
    act(name)
    return True
