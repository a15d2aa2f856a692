"""What the documents say is true of the tree: paths exist, links lead somewhere, named tests are there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, packages, python_files, short

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LONGEST_DECISION = 35
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
A_PATH = re.compile(r"[\w.-]+(?:/[\w.*-]+)*/?")
ENDINGS = (".py", ".qml", ".toml", ".md", ".json", ".txt", ".sh")
A_TEST = re.compile(r"(tests/[\w/]+\.py)::(test_\w+)")
A_DOCUMENT_IN_CODE = re.compile(r"docs/[\w/-]+\.md")


def paths_in(text: str) -> Iterator[str]:
    """Whatever stands in code marks and looks like a path of the tree."""
    for word in CODE.findall(FENCE.sub("", text)):
        path = word.split("::")[0]
        if A_PATH.fullmatch(path) and ("/" in path or path.endswith(ENDINGS)):
            yield path


def exists(path: str) -> bool:
    return any(ROOT.glob(path.rstrip("/")))


def test_architecture_names_only_paths_that_exist() -> None:
    named = set(paths_in((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))

    assert len(named) > len(packages())
    assert [path for path in sorted(named) if not exists(path)] == []


def test_architecture_names_every_package() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

    assert [name for name in packages() if f"`{name}/`" not in text] == []


def test_a_path_that_does_not_exist_would_be_noticed() -> None:
    assert list(paths_in("see `kiosk/nowhere.py`, `a word`, `./dev check` and `x = 1`")) == [
        "kiosk/nowhere.py"
    ]
    assert not exists("kiosk/nowhere.py")


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda file: file.stem)
def test_every_decision_has_its_three_parts_and_is_short(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    headings = re.findall(r"^## (\w+)", text, re.MULTILINE)

    assert text.startswith(f"# {decision.stem[:4]}")
    assert headings == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= LONGEST_DECISION


def test_decisions_are_numbered_without_gaps_and_all_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")

    assert [file.name[:4] for file in DECISIONS] == [
        f"{number:04}" for number in range(1, len(DECISIONS) + 1)
    ]
    assert [file.name for file in DECISIONS if f"decisions/{file.name}" not in index] == []


def test_every_test_named_by_security_exists() -> None:
    named = A_TEST.findall((ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    missing = [f"{path}::{name}" for path, name in named if not has_test(ROOT / path, name)]

    assert named
    assert missing == []


def has_test(file: Path, name: str) -> bool:
    return file.is_file() and f"def {name}(" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=short)
def test_links_lead_somewhere(document: Path) -> None:
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    targets = [
        link.split("#")[0] for link in LINK.findall(text) if "://" not in link and not link.startswith("#")
    ]

    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_every_document_named_in_the_code_exists() -> None:
    named = {
        (short(file), path)
        for file in python_files(*packages(), "tools")
        for path in A_DOCUMENT_IN_CODE.findall(file.read_text(encoding="utf-8"))
    }

    assert [f"{file}: {path}" for file, path in sorted(named) if not (ROOT / path).is_file()] == []


def test_every_document_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    documents = [file.relative_to(ROOT / "docs").as_posix() for file in (ROOT / "docs").rglob("*.md")]

    assert [path for path in sorted(documents) if path != "README.md" and f"({path})" not in index] == []
