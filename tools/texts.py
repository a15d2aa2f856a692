"""Every sentence a citizen can meet, and the pseudo-language that proves each of them can be translated.

extract  lists the sentences of screens, codes, keyboards and trámites in ui/i18n/sentences.json
pseudo   the same, and writes the pseudo-language: longer, bracketed, accented
check    says which sentences the committed files and languages miss or no longer need; exit code 1 when any
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from central_platform.case_states import NEEDS_REVIEW_TEXT, NEXT_STEP, RECEIVED_TEXT  # noqa: E402
from tramites.moments import SPANISH  # noqa: E402
from ui.languages import EVERY_TRAMITE, PSEUDO, SOURCE, load_pack  # noqa: E402
from ui.texts import SENTENCES  # noqa: E402  # the script runs from any folder

I18N: Final = ROOT / "ui" / "i18n"
SENTENCES_FILE: Final = I18N / "sentences.json"
PSEUDO_FILE: Final = I18N / "qps" / "texts.json"
PSEUDO_MOMENTS: Final = I18N / "qps" / "moments.json"
# What the platform tells of a case; an agency's own words stay as the agency wrote them.
CASE_SENTENCES: Final = frozenset({RECEIVED_TEXT, NEEDS_REVIEW_TEXT, *NEXT_STEP.values()})
QML: Final = ROOT / "ui" / "qml"
CATALOGUE: Final = ROOT / "config" / "catalogue"

# Keys of a definition whose value a citizen reads.
CITIZEN_KEYS: Final = frozenset(
    (
        "aviso", "ayuda", "boton", "costo", "declaracion", "derechos", "descripcion", "detalle",
        "ejemplo", "entrada", "error", "error_corto", "etiqueta", "finalidad", "guardado",
        "indicacion", "integral", "leyenda", "linea", "motivo", "nombre", "nombre_corto", "pasos",
        "peligro", "pista", "pregunta", "que_fecha_cuenta", "que_sigue", "recibido",
        "responsable", "resultado", "resumen", "salida", "se_lleva", "seguir", "texto", "tiempo",
        "titulo",
    )
)  # fmt: skip
_LITERAL: Final = re.compile(r"""qsTr\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_NAMED: Final = re.compile(r"\{[^}]*\}|<[^>]*>|%(?:n|L?\d)|https?://\S+")
_ACCENTS: Final = str.maketrans("aeiouAEIOUncsdtlrgyz", "åéîöûÅÉÎÖÛñçšðţļŕĝýž")
_FILLER: Final = " ~ļöñĝéŕ"
_LONGER: Final = 0.4
# The development gallery is never shown to a citizen.
_GALLERY: Final = "gallery"


def unquoted(literal: str) -> str:
    """The sentence of a JavaScript string literal."""
    inner = literal[1:-1]
    return str(json.loads('"' + re.sub(r'(?<!\\)"', r"\"", inner.replace(r"\'", "'")) + '"'))


def qml_sentences(folder: Path) -> set[str]:
    """Every sentence inside qsTr(…) under a folder, and the names of keyboard keys."""
    found = set()
    for file in folder.rglob("*.qml"):
        if _GALLERY in file.relative_to(folder).as_posix().lower():
            continue
        found |= {unquoted(match) for match in _LITERAL.findall(file.read_text(encoding="utf-8"))}
    for file in folder.rglob("keyboards/*.json"):
        found |= set(_key_words(json.loads(file.read_text(encoding="utf-8")), every=file.stem == "names"))
    return {sentence for sentence in found if sentence.strip()}


def _key_words(value: Any, *, every: bool) -> Iterator[str]:
    match value:
        case dict():
            for key, inner in value.items():
                if key == "cap" and value.get("action") in {"space", "page"}:
                    yield inner
                yield from _key_words(inner, every=every or key == "name")
        case list():
            for inner in value:
                yield from _key_words(inner, every=False)
        case str() if every:
            yield value
        case _:
            return


def definition_sentences(value: Any, key: str = "") -> Iterator[str]:
    """Every citizen's sentence inside one definition."""
    match value:
        case dict():
            for name, inner in value.items():
                yield from definition_sentences(inner, name)
        case list():
            for inner in value:
                yield from definition_sentences(inner, key)
        case str() if key in CITIZEN_KEYS and value.strip():
            yield value
        case _:
            return


def catalogue_sentences(catalogue: Path) -> tuple[set[str], dict[str, list[str]]]:
    """The sentences of what all trámites share (themes), and of each definition by its identifier."""
    shared: set[str] = set()
    tramites: dict[str, list[str]] = {}
    for file in sorted(catalogue.rglob("*.json")):
        document = json.loads(file.read_text(encoding="utf-8"))
        sentences = set(definition_sentences(document))
        identifier = document.get("id") if isinstance(document, dict) else None
        if isinstance(identifier, str):
            tramites[identifier] = sorted(sentences)
        else:
            shared |= sentences
    return shared, tramites


