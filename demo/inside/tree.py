"""The accessibility tree of a window as values: what blind people hear and what journeys name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQuick import QQuickItem, QQuickWindow

from demo.inside.items import scene_rect

_CONTROL_ROLES = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.ButtonMenu,
        QAccessible.Role.CheckBox,
        QAccessible.Role.ComboBox,
        QAccessible.Role.EditableText,
        QAccessible.Role.Link,
        QAccessible.Role.ListItem,
        QAccessible.Role.MenuItem,
        QAccessible.Role.PageTab,
        QAccessible.Role.RadioButton,
        QAccessible.Role.SpinBox,
    }
)


@dataclass(frozen=True, slots=True)
class Node:
    """One visible node: its words, its state and the item a finger would have to meet."""

    role: QAccessible.Role
    name: str
    value: str
    item: QQuickItem
    enabled: bool
    focused: bool
    checked: bool

    @property
    def is_control(self) -> bool:
        """Whether a person can act on it."""
        return self.role in _CONTROL_ROLES

    @property
    def is_button(self) -> bool:
        """Whether it is a push button."""
        return self.role == QAccessible.Role.Button

    @property
    def is_field(self) -> bool:
        """Whether text can be written into it."""
        return self.role == QAccessible.Role.EditableText

    @property
    def centre(self) -> QPointF:
        """Where a person aims, in scene coordinates."""
        return scene_rect(self.item).center()

    def as_json(self) -> dict[str, Any]:
        """For the wire."""
        rect = scene_rect(self.item)
        return {
            "role": self.role.name,
            "name": self.name,
            "value": self.value,
            "rect": [round(rect.x()), round(rect.y()), round(rect.width()), round(rect.height())],
            "enabled": self.enabled,
            "focused": self.focused,
            "checked": self.checked,
        }


def visible_nodes(window: QQuickWindow) -> Iterator[Node]:
    """Walk the tree of a window, visible nodes only, in reading order."""
    QAccessible.setActive(True)
    root: Any = QAccessible.queryAccessibleInterface(window)  # None for a window that is going
    if root is not None:
        yield from _nodes_below(root)


def _nodes_below(interface: QAccessibleInterface) -> Iterator[Node]:
    for index in range(interface.childCount()):
        child: Any = interface.child(index)  # may be None, whatever the stubs say
        if child is None or not child.isValid():
            continue
        node = _node(child)
        if node is not None:
            yield node
        yield from _nodes_below(child)


def _node(interface: QAccessibleInterface) -> Node | None:
    item = interface.object()
    if not isinstance(item, QQuickItem) or not item.isVisible() or not _has_area(item):
        return None
    state: Any = interface.state()  # PySide's stubs do not know the bit fields of QAccessible::State
    return Node(
        role=interface.role(),
        name=interface.text(QAccessible.Text.Name).strip(),
        value=interface.text(QAccessible.Text.Value).strip(),
        item=item,
        enabled=not state.disabled,
        focused=bool(state.focused),
        checked=bool(state.checked),
    )


def _has_area(item: QQuickItem) -> bool:
    return item.width() > 0 and item.height() > 0
