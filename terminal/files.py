"""Files that only this terminal reads: written whole or not at all, and durable."""

import os
from pathlib import Path
from typing import Final

_PRIVATE: Final = 0o600


def write_private(path: Path, data: bytes) -> None:
    """Write `data` under a temporary name, sync it, rename it, sync the folder."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(path.name + ".new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
