"""Under a real systemd: the unit as shipped, hardened, with a screen in memory instead of a panel."""

import os
import re
import signal
from collections.abc import Iterator

import pytest

from tests.integration.packaging.booting import Booted, unified_hierarchy
from tests.integration.packaging.roots import ENROLLED, clean_root

BOOT_SECONDS = 120.0
# What a container has not: a panel, a seat, a virtual terminal. Limits are shortened: nobody waits minutes.
DROP_INS = """
mkdir -p /etc/systemd/system/ventanilla-kiosk.service.d /etc/systemd/system/ventanilla-failsafe.service.d
cat > /etc/systemd/system/ventanilla-kiosk.service.d/headless.conf <<'END'
[Unit]
StartLimitBurst=3
[Service]
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman
Environment=XDG_RUNTIME_DIR=/run/ventanilla
PAMName=
TTYPath=
StandardInput=null
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
WatchdogSec=4
END
cat > /etc/systemd/system/ventanilla-failsafe.service.d/headless.conf <<'END'
[Service]
TTYPath=
TTYReset=no
TTYVHangup=no
StandardInput=null
StandardOutput=journal
Environment=VENTANILLA_FAILSAFE_SECONDS=3
END
"""
KIOSK_STATE = "systemctl show ventanilla-kiosk -p ActiveState -p NRestarts -p Result"


@pytest.fixture
def booted(machine: clean_root.CleanRoot) -> Iterator[Booted]:
    groups = unified_hierarchy()
    if groups is None:
        pytest.skip("control groups of version 2 are not mounted")
    ran = machine.run(f"{DROP_INS}\n{ENROLLED}", BOOT_SECONDS, alone=True)
    assert ran.code == 0, ran.output
    with Booted(machine.folder, machine.layers, groups) as booted:
        yield booted


def test_the_kiosk_is_started_when_it_has_drawn(booted: Booted) -> None:
    said = booted.run(f"systemctl start ventanilla-kiosk; {KIOSK_STATE}")

    assert "ActiveState=active" in said


def test_a_kiosk_that_stops_drawing_is_started_anew(booted: Booted) -> None:
    booted.run("systemctl start ventanilla-kiosk")

    os.kill(booted.process("-m kiosk kiosk"), signal.SIGSTOP)

    booted.wait_until("journalctl --no-pager -u ventanilla-kiosk", "Watchdog timeout")
    booted.wait_until(KIOSK_STATE, "NRestarts=1")
    booted.wait_until(KIOSK_STATE, "ActiveState=active")


def test_a_restart_on_purpose_is_no_failure(booted: Booted) -> None:
    booted.run("systemctl start ventanilla-kiosk")

    booted.run("systemctl restart ventanilla-kiosk")

    assert "ActiveState=active" in booted.run(KIOSK_STATE)
    assert "Result=success" in booted.run(KIOSK_STATE)
    assert "inactive" in booted.run("systemctl is-active ventanilla-failsafe")


def test_a_kiosk_that_cannot_start_says_out_of_service_and_comes_back(booted: Booted) -> None:
    booted.run("mv /var/lib/ventanilla/enrolment.json /var/lib/kept")

    booted.run("systemctl start ventanilla-kiosk")
    booted.wait_until("journalctl --no-pager -u ventanilla-failsafe", "FUERA DE SERVICIO")
    booted.run("mv /var/lib/kept /var/lib/ventanilla/enrolment.json")

    booted.wait_until(KIOSK_STATE, "ActiveState=active")


def test_after_an_upgrade_the_kiosk_waits_for_the_citizen_to_leave(booted: Booted) -> None:
    booted.run("systemctl start ventanilla-kiosk")
    before = booted.process("-m kiosk kiosk")
    booted.run("touch /run/ventanilla/busy; systemctl start ventanilla-renew; sleep 5")
    during = booted.process("-m kiosk kiosk")

    booted.run("rm /run/ventanilla/busy")
    booted.wait_until("journalctl --no-pager -u ventanilla-kiosk", "Stopped ventanilla-kiosk")
    booted.wait_until(KIOSK_STATE, "ActiveState=active")

    assert during == before
    assert booted.process("-m kiosk kiosk") != before


def test_the_units_stay_hardened(booted: Booted) -> None:
    for unit in ("ventanilla-kiosk", "ventanilla-platform"):
        said = booted.run(f"systemd-analyze security --no-pager {unit} | tail -1")
        (exposure,) = re.findall(r"(\d+\.\d+)", said)
        assert float(exposure) <= 2.5, said


def test_the_platform_serves_as_its_own_user_and_ends_when_asked(booted: Booted) -> None:
    booted.run("systemctl start ventanilla-platform")
    booted.wait_until("journalctl --no-pager -u ventanilla-platform", '"ready": true')

    said = booted.run(
        "systemctl stop ventanilla-platform; systemctl show ventanilla-platform -p Result -p User"
    )

    assert "Result=success" in said
    assert "User=_ventanilla-platform" in said
