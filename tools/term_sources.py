"""Where the house's words stand: every text for citizens and technicians, and the prose of the documents."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tools.texts import definition_sentences, unquoted

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGES: Final = (
    "tramites", "config", "devices", "offline_queue", "ui", "terminal", "kiosk", "central_platform", "demo",
)  # fmt: skip
# Every string of these files is shown to citizens.
SENTENCE_FILES: Final = ("ui/texts.py", "ui/session_texts.py")
# Of these files, every string of more than one word.
SAYING_FILES: Final = (
    "terminal/receipts.py",
    "central_platform/case_states.py",
    "central_platform/agencies/sandbox_cfe.py",
)
# The state sheet of developers: no citizen meets it.
_GALLERY: Final = "gallery"
SPANISH_GUIDES: Final = ("docs/how-to", "docs/devices")
_QSTR: Final = re.compile(r"""qsTr\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_NOT_PROSE: Final = re.compile(r"<!--.*?-->|`[^`\n]*`|\]\([^)\s]*\)|https?://\S+", re.DOTALL)
_FENCE: Final = re.compile(r"^ *(```|~~~).*?^ *\1 *$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Said:
    """A text and where it stands: file and line."""

    place: str
    text: str


def citizen_texts(root: Path = ROOT) -> Iterator[Said]:
    """Every text a citizen can read on a screen or on paper."""
    yield from _qml_texts(root)
    for name in SENTENCE_FILES:
        yield from _strings(root, root / name, of_one_word=True)
    for name in SAYING_FILES:
        yield from _strings(root, root / name, of_one_word=False)
    yield from _catalogue_texts(root)


def messages(root: Path = ROOT) -> Iterator[Said]:
    """Every string of more than one word in the product's Python."""
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*.py")):
            yield from _strings(root, file, of_one_word=False)


def prose(root: Path = ROOT) -> Iterator[Said]:
    """The English prose of the documents, a line at a time; the glossary may name what it forbids."""
    files = [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]
    yield from _lines(root, (file for file in files if not _is_guide(root, file) and file.stem != "glossary"))


def guides(root: Path = ROOT) -> Iterator[Said]:
    """The Spanish guides for technicians, a line at a time."""
    yield from _lines(
        root, (file for folder in SPANISH_GUIDES for file in sorted((root / folder).rglob("*.md")))
    )


def _is_guide(root: Path, file: Path) -> bool:
    return any(file.is_relative_to(root / folder) for folder in SPANISH_GUIDES)


def _lines(root: Path, files: Iterable[Path]) -> Iterator[Said]:
    for file in files:
        text = file.read_text(encoding="utf-8")
        for part in (_FENCE, _NOT_PROSE):
            text = part.sub(_only_newlines, text)
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield Said(f"{file.relative_to(root)}:{number}", line)


def _only_newlines(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n") or " "


def _qml_texts(root: Path) -> Iterator[Said]:
    for file in sorted((root / "ui" / "qml").rglob("*.qml")):
        if file.parent.name == _GALLERY:
            continue
        text = file.read_text(encoding="utf-8")
        for match in _QSTR.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield Said(f"{file.relative_to(root)}:{line}", unquoted(match[1]))


def _catalogue_texts(root: Path) -> Iterator[Said]:
    for file in sorted((root / "config" / "catalogue").rglob("*.json")):
        text = file.read_text(encoding="utf-8")
        document: Any = json.loads(text)
        for sentence in definition_sentences(document):
            position = text.find(json.dumps(sentence, ensure_ascii=False))
            line = text.count("\n", 0, position) + 1 if position >= 0 else 1
            yield Said(f"{file.relative_to(root)}:{line}", sentence)


def _strings(root: Path, file: Path, *, of_one_word: bool) -> Iterator[Said]:
    """The strings of a Python file that are no docstring, dictionary key or part of another string."""
    if not file.is_file():
        return
    tree = ast.parse(file.read_text(encoding="utf-8"))
    left_out = _docstrings(tree) | _keys(tree) | _parts(tree)
    for node in ast.walk(tree):
        text = _text_of(node)
        if text is not None and id(node) not in left_out and (of_one_word or len(text.split()) > 1):
            yield Said(f"{file.relative_to(root)}:{getattr(node, 'lineno', 1)}", text)


def _text_of(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in values)
        case _:
            return None


def _docstrings(tree: ast.Module) -> set[int]:
    """Strings that stand alone: of modules, classes, functions, and below a constant."""
    alone = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(value) for value in alone if isinstance(value, ast.Constant)}


def _keys(tree: ast.Module) -> set[int]:
    dictionaries = (node for node in ast.walk(tree) if isinstance(node, ast.Dict))
    return {id(key) for dictionary in dictionaries for key in dictionary.keys if key is not None}


def _parts(tree: ast.Module) -> set[int]:
    """Constants inside f-strings: the f-string stands for them."""
    joined = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    return {id(inner) for node in joined for inner in ast.walk(node) if inner is not node}
