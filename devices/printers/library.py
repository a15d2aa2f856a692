"""Importing python-escpos without what its import does on the side.

WORKAROUND(python-escpos 3.1, escpos/capabilities.py): on import it makes a temporary folder even when told
where to keep its cache, leaves it behind, fails when the folder it was told is missing, loads a pickle from
there, and configures logging for the whole program. To be removed when a release does none of that.
"""

import logging
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_CACHE_VARIABLE: Final = "ESCPOS_CAPABILITIES_PICKLE_DIR"
_PRIVATE: Final = 0o700
_importing: Final = threading.Lock()


def load_dummy(cache: Path | None) -> Callable[..., Any]:
    """python-escpos' encoder class. `cache` is a private folder that makes later starts faster."""
    with _importing:
        if cache is not None and _is_private(cache):
            return _import_with(cache)
        with tempfile.TemporaryDirectory(prefix="ventanilla-escpos-") as folder:
            return _import_with(Path(folder))


def _is_private(folder: Path) -> bool:
    """Make the folder, and trust it only when nobody else can put a pickle there."""
    try:
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        found = folder.stat()
    except OSError:
        return False
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022 and os.access(folder, os.W_OK)


def _import_with(folder: Path) -> Callable[..., Any]:
    with _environment(folder), _temporary_folders_in(folder), _logging_untouched():
        from escpos.printer import Dummy
    encoder: Callable[..., Any] = Dummy
    return encoder


@contextmanager
def _environment(folder: Path) -> Iterator[None]:
    before = os.environ.get(_CACHE_VARIABLE)
    os.environ[_CACHE_VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_CACHE_VARIABLE]
        else:
            os.environ[_CACHE_VARIABLE] = before


@contextmanager
def _temporary_folders_in(folder: Path) -> Iterator[None]:
    """Answer this thread's mkdtemp with `folder`; other threads get what they always get."""
    original, importer = tempfile.mkdtemp, threading.get_ident()

    def mkdtemp(*arguments: Any, **keywords: Any) -> Any:
        if threading.get_ident() == importer:
            return str(folder)
        return original(*arguments, **keywords)

    tempfile.mkdtemp = mkdtemp
    try:
        yield
    finally:
        tempfile.mkdtemp = original


@contextmanager
def _logging_untouched() -> Iterator[None]:
    root = logging.getLogger()
    before = list(root.handlers)
    try:
        yield
    finally:
        root.handlers[:] = before
