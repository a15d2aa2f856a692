"""What a desk works with, and who sits at it."""

import os
import pwd
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from config.model import Settings
from offline_queue.clock import Clock
from terminal.catalogue import Catalogue
from terminal.consulting import Consulting
from terminal.filing import Filing

CHANNEL: Final = "contact-centre"
_ACTOR: Final = "agent:"


@dataclass(frozen=True, slots=True)
class Parts:
    """All of it outlives a call."""

    agent: str
    place: str
    catalogue: Catalogue
    filing: Filing
    consulting: Consulting
    clock: Clock
    zone: ZoneInfo
    post: Callable[[Callable[[], None]], None]
    language: Callable[[], str]
    nudge: Callable[[], None]

    @property
    def actor(self) -> str:
        """How the agent is named inside a solicitud."""
        return _ACTOR + self.agent


def agent_id(settings: Settings) -> str:
    """Who captures: what the settings say, else the user the kernel runs this process for.

    Not `getpass.getuser`: it believes the environment, which anybody can set.
    """
    if settings.agent.id:
        return settings.agent.id
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid-{os.getuid()}"
