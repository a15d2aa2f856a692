"""Reading aloud: a new page stops the old one, leaving erases everything, and no touch ever waits."""

import threading
from collections.abc import Iterator

import pytest
import structlog

from ui.speakers import SpeechError, Utterance
from ui.speech import Speech

_PATIENCE = 10.0


class HeldSound:
    """A sentence that lasts until somebody ends it."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.stopped = False

    def wait(self) -> None:
        if not self.ended.wait(_PATIENCE):
            raise AssertionError("nobody ended this sentence")

    def stop(self) -> None:
        self.stopped = True
        self.ended.set()


class HeldSpeaker:
    """Implements `ui.speakers.Speaker`: every sentence waits for the test."""

    available = True

    def __init__(self, *, failing: bool = False) -> None:
        self.started: list[tuple[Utterance, HeldSound]] = []
        self._failing = failing
        self._heard = threading.Semaphore(0)

    def start(self, utterance: Utterance) -> HeldSound:
        sound = HeldSound()
        self.started.append((utterance, sound))
        self._heard.release()
        if self._failing:
            raise SpeechError("espeak-ng: no se puede iniciar")
        return sound

    def next_sound(self) -> HeldSound:
        assert self._heard.acquire(timeout=_PATIENCE)
        return self.started[-1][1]

    def texts(self) -> list[str]:
        return [utterance.text for utterance, _ in self.started]


class Posts:
    """The GUI's thread: what is posted runs when the test says so."""

    def __init__(self) -> None:
        self._actions: list[object] = []
        self._arrived = threading.Semaphore(0)

    def post(self, action: object) -> None:
        self._actions.append(action)
        self._arrived.release()

    def run_next(self) -> None:
        assert self._arrived.acquire(timeout=_PATIENCE)
        action = self._actions.pop(0)
        assert callable(action)
        action()


@pytest.fixture
def posts() -> Posts:
    return Posts()


@pytest.fixture
def speaker() -> HeldSpeaker:
    return HeldSpeaker()


@pytest.fixture
def speech(speaker: HeldSpeaker, posts: Posts) -> Iterator[Speech]:
    speech = Speech(speaker, posts.post)
    yield speech
    speech.close()


def test_asking_for_speech_returns_while_the_voice_still_speaks(speech: Speech, speaker: HeldSpeaker) -> None:
    speech.say(["Primera.", "Segunda."], "es-419")

    sound = speaker.next_sound()
    assert speech.speaking
    assert not sound.ended.is_set()


def test_sentences_are_said_in_order_and_the_end_is_told(
    speech: Speech, speaker: HeldSpeaker, posts: Posts
) -> None:
    told: list[bool] = []
    speech.subscribe(lambda: told.append(speech.speaking))

    speech.say(["Primera.", "Segunda."], "en-us")
    speaker.next_sound().ended.set()
    speaker.next_sound().ended.set()
    posts.run_next()

    assert speaker.texts() == ["Primera.", "Segunda."]
    assert {utterance.voice for utterance, _ in speaker.started} == {"en-us"}
    assert told == [True, False]


def test_a_new_page_stops_the_old_one_and_forgets_what_waited(speech: Speech, speaker: HeldSpeaker) -> None:
    speech.say(["Vieja.", "Nunca."], "es-419")
    old = speaker.next_sound()

    speech.say(["Nueva."], "es-419")
    speaker.next_sound()

    assert old.stopped
    assert speaker.texts() == ["Vieja.", "Nueva."]


def test_the_end_of_an_old_page_does_not_end_the_new_one(
    speaker: HeldSpeaker, speech: Speech, posts: Posts
) -> None:
    speech.say(["Vieja."], "es-419")
    speaker.next_sound().ended.set()
    assert posts._arrived.acquire(timeout=_PATIENCE)
    posts._arrived.release()

    speech.say(["Nueva."], "es-419")
    posts.run_next()

    assert speech.speaking


def test_stopping_is_silence_at_once(speech: Speech, speaker: HeldSpeaker) -> None:
    speech.say(["Una.", "Dos."], "es-419")
    sound = speaker.next_sound()

    speech.stop()

    assert sound.stopped
    assert not speech.speaking


def test_a_citizen_who_leaves_takes_their_volume_along(speech: Speech, speaker: HeldSpeaker) -> None:
    speech.set_louder(louder=True)
    speech.say(["Una.", "Dos."], "es-419")
    sound = speaker.next_sound()

    speech.reset()
    speech.say(["Otra."], "es-419")
    speaker.next_sound()

    assert sound.stopped
    assert [utterance.louder for utterance, _ in speaker.started] == [True, False]


def test_a_voice_that_fails_ends_the_page_and_the_log_names_no_text(posts: Posts) -> None:
    speaker = HeldSpeaker(failing=True)
    speech = Speech(speaker, posts.post)

    with structlog.testing.capture_logs() as logs:
        speech.say(["Frase secreta."], "es-419")
        posts.run_next()
    speech.close()

    assert not speech.speaking
    assert [entry["event"] for entry in logs] == ["speech.started", "speech.failed", "speech.finished"]
    assert "secreta" not in repr(logs)
