"""The real espeak-ng: it makes sound, more for more words, and has a voice for every language we ship."""

import array
import json
import math
import shutil
import subprocess
import wave
from pathlib import Path
from queue import SimpleQueue

import pytest

from ui.languages import I18N_FOLDER
from ui.speakers import PROGRAM, SpeechError, Utterance, WavSpeaker, open_speaker
from ui.speech import Speech

pytestmark = pytest.mark.skipif(shutil.which(PROGRAM) is None, reason=f"needs the Debian package {PROGRAM}")
_PATIENCE = 60.0
_SHORT, _LONG = (
    "Continuar.",
    "Si se equivoca, toque Regresar: no pierde nada. Para letra más grande, toque aquí.",
)


def samples(file: Path) -> tuple[float, "array.array[int]"]:
    """Length in seconds and the samples of a WAV file."""
    with wave.open(str(file)) as sound:
        frames = sound.readframes(sound.getnframes())
        assert sound.getsampwidth() == 2
        return sound.getnframes() / sound.getframerate(), array.array("h", frames)


def loudness(file: Path) -> float:
    _, values = samples(file)
    return math.sqrt(sum(value * value for value in values) / len(values))


def said(folder: Path, *utterances: Utterance) -> list[Path]:
    speaker = WavSpeaker(folder)
    for utterance in utterances:
        speaker.start(utterance).wait()
    return sorted(folder.glob("*.wav"))


def test_there_is_sound_and_it_grows_with_the_text(tmp_path: Path) -> None:
    short, long = said(tmp_path, Utterance(_SHORT, "es-419"), Utterance(_LONG, "es-419"))

    assert loudness(short) > 100
    assert loudness(long) > 100
    assert samples(long)[0] > 3 * samples(short)[0]


def test_the_louder_voice_is_louder(tmp_path: Path) -> None:
    normal, louder = said(tmp_path, Utterance(_LONG, "es-419"), Utterance(_LONG, "es-419", louder=True))

    assert loudness(louder) > 1.3 * loudness(normal)


def voices() -> list[str]:
    cards = [json.loads(file.read_text()) for file in sorted(I18N_FOLDER.glob("*/language.json"))]
    return sorted({card["voice"] for card in cards if card.get("voice")})


@pytest.mark.parametrize("voice", voices())
def test_the_voice_of_every_language_exists(voice: str) -> None:
    # Asked by name: the program speaks with another voice when it does not know the one it is given.
    listed = subprocess.run([PROGRAM, "--voices"], capture_output=True, text=True, check=True).stdout

    assert voice in {line.split()[1] for line in listed.splitlines()}


def test_spanish_and_english_do_not_sound_alike(tmp_path: Path) -> None:
    spanish, english = said(tmp_path, Utterance(_LONG, "es-419"), Utterance(_LONG, "en-us"))

    assert samples(spanish)[1] != samples(english)[1]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(SpeechError, match="file/spoken"):
        said(tmp_path / "file" / "spoken", Utterance(_SHORT, "es-419"))


def test_a_whole_page_goes_through_queue_and_thread(tmp_path: Path) -> None:
    posted: SimpleQueue[object] = SimpleQueue()
    speech = Speech(open_speaker("espeak", str(tmp_path)), posted.put)

    speech.say([_SHORT, _LONG, _SHORT], "es-419")
    action = posted.get(timeout=_PATIENCE)
    assert callable(action)
    action()
    speech.close()

    assert not speech.speaking
    assert [file.name for file in sorted(tmp_path.glob("*.wav"))] == ["0001.wav", "0002.wav", "0003.wav"]
