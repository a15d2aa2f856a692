"""Private keys on disk: folders 0700, files 0600, written whole or not at all, safe from races."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tramites.errors import ExpectedError

_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600


class UnusableStateError(ExpectedError):
    """The platform's state directory cannot be used."""

    code = "state.unusable"


def private_folder(folder: Path) -> Path:
    """The folder, made if need be, closed to everybody else."""
    try:
        folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        folder.chmod(_FOLDER_MODE)
    except OSError as error:
        raise UnusableStateError(f"{folder}: {error.strerror}; revise la carpeta y su dueño") from error
    return folder


def kept(file: Path, make: Callable[[], bytes]) -> bytes:
    """What `file` holds; made at first use. Two processes starting together keep the same bytes."""
    try:
        if not file.exists():
            _write_first(file, make())
        return file.read_bytes()
    except OSError as error:
        raise UnusableStateError(f"{file}: {error.strerror}; revise la carpeta y su dueño") from error


def replace(file: Path, data: bytes) -> None:
    """Write a new content in one step."""
    temporary = _written_beside(file, data)
    temporary.replace(file)
    _sync_folder(file.parent)


def readable_by_others(file: Path) -> bool:
    """Whether anybody but the owner can read the file."""
    return bool(stat.S_IMODE(file.stat().st_mode) & 0o077)


def _write_first(file: Path, data: bytes) -> None:
    temporary = _written_beside(file, data)
    try:
        os.link(temporary, file)  # fails where rename would overwrite
        _sync_folder(file.parent)
    except FileExistsError:
        pass  # another process was first: its bytes stand
    finally:
        temporary.unlink()


def _written_beside(file: Path, data: bytes) -> Path:
    temporary = file.with_name(f".{file.name}.{os.getpid()}.new")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    return temporary


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
