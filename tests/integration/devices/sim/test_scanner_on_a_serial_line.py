"""The simulated scanner as a process on a real pseudo-terminal."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.sim.client import SimulatorRefusedError
from tests.integration.devices.sim.running import Running


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path, "devices.sim.scanner", "--serial", f"{tmp_path}/line")
    yield running
    running.end()


def test_a_code_arrives_with_its_suffix(scanner: Running) -> None:
    host = scanner.host()

    scanner.control.do("scan", text="4KX7-09QW")

    assert host.read(10) == b"4KX7-09QW\r"


def test_encoding_and_aim_identifier_are_as_ordered(scanner: Running) -> None:
    host = scanner.host()

    scanner.control.do("scan", text="MUÑOZ", encoding="latin-1", aim="]C0")
    scanner.control.do("scan", text="MUÑOZ", aim=None)

    assert host.read(16) == b"]C0MU\xd1OZ\rMU\xc3\x91OZ\r"


@pytest.mark.parametrize("pieces", [1, 2, 5, 10, 99])
def test_a_code_in_pieces_arrives_whole_and_in_order(scanner: Running, pieces: int) -> None:
    host = scanner.host()

    scanner.control.do("scan", text="0123456789", pieces=pieces)

    assert host.read(11) == b"0123456789\r"


def test_noise_has_no_suffix_and_is_the_same_for_the_same_seed(scanner: Running) -> None:
    host = scanner.host()
    noises = []
    for _ in range(2):
        scanner.control.do("noise", bytes=500, seed=9)
        scanner.control.do("scan", text="END")
        noise = b""
        while not noise.endswith(b"END\r"):
            noise += host.read(1)
        noises.append(noise)

    assert noises[0] == noises[1]
    assert noises[0].count(b"\r") == 1


def test_an_unplugged_scanner_is_gone_until_plugged(scanner: Running) -> None:
    host = scanner.host()
    scanner.control.do("unplug")
    assert not scanner.link.is_symlink()
    assert os.read(host.descriptor, 1) == b""
    with pytest.raises(SimulatorRefusedError, match="unplugged"):
        scanner.control.do("scan", text="x")
    assert scanner.control.do("status")["condition"] == "disconnected"

    scanner.control.do("plug")

    again = scanner.host()
    scanner.control.do("scan", text="x")
    assert again.read(2) == b"x\r"


def test_what_latin_1_lacks_is_refused(scanner: Running) -> None:
    with pytest.raises(SimulatorRefusedError, match='parameter "text"'):
        scanner.control.do("scan", text="nāhuatl", encoding="latin-1")


def test_a_suffix_of_ones_own_is_possible(tmp_path: Path) -> None:
    scanner = Running(tmp_path, "devices.sim.scanner", "--serial", f"{tmp_path}/line", "--suffix", r"\x03")
    host = scanner.host()

    scanner.control.do("scan", text="A\rB")

    assert host.read(4) == b"A\rB\x03"
    scanner.end()
