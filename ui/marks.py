"""What an institution's mark may be: flat shapes in one colour, nothing that runs, loads or writes."""

from typing import Final

from PySide6.QtCore import QXmlStreamReader

_SHAPES: Final = frozenset(
    ("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc")
)
_LARGEST_BYTES: Final = 16_384


def mark_problem(svg: str | None) -> str | None:
    """Say what is wrong with a mark, or None; no mark at all is fine."""
    if svg is None:
        return None
    if len(svg.encode()) > _LARGEST_BYTES:
        return f"pesa más de {_LARGEST_BYTES} bytes"
    reader = QXmlStreamReader(svg)
    while not reader.atEnd():
        reader.readNext()
        problem = _token_problem(reader)
        if problem:
            return problem
    return f"no es un SVG: {reader.errorString()}" if reader.hasError() else None


def _token_problem(reader: QXmlStreamReader) -> str | None:
    if reader.isDTD() or reader.isProcessingInstruction():
        return "lleva declaraciones que no se permiten"
    if not reader.isStartElement():
        return None
    name = str(reader.name())
    if name not in _SHAPES:
        return f"lleva «{name}»; solo se permiten figuras de un color"
    attributes = reader.attributes()
    for attribute in map(attributes.at, range(attributes.size())):
        key, value = str(attribute.qualifiedName()), str(attribute.value())
        if key.startswith("on") or "href" in key or "url(" in value:
            return f"lleva el atributo «{key}», que no se permite"
    return None
