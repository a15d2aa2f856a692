"""One word per idea, and the wording rules for citizens: the tables of docs/glossary.md are the data.

Looks at the prose of documents, at every text a citizen reads, and at the program's messages to technicians.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.term_sources import ROOT, Said, citizen_texts, guides, messages, prose

GLOSSARY: Final = Path("docs") / "glossary.md"
LONGEST_SENTENCE: Final = 18
_SYNONYMS: Final = "Forbidden synonyms"
_NEVER: Final = "Words no citizen meets"
_SYNONYM_COLUMNS: Final = 4
_NEVER_COLUMNS: Final = 2
_SENTENCE_END: Final = re.compile(r"[.:?…](?:\s+|$)|\n")
_HAS_WORD: Final = re.compile(r"[^\W_]")
Rule: TypeAlias = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Synonym:
    """Words that must not stand where `say` is meant; `where` names the kinds of text."""

    say: str
    forbidden: re.Pattern[str]
    where: frozenset[str]
    exceptions: re.Pattern[str] | None

    def found_in(self, text: str) -> list[str]:
        """The forbidden words in a text, exceptions taken out first."""
        rest = self.exceptions.sub(" ", text) if self.exceptions else text
        return [match.group() for match in self.forbidden.finditer(rest)]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The two tables."""

    synonyms: tuple[Synonym, ...]
    never: re.Pattern[str]

    def rule(self, where: str) -> Rule:
        """What a text of this kind may not hold."""
        rules = [synonym for synonym in self.synonyms if where in synonym.where]

        def findings(text: str) -> Iterator[str]:
            for synonym in rules:
                for word in synonym.found_in(text):
                    yield f"«{word}»: the word is «{synonym.say}»"

        return findings


def read_glossary(file: Path) -> Glossary:
    """The tables of the glossary. Raises ValueError naming the table that is not as expected."""
    text = file.read_text(encoding="utf-8")
    synonyms = [_synonym(row) for row in _table(text, _SYNONYMS, _SYNONYM_COLUMNS)]
    never = [word for row in _table(text, _NEVER, _NEVER_COLUMNS) for word in _words(row[0])]
    return Glossary(tuple(synonyms), _any_of(never))


def _table(text: str, heading: str, columns: int) -> list[list[str]]:
    chapter = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    lines = [line for line in (chapter[1] if chapter else "").splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines[2:]]
    if not rows or any(len(row) != columns for row in rows):
        raise ValueError(f"{GLOSSARY}: «{heading}» needs a table of {columns} columns")
    return rows


def _synonym(row: list[str]) -> Synonym:
    say, forbidden, where, exceptions = row
    allowed = _words(exceptions)
    return Synonym(
        say, _any_of(_words(forbidden)), frozenset(_words(where)), _any_of(allowed) if allowed else None
    )


def _words(cell: str) -> list[str]:
    return [word for part in cell.split(",") if (word := part.strip())]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Whole words, any case; a star stands for any ending, a blank for any white space."""
    parts = [re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(parts, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def wording_rule(glossary: Glossary) -> Rule:
    """The rules of the design language for what a citizen reads."""

    def findings(text: str) -> Iterator[str]:
        for word in glossary.never.findall(text):
            yield f"«{word}»: citizens never meet this word"
        if re.search("[!¡]", text):
            yield "holds an exclamation mark"
        if text.count("¿") != text.count("?"):
            yield "a question opens with ¿ and closes with ?"
        for sentence in _SENTENCE_END.split(text):
            length = word_count(sentence)
            if length > LONGEST_SENTENCE:
                start = sentence.strip()[:40]
                yield f"{length} words in one sentence; at most {LONGEST_SENTENCE}: «{start}…»"

    return findings


def word_count(sentence: str) -> int:
    """Words as a person counts them: a lone sign is none."""
    return sum(1 for word in sentence.split() if _HAS_WORD.search(word))


def all_findings(root: Path = ROOT, glossary: Path | None = None) -> list[str]:
    """What is wrong anywhere in a tree: file, line, what."""
    words = read_glossary(glossary or root / GLOSSARY)
    wording = wording_rule(words)
    looks: tuple[tuple[Iterable[Said], tuple[Rule, ...]], ...] = (
        (citizen_texts(root), (wording, words.rule("citizens"))),
        (prose(root), (words.rule("docs"),)),
        (guides(root), (words.rule("guides"),)),
        (messages(root), (words.rule("messages"),)),
    )
    found = (
        f"{said.place}: {problem}"
        for texts, rules in looks
        for said in texts
        for rule in rules
        for problem in rule(said.text)
    )
    return list(dict.fromkeys(found))  # a text for citizens is also a message of the program


def main() -> int:
    """Check the tree this file stands in."""
    found = all_findings()
    for finding in found:
        print(finding, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
