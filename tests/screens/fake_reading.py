"""A voice that makes no sound: what would be said is kept, and nothing ends by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass
class FakeReading:
    """Implements `ui.services.ReadingAloud`."""

    available: bool = True
    speaking: bool = False
    louder: bool = False
    said: list[tuple[str, ...]] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def subscribe(self, listener: Callable[[], None]) -> None:
        self.listeners.append(listener)

    def say(self, parts: Sequence[str], voice: str) -> None:
        self.said.append(tuple(parts))
        self.voices.append(voice)
        self._tell(speaking=True)

    def stop(self) -> None:
        self._tell(speaking=False)

    def set_louder(self, *, louder: bool) -> None:
        self.louder = louder

    def reset(self) -> None:
        self.louder = False
        self.stop()

    def _tell(self, *, speaking: bool) -> None:
        self.speaking = speaking
        for listener in self.listeners:
            listener()
