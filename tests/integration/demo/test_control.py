"""The control socket of a small kiosk: fingers reach what a person could reach, and nothing else."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from demo.errors import ControlError
from demo.wire import LineClient


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[LineClient]:
    socket = tmp_path / "control"
    command = [sys.executable, str(Path(__file__).with_name("small_kiosk.py")), str(socket)]
    repository = Path(__file__).parents[3]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=repository, env=_environment()
    ) as kiosk:
        assert _first_line(kiosk.stdout) == "ready\n"
        client = LineClient(socket, name="la terminal")
        yield client
        client.close()
        kiosk.kill()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}


def _first_line(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline()


@pytest.fixture
def home(glass: LineClient) -> LineClient:
    glass.ask("tap", name="Toque para empezar")
    return glass


def texts(glass: LineClient) -> list[str]:
    return list(glass.ask("screen")["texts"])


def test_the_page_on_top_is_named(glass: LineClient) -> None:
    assert glass.ask("screen")["page"] == "start"


def test_a_tap_is_a_real_touch_on_the_control_of_that_name(home: LineClient) -> None:
    home.ask("tap", name="Luz y servicios")

    assert home.ask("screen")["page"] == "home"
    assert "luz" in texts(home)


def test_a_control_is_found_by_the_text_on_it(home: LineClient) -> None:
    home.ask("tap", name="Folio ABCD-EFGH-JKMN-PQRS")


def test_what_is_not_there_is_said_and_may_be_asked_again(home: LineClient) -> None:
    with pytest.raises(ControlError, match="no se ve «Toque para empezar»") as refused:
        home.ask("tap", name="Toque para empezar")

    assert refused.value.retry


def test_several_candidates_are_listed(home: LineClient) -> None:
    with pytest.raises(ControlError, match=r"«Luz y servicios\. Reportar», «Luz antigua»"):
        home.ask("tap", name="Luz")


def test_a_disabled_control_is_not_touched(home: LineClient) -> None:
    with pytest.raises(ControlError, match="«Luz antigua» está desactivado"):
        home.ask("tap", name="Luz antigua")


def test_a_covered_control_is_not_touched(home: LineClient) -> None:
    home.ask("tap", name="Tapar")

    with pytest.raises(ControlError, match="«Salud» está tapado por tela"):
        home.ask("tap", name="Salud")


def test_the_same_control_can_be_touched_twice(home: LineClient) -> None:
    home.ask("tap", name="Salud")
    home.ask("tap", name="Salud")

    assert "salud 2" in texts(home)


def test_typing_presses_the_keys_on_the_screen_capitals_and_accents_too(home: LineClient) -> None:
    home.ask("type", text="Colima ó", into="Municipio")

    assert "Colima ó" in texts(home)


def test_a_character_no_key_writes_is_named(home: LineClient) -> None:
    with pytest.raises(ControlError, match="no tiene «7»") as refused:
        home.ask("type", text="c7", into="Municipio")

    assert not refused.value.retry


def test_a_real_keyboard_writes_too(home: LineClient) -> None:
    home.ask("type", text="Colima 7", into="Municipio", keyboard=True)

    assert "Colima 7" in texts(home)


def test_choosing_turns_the_pages_of_a_list(home: LineClient) -> None:
    home.ask("choose", name="Jalisco")

    assert "elegido Jalisco" in texts(home)


def test_choosing_what_no_page_has_ends(home: LineClient) -> None:
    with pytest.raises(ControlError, match="«Sonora» no está en la lista"):
        home.ask("choose", name="Sonora")


def test_the_tree_tells_role_name_and_place(home: LineClient) -> None:
    nodes = home.ask("tree")["nodes"]

    health = next(node for node in nodes if node["name"] == "Salud")
    assert health["role"] == "Button"
    assert health["rect"][2:] == [200, 60]


def test_a_quiet_screen_is_idle(home: LineClient) -> None:
    assert any(home.ask("idle")["idle"] for _ in range(10))


def test_a_screenshot_is_a_picture_of_the_window(home: LineClient, tmp_path: Path) -> None:
    home.ask("screenshot", path=str(tmp_path / "home.png"))

    assert (tmp_path / "home.png").read_bytes().startswith(b"\x89PNG")


def test_an_unknown_command_is_refused_by_name(glass: LineClient) -> None:
    with pytest.raises(ControlError, match="«call_slot»"):
        glass.ask("call_slot")


def test_looking_and_touching_costs_the_gui_thread_little(home: LineClient) -> None:
    home.ask("tree")

    assert home.ask("probe")["report"]["offenders"] == []


def test_a_key_that_does_not_exist_is_refused_by_name(home: LineClient) -> None:
    with pytest.raises(ControlError, match="«Hyper\\+A»"):
        home.ask("key", name="Hyper+A")
