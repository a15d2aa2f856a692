"""What is wrong with a file people write, in Spanish and key first, from what the decoder says in English."""

import re
from typing import Final

_PLACE: Final = re.compile(r"^(?P<what>.*?)(?: - at `(?:key in )?\$(?P<place>[^`]*)`)?$", re.DOTALL)
_KINDS: Final = {
    "str": "texto entre comillas",
    "int": "número entero",
    "float": "número",
    "bool": "true o false",
    "array": "lista",
    "object": "grupo de claves",
    "null": "null",
    "date": "fecha",
    "datetime": "fecha",
}
_SENTENCES: Final = (
    (re.compile(r"Object contains unknown field `(.+)`"), "no existe la clave «{0}»; quítela o corríjala"),
    (re.compile(r"Object missing required field `(.+)`"), "falta la clave «{0}»"),
    (re.compile(r"Expected `(.+)`, got `(.+)`"), "se esperaba {0} y hay {1}"),
    (re.compile(r"Expected `(.+)` matching regex '(.+)'"), "no tiene la forma {1!s}"),
    (re.compile(r"Expected `(.+)` of length >= (\d+)"), "es más corto de lo que debe: al menos {1}"),
    (re.compile(r"Expected `(.+)` of length <= (\d+)"), "es más largo de lo que cabe: a lo más {1}"),
    (re.compile(r"Expected `(.+)` (>=|<=|>|<) (\S+)"), "debe ser {1} {2}"),
    (re.compile(r"Input data was truncated"), "el archivo está cortado"),
    (re.compile(r"JSON is malformed: .* \(byte (\d+)\)"), "no es JSON bien escrito, desde el byte {0}"),
)


def explained(error: Exception, within: str = "") -> str:
    """As in "paginas[0].campo: falta la clave «etiqueta»"; `within` is the key that was being read."""
    if isinstance(error, UnicodeDecodeError):
        return f"no está escrito en UTF-8, desde el byte {error.start}"
    found = _PLACE.match(str(error))
    what, place = (found["what"], found["place"]) if found else (str(error), "")
    key = f"{within}{place or ''}".lstrip(".")
    return f"{key}: {_in_spanish(what)}" if key else _in_spanish(what)


def _in_spanish(what: str) -> str:
    for pattern, sentence in _SENTENCES:
        found = pattern.fullmatch(what)
        if found:
            return sentence.format(*(_kind(part) for part in found.groups()))
    return what


def _kind(part: str) -> str:
    return " o ".join(_KINDS.get(each, each) for each in part.split(" | "))
