"""OpenSC is told everything, and the signing process inherits nothing it should not."""

from pathlib import Path

import pytest

from devices.cards.conf import OPENSC_CONF, default_module, worker_environment


@pytest.mark.parametrize(
    "line",
    [
        "disconnect_action = reset;",
        "use_pin_caching = false;",
        "use_file_caching = no;",
        "lock_login = true;",
    ],
)
def test_the_configuration_forgets_the_pin(line: str) -> None:
    assert line in OPENSC_CONF


def test_the_process_gets_only_what_a_module_needs(tmp_path: Path) -> None:
    terminal = {
        "PATH": "/usr/bin",
        "OPENSC_DEBUG": "9",
        "OPENSC_CONF": "/etc/x",
        "PKCS11SPY": "y",
        "HOME": "/h",
    }

    given = worker_environment(terminal, tmp_path, Path("/code"))

    assert given["PATH"] == "/usr/bin"
    assert given["HOME"] == str(tmp_path)
    assert not {"OPENSC_DEBUG", "PKCS11SPY"} & set(given)
    assert Path(given["OPENSC_CONF"]).read_text() == OPENSC_CONF


def test_the_module_is_found_whatever_the_architecture(tmp_path: Path) -> None:
    assert default_module(tmp_path) is None
    module = tmp_path / "riscv64-linux-gnu" / "opensc-pkcs11.so"
    module.parent.mkdir()
    module.touch()

    assert default_module(tmp_path) == module
