"""Which runtime fits which product: the name changes when a locked library or what is kept of it changes."""

import hashlib

from deb import HOUSE, PACKAGING


def name() -> str:
    """A virtual package: the runtime provides it, the product depends on it."""
    digest = hashlib.sha256()
    for file in (
        HOUSE / "requirements" / "platform.txt",
        PACKAGING / "qt-kept.txt",
        PACKAGING / "left-out.txt",
    ):
        digest.update(file.read_bytes())
    return f"ventanilla-runtime-abi-{digest.hexdigest()[:12]}"
