"""Where a terminal keeps its things."""

from importlib import resources
from pathlib import Path
from typing import Final

from config.model import Settings

_QUEUE: Final = "queue"


def queue_folder(settings: Settings) -> Path:
    """The queue's folder."""
    return Path(settings.terminal.state_dir) / _QUEUE


def fonts_folder() -> Path:
    """The packaged fonts: screens and paper use the same files."""
    return Path(str(resources.files("config").joinpath("fonts")))
