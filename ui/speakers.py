"""What makes sound: espeak-ng to the loudspeaker, espeak-ng into files, or nothing.

The text goes to espeak-ng by its standard input: a command line can be read by every process of the machine.
"""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final, Protocol

import structlog

from tramites.errors import ExpectedError

PROGRAM: Final = "espeak-ng"
# Words per minute; the program's own 175 is too fast for a first hearing over street noise.
WORDS_PER_MINUTE: Final = 140
_NORMAL_VOLUME, _LOUDER_VOLUME = 100, 170  # espeak-ng's scale ends at 200
_PLAYER: Final = ("aplay", "-q", "-")
_log = structlog.get_logger(__name__)


class SpeechError(ExpectedError):
    """The voice could not be started or did not end well; the message holds none of the text."""

    code = "speech.failed"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence to say, in one voice."""

    text: str
    voice: str
    louder: bool = False


class Sound(Protocol):
    """Something that is being said."""

    def wait(self) -> None:
        """Return when it was said or stopped. Raises SpeechError when it could not be said."""
        ...

    def stop(self) -> None:
        """Silence, from any thread, also after the end."""
        ...


class Speaker(Protocol):
    """A voice. `start` is called on the speech thread alone."""

    @property
    def available(self) -> bool:
        """Whether this voice can speak at all."""
        ...

    def start(self, utterance: Utterance) -> Sound:
        """Begin to say it. Raises SpeechError."""
        ...


class NoSpeaker:
    """A terminal without a voice."""

    available = False

    def start(self, utterance: Utterance) -> Sound:
        """Refuse.

        Raises:
            SpeechError: always.
        """
        raise SpeechError(f"[speech] driver: no hay voz «{utterance.voice}» en esta terminal")


class ProcessSound:
    """The processes that say one sentence; the last one decides whether it was said."""

    def __init__(self, processes: Sequence["subprocess.Popen[bytes]"]) -> None:
        self._processes = processes
        self._stopped = False

    def wait(self) -> None:
        """Return when every process has ended."""
        codes = [process.wait() for process in self._processes]
        if any(codes) and not self._stopped:
            raise SpeechError(f"{PROGRAM}: terminó con {codes}; pruebe con: {PROGRAM} hola")

    def stop(self) -> None:
        """End the processes now."""
        self._stopped = True
        for process in self._processes:
            process.terminate()


class EspeakSpeaker:
    """espeak-ng, heard through `aplay` where there is one and through its own sound library elsewhere."""

    available = True

    def __init__(self, player: Sequence[str] = ()) -> None:
        self._player = tuple(player)

    def start(self, utterance: Utterance) -> Sound:
        """Begin to say it."""
        if not self._player:
            return ProcessSound([_espeak(utterance, (), subprocess.DEVNULL)])
        voice = _espeak(utterance, ("--stdout",), subprocess.PIPE)
        try:
            player = subprocess.Popen(
                self._player, stdin=voice.stdout, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            voice.kill()
            voice.wait()
            raise SpeechError(f"{self._player[0]}: no se puede iniciar ({error.strerror})") from error
        finally:
            if voice.stdout is not None:
                voice.stdout.close()  # the player's alone: when it ends, the voice notices
        return ProcessSound([voice, player])


class WavSpeaker:
    """espeak-ng into numbered WAV files of a folder: for tests and demonstrations."""

    available = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def start(self, utterance: Utterance) -> Sound:
        """Begin to write the next file."""
        file = self._folder / f"{next(self._numbers):04}.wav"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SpeechError(f"{self._folder}: no se puede crear ({error.strerror})") from error
        return ProcessSound([_espeak(utterance, ("-w", str(file)), subprocess.DEVNULL)])


def open_speaker(
    driver: str, wav_sink: str = "", find: Callable[[str], str | None] = shutil.which
) -> Speaker:
    """The voice of this terminal: none when the settings say so or the program is missing."""
    if driver != "espeak":
        return NoSpeaker()
    if find(PROGRAM) is None:
        _log.warning("speech.unavailable", program=PROGRAM, remedy=f"apt-get install {PROGRAM}")
        return NoSpeaker()
    if wav_sink:
        return WavSpeaker(Path(wav_sink))
    return EspeakSpeaker(_PLAYER if find(_PLAYER[0]) else ())


def _espeak(utterance: Utterance, sink: Sequence[str], output: int) -> "subprocess.Popen[bytes]":
    volume = _LOUDER_VOLUME if utterance.louder else _NORMAL_VOLUME
    fixed = ("-v", utterance.voice, "-s", str(WORDS_PER_MINUTE), "-a", str(volume), "--stdin")
    try:
        process = subprocess.Popen(
            [PROGRAM, *fixed, *sink], stdin=subprocess.PIPE, stdout=output, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise SpeechError(f"{PROGRAM}: no se puede iniciar ({error.strerror})") from error
    _hand_over(process, utterance.text)
    return process


def _hand_over(process: "subprocess.Popen[bytes]", text: str) -> None:
    """Give the text; a program that is gone already says so by its exit code."""
    if process.stdin is None:
        return
    try:
        with process.stdin as pipe:
            pipe.write(text.encode())
    except BrokenPipeError:
        _log.debug("speech.pipe-closed", program=PROGRAM)
