"""Listening, and the settings a platform starts with."""

import socket
import sys
from pathlib import Path

import pytest

from central_platform import parent
from central_platform.serve import PortInUseError, UnusableAddressError, listen
from central_platform.settings import Settings


def test_port_zero_takes_a_free_port() -> None:
    with listen("127.0.0.1", 0) as listening:
        assert listening.getsockname()[1] > 0


def test_a_port_in_use_is_named_with_the_remedy() -> None:
    with listen("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]

        with pytest.raises(PortInUseError, match=rf"{port}.*--port"):
            listen("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(UnusableAddressError, match="--host"):
        listen("192.0.2.1", 0)


def test_ipv6_loopback_is_an_address_too() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        listen("::1", 0).close()
    except UnusableAddressError:
        pytest.skip("this machine has no IPv6 loopback")


def test_the_database_lies_in_the_state_directory_unless_it_is_named(tmp_path: Path) -> None:
    folder = tmp_path

    assert Settings(state_dir=folder).database_url == f"sqlite:///{folder / 'platform.sqlite3'}"
    assert Settings(state_dir=folder, database="postgresql://x/y").database_url == "postgresql://x/y"


def test_where_there_is_no_parent_signal_the_option_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    with pytest.raises(parent.NoParentDeathSignalError, match="--with-parent"):
        parent.end_with_parent()
