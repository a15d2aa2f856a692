"""Reading pages aloud: a queue of sentences and a thread of its own, so that no touch ever waits for a voice.

Logs say that something was said, never what.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

import structlog

from ui.speakers import Sound, Speaker, SpeechError, Utterance

_END_SECONDS: Final = 2.0  # a stopped process ends in milliseconds; a terminal that closes waits no longer
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A sentence of one turn; None ends the turn. What belongs to an earlier turn is never said."""

    turn: int
    utterance: Utterance | None


class Speech:
    """Implements `ui.services.ReadingAloud`. `post` runs an action on the GUI's thread."""

    def __init__(self, speaker: Speaker, post: Callable[[Callable[[], None]], None]) -> None:
        self._speaker = speaker
        self._post = post
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._listeners: list[Callable[[], None]] = []
        self._turn = 0
        self._sound: Sound | None = None
        self._speaking = False
        self._louder = False
        self._thread: Thread | None = None

    @property
    def available(self) -> bool:
        """Whether this terminal can speak."""
        return self._speaker.available

    @property
    def speaking(self) -> bool:
        """Whether something is being said or waits to be said."""
        return self._speaking

    @property
    def louder(self) -> bool:
        """Whether the citizen asked for a louder voice."""
        return self._louder

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` on the GUI's thread when `speaking` changed."""
        self._listeners.append(listener)

    def say(self, parts: Sequence[str], voice: str) -> None:
        """Say these sentences in order, instead of whatever was being said."""
        self._silence()
        if not parts or not self.available:
            self._tell(speaking=False)
            return
        self._run()
        for part in parts:
            self._queue.put(_Waiting(self._turn, Utterance(part, voice, self._louder)))
        self._queue.put(_Waiting(self._turn, None))
        _log.info("speech.started", parts=len(parts), voice=voice)
        self._tell(speaking=True)

    def stop(self) -> None:
        """Be silent, and forget what waited."""
        self._silence()
        self._tell(speaking=False)

    def set_louder(self, *, louder: bool) -> None:
        """A louder voice, or the ordinary one, from the next page on."""
        self._louder = louder

    def reset(self) -> None:
        """A citizen left: silence, an empty queue and the ordinary volume."""
        self.set_louder(louder=False)
        self.stop()

    def close(self) -> None:
        """End the voice and its thread."""
        self._silence()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(_END_SECONDS)

    def _silence(self) -> None:
        # The order counts: the thread shows its sound, then looks at the turn; so one of both sees the other.
        self._turn += 1
        self._empty()
        sound = self._sound
        if sound is not None:
            sound.stop()

    def _empty(self) -> None:
        """Forget the sentences that wait; what the thread takes meanwhile is of an old turn."""
        with suppress(Empty):
            while True:
                self._queue.get_nowait()

    def _tell(self, *, speaking: bool) -> None:
        if speaking != self._speaking:
            self._speaking = speaking
            for listener in self._listeners:
                listener()

    def _run(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._work, name="speech", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while (waiting := self._queue.get()) is not None:
            if waiting.utterance is None:
                self._post(partial(self._finished, waiting.turn))
            elif waiting.turn == self._turn:
                self._speak(waiting.turn, waiting.utterance)

    def _speak(self, turn: int, utterance: Utterance) -> None:
        try:
            sound = self._sound = self._speaker.start(utterance)
            if turn != self._turn:
                sound.stop()
            sound.wait()
        except SpeechError as error:
            _log.warning(error.code, detail=str(error))
        finally:
            self._sound = None

    def _finished(self, turn: int) -> None:
        """On the GUI's thread: the last sentence of a turn was said."""
        if turn == self._turn:
            _log.info("speech.finished")
            self._tell(speaking=False)
