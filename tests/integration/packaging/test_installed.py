"""On the installed packages: what a technician types works, no simulator is there, upgrades keep all."""

import json
import re

from tests.integration.packaging.roots import (
    ENROLLED,
    HEADLESS_CAGE,
    NEWER,
    OLDER,
    ROOT,
    WORD,
    clean_root,
    install,
)

SECONDS = 300.0
JOURNEYS_SECONDS = 1800.0
SITE_FILE = "/etc/ventanilla/kiosk.toml"
SITE = '[terminal]\\nplace = "Centro Comunitario Las Flores"\\n'
AS_CITIZEN = (
    "useradd --create-home --home-dir /srv/citizen citizen && cd /srv/citizen && runuser -u citizen -- "
)
NO_DISPLAY = "QT_QPA_PLATFORM=offscreen"
# What listens in a network of its own: unix sockets with SO_ACCEPTON, TCP sockets in state 0A.
LISTENING = """
awk 'NR > 1 && $4 == "00010000" { print "unix", $8 }' /proc/net/unix
awk 'NR > 1 && $4 == "0A" { print "tcp", $2 }' /proc/net/tcp /proc/net/tcp6
"""


def answer(machine: clean_root.CleanRoot, command: str, code: int = 0, *, alone: bool = True) -> str:
    """Run, demand the exit code, give what was said."""
    ran = machine.run(command, SECONDS, alone=alone)
    assert ran.code == code, ran.output
    return str(ran.output)


def enrolled(machine: clean_root.CleanRoot) -> None:
    assert "Inscrita como" in answer(machine, ENROLLED)


def test_the_command_names_its_version_and_only_the_commands_there_are(machine: clean_root.CleanRoot) -> None:
    said = answer(machine, "ventanilla --version; ventanilla --help")

    assert f"version {OLDER}" in said
    assert {"kiosk", "enrol", "platform", "queue"} <= set(re.findall(r"^  (\w+) ", said, re.MULTILINE))
    assert not {"demo", "sim", "journey"} & set(re.findall(r"^  (\w+) ", said, re.MULTILINE))


def test_production_has_no_demonstration_to_start(machine: clean_root.CleanRoot) -> None:
    answer(machine, "ventanilla demo --headless", code=2)
    answer(machine, "ventanilla sim printer", code=2)

    listed = answer(machine, "dpkg -L ventanilla ventanilla-runtime")
    assert [
        line for line in listed.splitlines() if "/devices/sim" in line or "/ventanilla/demo" in line
    ] == []


def test_a_terminal_that_is_not_enrolled_says_what_to_do(machine: clean_root.CleanRoot) -> None:
    assert "inscriba la terminal con «ventanilla enrol»" in answer(
        machine, "ventanilla kiosk --self-test", code=2
    )


def test_an_enrolled_terminal_draws_its_first_screen_without_a_display(machine: clean_root.CleanRoot) -> None:
    enrolled(machine)

    assert "Primera pantalla dibujada." in answer(machine, "ventanilla kiosk --self-test")


def test_under_cage_an_unprivileged_user_sees_the_first_screen(machine: clean_root.CleanRoot) -> None:
    enrolled(machine)
    command = f"{HEADLESS_CAGE} /usr/bin/ventanilla kiosk --self-test"

    said = answer(
        machine, f"install -d -m 0700 -o _ventanilla /tmp/run && runuser -u _ventanilla -- sh -c '{command}'"
    )

    assert "Primera pantalla dibujada." in said


def test_what_an_administrator_runs_leaves_nothing_of_root_in_the_state(
    machine: clean_root.CleanRoot,
) -> None:
    enrolled(machine)
    answer(machine, "ventanilla queue status; ventanilla kiosk --self-test; ventanilla devices list")

    assert answer(machine, "find /var/lib/ventanilla /var/lib/ventanilla-platform -user root") == ""


def test_nobody_else_reads_the_state(machine: clean_root.CleanRoot) -> None:
    enrolled(machine)
    readable = "find /var/lib/ventanilla -mindepth 1 -readable"

    assert answer(machine, f"useradd citizen; runuser -u citizen -- {readable} 2>/dev/null; true") == ""


def test_a_kiosk_in_production_opens_no_control_socket(machine: clean_root.CleanRoot) -> None:
    enrolled(machine)
    command = f"""
    {NO_DISPLAY} ventanilla kiosk >/tmp/kiosk.log 2>&1 &
    kiosk=$!
    for second in 1 2 3 4 5 6 7 8 9 10; do grep -q sync.trouble /tmp/kiosk.log && break; sleep 1; done
    kill -0 $kiosk && echo running
    {LISTENING}
    kill $kiosk
    """

    assert answer(machine, command).split() == ["running"]


