"""Which control a person means by a word: by accessible name or by the text on it."""

import unicodedata
from collections.abc import Callable, Iterable

from PySide6.QtQuick import QQuickItem, QQuickWindow

from demo.errors import ControlError
from demo.inside.items import is_within, receiver_at, visible_items
from demo.inside.tree import Node, visible_nodes

_MATCHES: tuple[Callable[[str, str], bool], ...] = (str.__eq__, str.startswith, str.__contains__)


def find_control(window: QQuickWindow, wanted: str, *, field: bool = False) -> Node:
    """The one control called `wanted`: exactly, else by its beginning, else by a part.

    ControlError (retry) when there is none, when several would do, or when a finger could not reach it.
    """
    controls = [node for node in visible_nodes(window) if (node.is_field if field else node.is_control)]
    node = _chosen(wanted, _matching(controls, wanted) or _around_text(window, controls, wanted))
    if node is None:
        raise ControlError(f"no se ve «{wanted}»", retry=True)
    _demand_reachable(window, node, wanted)
    return node


def _matching(controls: list[Node], wanted: str) -> list[Node]:
    for matches in _MATCHES:
        found = [node for node in controls if matches(_plain(node.name), _plain(wanted))]
        if found:
            return found
    return []


def _around_text(window: QQuickWindow, controls: list[Node], wanted: str) -> list[Node]:
    """Controls that carry the text on them without having it as their name."""
    for matches in _MATCHES:
        written = [item for item in visible_items(window) if matches(_text_on(item), _plain(wanted))]
        found = [node for node in controls if any(is_within(item, node.item) for item in written)]
        if found:
            return found
    return []


def _text_on(item: QQuickItem) -> str:
    text = item.property("text")
    return _plain(text) if isinstance(text, str) else ""


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _chosen(wanted: str, found: list[Node]) -> Node | None:
    if len(found) <= 1:
        return found[0] if found else None
    buttons = [node for node in found if node.is_button]
    if len(buttons) == 1:
        return buttons[0]
    raise ControlError(f"«{wanted}» puede ser {_listing(found)}; escriba más del nombre", retry=True)


def _listing(nodes: Iterable[Node]) -> str:
    return ", ".join(f"«{node.name}»" for node in nodes)


def _demand_reachable(window: QQuickWindow, node: Node, wanted: str) -> None:
    if not node.enabled:
        raise ControlError(f"«{wanted}» está desactivado", retry=True)
    if not window.contentItem().contains(node.centre):
        raise ControlError(f"«{wanted}» queda fuera del vidrio", retry=True)
    receiver = receiver_at(window, node.centre)
    if receiver is None or not (is_within(receiver, node.item) or is_within(node.item, receiver)):
        over = receiver.objectName() or receiver.metaObject().className() if receiver else "nada"
        raise ControlError(f"«{wanted}» está tapado por {over}", retry=True)
