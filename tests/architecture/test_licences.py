"""Nothing that only the GPL offers: not in the locks, not in QML, not as Qt's input method."""

import re

from tests.architecture.house import ROOT, packages
from tools.check_files import leak_findings, lock_findings

# PyKCS11 is GPL; the Addons wheel carries Qt's GPL-only modules, Virtual Keyboard among them.
GPL_ONLY_PACKAGES = {"pykcs11", "pyside6", "pyside6-addons"}
GPL_ONLY_QML = re.compile(
    r"^\s*import\s+(QtQuick\.VirtualKeyboard|QtQuick\.Timeline|QtCharts|QtDataVisualization|Qt\.labs\.lottieqt"
    r"|QtQuick3D)",
    re.MULTILINE,
)


def test_no_lock_names_a_gpl_only_package() -> None:
    named = {
        line.split("==")[0].strip().lower().replace("_", "-")
        for lock in (ROOT / "requirements").glob("*.txt")
        for line in lock.read_text(encoding="utf-8").splitlines()
        if "==" in line
    }

    assert "pyside6-essentials" in named
    assert named & GPL_ONLY_PACKAGES == set()


def test_no_qml_file_imports_a_gpl_only_module() -> None:
    texts = [file.read_text(encoding="utf-8") for name in packages() for file in (ROOT / name).rglob("*.qml")]

    assert texts
    assert [text for text in texts if GPL_ONLY_QML.search(text)] == []
    assert GPL_ONLY_QML.search("import QtQuick\nimport QtQuick.VirtualKeyboard 2.1\n")


def test_nobody_asks_qt_for_its_own_virtual_keyboard() -> None:
    files = [file for name in packages() for file in (ROOT / name).rglob("*.py")]

    assert [file.name for file in files if "qtvirtual" + "keyboard" in file.read_text(encoding="utf-8")] == []


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_locks_are_hashed_and_hold_no_address() -> None:
    assert lock_findings(ROOT) == []


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    assert leak_findings(ROOT) == []
