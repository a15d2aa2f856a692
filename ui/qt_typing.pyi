from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import Signal as Signal
from PySide6.QtCore import Slot as Slot

_T = TypeVar("_T")
_Owner = TypeVar("_Owner")

class _ReadOnly(Generic[_Owner, _T]):
    @overload
    def __get__(self, instance: None, owner: type[Any], /) -> _ReadOnly[_Owner, _T]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None, /) -> _T: ...

class Property:
    # WORKAROUND(PySide6 6.11.3): its own stub says that reading a decorated property gives a Property object.
    def __init__(self, qt_type: type | str, /, *, notify: Signal = ..., constant: bool = ...) -> None: ...
    def __call__(self, getter: Callable[[_Owner], _T], /) -> _ReadOnly[_Owner, _T]: ...