def test_a_demonstration_does_open_them_so_the_test_above_can_fail(machine: clean_root.CleanRoot) -> None:
    answer(machine, install("ventanilla-demo"), alone=False)
    journey = (
        "ventanilla journey run /usr/lib/ventanilla/demo/journeys/con-conexion-sale-el-acuse.json --out out"
    )
    command = f"""
    {AS_CITIZEN} {journey} >/tmp/journey.log 2>&1 &
    for second in 1 2 3 4 5 6 7 8 9 10 11 12; do
        {LISTENING} > /tmp/listening
        [ "$(grep -c unix /tmp/listening)" -ge 3 ] && break
        sleep 0.5
    done
    cat /tmp/listening
    wait
    """

    unix = [line for line in answer(machine, command).splitlines() if line.startswith("unix")]
    assert any("printer.sock" in line for line in unix)
    assert len(unix) >= 3  # printer, scanner, terminal


def test_the_demonstration_refuses_where_a_terminal_is_enrolled(machine: clean_root.CleanRoot) -> None:
    enrolled(machine)
    answer(machine, install("ventanilla-demo"), alone=False)

    assert "demo.not-a-demo" in answer(machine, "ventanilla demo --headless", code=2)
    assert "demo.not-a-demo" in answer(machine, f"{AS_CITIZEN} ventanilla demo --headless", code=2)


def test_every_journey_passes_on_the_installed_packages(machine: clean_root.CleanRoot) -> None:
    answer(machine, install("ventanilla-demo"), alone=False)

    ran = machine.run(f"{AS_CITIZEN} ventanilla demo --headless --out out", JOURNEYS_SECONDS, alone=True)
    summary = json.loads(answer(machine, "cat /srv/citizen/out/summary.json"))

    assert ran.code == 0, ran.output
    shipped = {file.stem for file in (ROOT / "demo" / "journeys").glob("*.json")}
    assert {each["journey"] for each in summary["journeys"]} == shipped


def test_an_upgrade_and_the_way_back_change_the_program_though_no_time_or_size_did(
    machine: clean_root.CleanRoot,
) -> None:
    helped = "ventanilla kiosk --help; ventanilla --version"
    before = answer(machine, helped)
    answer(machine, install("ventanilla", version=NEWER))
    newer = answer(machine, helped)
    answer(machine, install("ventanilla", options="--allow-downgrades"))

    assert WORD[0] in before
    assert WORD[1] in newer
    assert f"version {NEWER}" in newer
    assert answer(machine, helped) == before


def test_a_sites_settings_survive_upgrade_downgrade_and_removal(machine: clean_root.CleanRoot) -> None:
    answer(machine, f"printf '{SITE}' > {SITE_FILE}")
    answer(machine, install("ventanilla", version=NEWER))
    shown = answer(machine, "ventanilla config show --origin")
    answer(machine, install("ventanilla", options="--allow-downgrades"))
    answer(machine, "apt-get purge -y -q ventanilla ventanilla-runtime")

    assert "Las Flores" in shown
    assert SITE_FILE in shown
    assert "Las Flores" in answer(machine, f"cat {SITE_FILE}")


def test_what_citizens_filed_survives_an_upgrade(machine: clean_root.CleanRoot) -> None:
    enrolled(machine)
    answer(machine, "ventanilla kiosk --self-test")
    kept = "cd /var/lib/ventanilla && sha256sum enrolment.json device.key queue/* && stat -c '%U %a' . queue"
    before = answer(machine, kept)
    answer(machine, install("ventanilla", version=NEWER))

    assert answer(machine, kept) == before


def test_purge_leaves_only_what_the_guide_says(machine: clean_root.CleanRoot) -> None:
    enrolled(machine)
    answer(machine, f"printf '{SITE}' > {SITE_FILE}; ventanilla kiosk --self-test")
    answer(machine, "apt-get purge -y -q ventanilla ventanilla-runtime")
    found = "find / -xdev -iname '*ventanilla*' -not -path '/debs/*' -not -path '/proc/*' -not -path '/run/*'"
    left = set(answer(machine, found).split())
    users = answer(machine, "cut -d: -f1 /etc/passwd | grep ventanilla").split()

    assert left == {"/var/lib/ventanilla", "/var/lib/ventanilla-platform", "/etc/ventanilla"}
    guide = (ROOT / "docs" / "how-to" / "actualizar.md").read_text(encoding="utf-8")
    assert [each for each in (*left, *users) if f"`{each}`" not in guide] == []


def test_purge_of_a_machine_nobody_used_leaves_no_folder(machine: clean_root.CleanRoot) -> None:
    answer(machine, "apt-get purge -y -q ventanilla ventanilla-runtime")
    found = "find / -xdev -iname '*ventanilla*' -not -path '/debs/*' -not -path '/proc/*' -not -path '/run/*'"

    assert answer(machine, found) == ""


def test_the_rules_and_units_are_read_without_complaint(machine: clean_root.CleanRoot) -> None:
    units = " ".join(f"ventanilla-{name}.service" for name in ("kiosk", "platform", "failsafe", "renew"))
    said = answer(machine, f"systemd-analyze verify {units}; udevadm test-builtin --help >/dev/null; true")

    assert "ventanilla" not in said
