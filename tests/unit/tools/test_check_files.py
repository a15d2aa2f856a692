import subprocess
from pathlib import Path

import pytest

from tools.check_files import committed_files, leak_findings, lock_findings

HASHED = "attrs==25.1.0 ; python_version < '3.13' \\\n    --hash=sha256:" + "a" * 64 + "\n"
REGISTRY = "files." + "pythonhosted" + ".org"
MACHINE = "/" + "work/main"


def lock(folder: Path, content: str) -> list[str]:
    (folder / "requirements").mkdir()
    (folder / "requirements" / "terminal.txt").write_text(content, encoding="utf-8")
    return lock_findings(folder)


def test_a_hashed_lock_is_sound(tmp_path: Path) -> None:
    assert lock(tmp_path, "# a comment\n" + HASHED + HASHED.replace("attrs", "click")) == []


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("attrs==25.1.0\n", "no sha256 hash"),
        ("attrs>=25\n", "not one pinned version"),
        (HASHED.replace("a" * 64, "a" * 63), "no sha256 hash"),
        ("--index-url https" + "://example.org/simple\n", "address"),
        ("-i example\n", "option"),
        ("attrs @ file" + ":///wheels/attrs.whl\n", "address"),
    ],
)
def test_each_fault_of_a_lock_is_named_with_its_line(tmp_path: Path, content: str, what: str) -> None:
    (finding,) = lock(tmp_path, HASHED + content)

    assert finding.startswith("requirements/terminal.txt:3: ")
    assert what in finding


def test_a_house_without_locks_is_not_sound(tmp_path: Path) -> None:
    assert lock_findings(tmp_path) != []


@pytest.mark.parametrize("leak", [f"see https://{REGISTRY}/x", f"cd {MACHINE}", "cat /" + "home/ana/x"])
def test_a_leak_is_named_with_file_and_line(tmp_path: Path, leak: str) -> None:
    (tmp_path / "page.md").write_text(f"first\n{leak}\n", encoding="utf-8")

    (finding,) = leak_findings(tmp_path)

    assert finding.startswith("page.md:2: ")


def test_ordinary_paths_and_pictures_are_no_leak(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        "/etc/ventanilla, docs/work/x, a/home/b, framework/y\n", encoding="utf-8"
    )
    (tmp_path / "font.ttf").write_bytes(b"\0" + MACHINE.encode())

    assert leak_findings(tmp_path) == []


def test_what_git_ignores_is_not_looked_at(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("out/\n", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "log.txt").write_text(MACHINE, encoding="utf-8")
    (tmp_path / "new.txt").write_text("not added yet", encoding="utf-8")

    assert [file.name for file in committed_files(tmp_path)] == [".gitignore", "new.txt"]
