"""A finger on the glass: real touch and key events, a little time apart, as scripts of waits.

A script is a generator that yields milliseconds to wait: the event loop runs between press and release.
"""

from collections.abc import Generator
from typing import Any, TypeAlias

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from demo.errors import ControlError
from demo.inside.finding import find_control
from demo.inside.items import scene_rect, shown_texts, visible_items

Script: TypeAlias = Generator[int, None, None]

_HOLD_MS = 12  # a light tap; the product acts on release
_PAUSE_MS = 12  # between two taps of different keys
_SAME_CONTROL_PAUSE_MS = 260  # the product ignores a second touch on one control within 250 ms
_SAME_KEY_PAUSE_MS = 130  # and on one key within 120 ms
_PAGE_PAUSE_MS = 60  # a page of keys or rows is built anew
_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


class Fingers:
    """Plays touches and keys on one window."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._glass = QTest.createTouchDevice()
        self._last_touched: QQuickItem | None = None

    def tap(self, wanted: str) -> Script:
        """Touch the control called `wanted`; "@mark" is the object of that name, which is no control."""
        hidden = self._item(wanted.removeprefix("@")) if wanted.startswith("@") else None
        yield from self._touch(hidden or find_control(self._window, wanted).item)

    def choose(self, wanted: str) -> Script:
        """Touch a row, turning pages with "Ver más" until it shows or the pages begin again."""
        seen: set[tuple[str, ...]] = set()
        while True:
            try:
                row = find_control(self._window, wanted)
            except ControlError:
                yield from self._turn_page(wanted, seen)
            else:
                yield from self._touch(row.item)
                return

    def _turn_page(self, wanted: str, seen: set[tuple[str, ...]]) -> Script:
        page = tuple(shown_texts(self._window))
        if page in seen:
            raise ControlError(f"«{wanted}» no está en la lista ({len(seen)} páginas vistas)")
        seen.add(page)
        try:
            more = find_control(self._window, QCoreApplication.translate("PagedBody", "Ver más"))
        except ControlError as error:
            raise ControlError(f"«{wanted}» no está en la lista", retry=True) from error
        yield from self._touch(more.item)
        yield _PAGE_PAUSE_MS

    def type_text(self, text: str, into: str | None) -> Script:
        """Write with the on-screen keyboard, first touching the field `into` when it is named."""
        if into is not None:
            field = find_control(self._window, into, field=True)
            yield from self._touch(field.item)
            yield _PAGE_PAUSE_MS
        for character in text:
            yield from self._press_key_for(character)

    def _press_key_for(self, character: str) -> Script:
        """Press what a person presses for one character: a page of the keyboard or the capitals first."""
        if self._key(character) is None:
            yield from self._show_page_of(character.lower())
        yield from self._set_capitals(wanted=self._key(character) is None and character != character.lower())
        key = self._key(character) or self._key(character.lower()) or self._key(character.upper())
        if key is None:
            raise ControlError(f"el teclado en pantalla no tiene «{character}»")
        yield from self._touch(key, _SAME_KEY_PAUSE_MS)

    def _show_page_of(self, character: str) -> Script:
        if self._key(character) or self._key(character.upper()):
            return
        page = self._item("key_page_acentos") or self._item("key_page_letras")
        if page is not None:
            yield from self._touch(page, _SAME_KEY_PAUSE_MS)
            yield _PAGE_PAUSE_MS

    def _set_capitals(self, *, wanted: bool) -> Script:
        shift = self._item("key_shift")
        lit = QCoreApplication.translate("Key", "mayúsculas, encendido")
        if shift is not None and wanted != (_accessible_name(shift) == lit):
            yield from self._touch(shift, _SAME_KEY_PAUSE_MS)
            yield _PAGE_PAUSE_MS

    def _key(self, character: str) -> QQuickItem | None:
        """The visible key that writes a character; its name stays when capitals are on."""
        return self._item("key_space" if character == " " else f"key_{character}")

    def _item(self, name: str) -> QQuickItem | None:
        return next((item for item in visible_items(self._window) if item.objectName() == name), None)

    def _touch(self, item: QQuickItem, pause_ms: int = _SAME_CONTROL_PAUSE_MS) -> Script:
        if item == self._last_touched:
            yield pause_ms
        self._last_touched = item
        point = scene_rect(item).center().toPoint()
        touch = QTest.touchEvent(self._window, self._glass, autoCommit=False)
        touch.press(1, point, self._window).commit(processEvents=False)
        yield _HOLD_MS
        touch = QTest.touchEvent(self._window, self._glass, autoCommit=False)
        touch.release(1, point, self._window).commit(processEvents=False)
        yield _PAUSE_MS

    def key(self, name: str) -> Script:
        """Press one real key by its Qt name, with "Ctrl+", "Alt+" or "Shift+" before it."""
        *held, last = name.split("+")
        key = getattr(Qt.Key, f"Key_{last}", None)
        if key is None or not set(held) <= _HELD.keys():
            raise ControlError(f"no se conoce la tecla «{name}»")
        modifiers = Qt.KeyboardModifier.NoModifier
        for each in held:
            modifiers |= _HELD[each]
        QTest.keyClick(self._window, key, modifiers)
        yield _PAUSE_MS

    def type_on_keys(self, text: str, into: str | None) -> Script:
        """Write with real key events, for profiles with a keyboard."""
        if into is not None:
            yield from self._touch(find_control(self._window, into, field=True).item)
        for character in text:
            QTest.sendKeyEvent(
                QTest.KeyAction.Click,
                self._window,
                Qt.Key.Key_unknown,
                character,
                Qt.KeyboardModifier.NoModifier,
            )
            yield 0


def _accessible_name(item: QQuickItem) -> str:
    interface: Any = QAccessible.queryAccessibleInterface(item)  # None where nothing is accessible
    return str(interface.text(QAccessible.Text.Name)) if interface is not None else ""