def extract() -> dict[str, Any]:
    """Every sentence there is: of the screens, and of each trámite."""
    shared, tramites = catalogue_sentences(CATALOGUE)
    ui = qml_sentences(QML) | set(SENTENCES.values()) | CASE_SENTENCES | shared
    return {"ui": sorted(ui), "tramites": tramites}


def pseudo(sentence: str) -> str:
    """The sentence as the pseudo-language says it: placeholders and marks untouched, 40 % longer."""
    parts, last = [], 0
    for match in _NAMED.finditer(sentence):
        parts += [sentence[last : match.start()].translate(_ACCENTS), match.group()]
        last = match.end()
    parts.append(sentence[last:].translate(_ACCENTS))
    extra = round(len(sentence) * _LONGER)
    filler = (_FILLER * (extra // len(_FILLER) + 1))[:extra].rstrip()
    return f"[{''.join(parts)}{filler}]"


def pseudo_pack(sentences: dict[str, Any]) -> dict[str, str]:
    """The whole pseudo-language."""
    every = {*sentences["ui"], *(one for some in sentences["tramites"].values() for one in some)}
    return {sentence: pseudo(sentence) for sentence in sorted(every)}


def pseudo_moments() -> dict[str, Any]:
    """Days and times as the pseudo-language says them."""
    document: dict[str, Any] = msgspec.to_builtins(SPANISH)
    months = [pseudo(month) for month in document["months"]]
    parts = [{**part, "words": pseudo(part["words"])} for part in document["parts"]]
    return {**document, "months": months, "parts": parts}


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def _write(file: Path, content: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def differences() -> list[str]:
    """What the committed files lack or keep for nothing, one line each."""
    sentences = extract()
    wanted, kept = pseudo_pack(sentences), _read(PSEUDO_FILE)
    lines = [f"{PSEUDO_FILE.name}: falta «{one}»" for one in wanted if kept.get(one) != wanted[one]]
    lines += [f"{PSEUDO_FILE.name}: sobra «{one}»" for one in kept if one not in wanted]
    if _read(PSEUDO_MOMENTS) != pseudo_moments():
        lines.append(f"{PSEUDO_MOMENTS.name}: no coincide con tramites/moments.py")
    for folder in sorted(card.parent for card in I18N.glob("*/language.json")):
        if folder.name not in (SOURCE, PSEUDO):
            lines += language_differences(folder, sentences)
    if _read(SENTENCES_FILE) != sentences:
        lines.append(f"{SENTENCES_FILE.name}: no coincide con las pantallas")
    return lines


def language_differences(folder: Path, sentences: dict[str, Any]) -> list[str]:
    """What a language lacks of the screens and of the trámites it names, or keeps for nothing."""
    every = {*sentences["ui"], *(one for some in sentences["tramites"].values() for one in some)}
    pack = load_pack(folder)
    texts, named = pack.texts, pack.card.complete_for
    claimed = [
        some for name, some in sentences["tramites"].items() if name in named or EVERY_TRAMITE in named
    ]
    wanted = {*sentences["ui"], *(one for some in claimed for one in some)}
    file = f"{folder.name}/texts.json"
    lines = [f"{file}: falta «{one}»" for one in sorted(wanted) if not texts.get(one, "").strip()]
    lines += [f"{file}: sobra «{one}»" for one in sorted(set(texts) - every)]
    kept = (one for one in sorted(set(texts) & every) if _places(one) != _places(texts[one]))
    return lines + [f"{file}: conserve {_places(one)} en «{one}»" for one in kept]


def _places(sentence: str) -> list[str]:
    """What the program fills in a sentence: a translation keeps every one of them."""
    return sorted(_NAMED.findall(sentence))


def main(arguments: list[str]) -> int:
    """Run one of the three commands."""
    match arguments:
        case ["extract"]:
            _write(SENTENCES_FILE, extract())
        case ["pseudo"]:
            sentences = extract()
            _write(SENTENCES_FILE, sentences)
            _write(PSEUDO_FILE, pseudo_pack(sentences))
            _write(PSEUDO_MOMENTS, pseudo_moments())
        case ["check"]:
            return _report(differences())
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def _report(lines: list[str]) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    if lines:
        print(
            "Ejecute tools/texts.py pseudo; lo que falta en una lengua, tradúzcalo en su texts.json",
            file=sys.stderr,
        )
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
