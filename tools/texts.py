"""Every sentence a citizen can meet, and the pseudo-language that proves each of them can be translated.

extract  lists the sentences of screens, codes, keyboards and trámites in ui/i18n/sentences.json
pseudo   the same, and writes the pseudo-language: longer, bracketed, accented
check    says which sentences the committed files miss or no longer need; exit code 1 when any
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ui.texts import SENTENCES  # noqa: E402  # the script runs from any folder

I18N: Final = ROOT / "ui" / "i18n"
SENTENCES_FILE: Final = I18N / "sentences.json"
PSEUDO_FILE: Final = I18N / "qps" / "texts.json"
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
    return {"ui": sorted(qml_sentences(QML) | set(SENTENCES.values()) | shared), "tramites": tramites}


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
    if _read(SENTENCES_FILE) != sentences:
        lines.append(f"{SENTENCES_FILE.name}: no coincide con las pantallas")
    return lines


def main(arguments: list[str]) -> int:
    """Run one of the three commands."""
    match arguments:
        case ["extract"]:
            _write(SENTENCES_FILE, extract())
        case ["pseudo"]:
            sentences = extract()
            _write(SENTENCES_FILE, sentences)
            _write(PSEUDO_FILE, pseudo_pack(sentences))
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
        print("Ejecute: tools/texts.py pseudo", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
