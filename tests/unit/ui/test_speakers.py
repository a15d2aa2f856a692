"""The programs that make sound: which are chosen, and what they are told."""

import json
import os
import sys
from pathlib import Path

import pytest

from ui.speakers import EspeakSpeaker, NoSpeaker, SpeechError, Utterance, WavSpeaker, open_speaker

_NOTES_ITS_ARGUMENTS = """#!{python}
import json, sys
text = sys.stdin.read()
json.dump({{"arguments": sys.argv[1:], "text": text}}, open({file!r}, "w"))
sys.exit({code})
"""


def program(folder: Path, name: str, code: int = 0) -> Path:
    """A program on the search path that notes how it was called."""
    file = folder / f"{name}.json"
    script = folder / name
    script.write_text(_NOTES_ITS_ARGUMENTS.format(python=sys.executable, file=str(file), code=code))
    script.chmod(0o755)
    return file


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + os.environ["PATH"])
    return tmp_path


@pytest.mark.parametrize(("driver", "found"), [("none", "/usr/bin/espeak-ng"), ("espeak", None)])
def test_without_driver_or_program_nothing_speaks(driver: str, found: str | None) -> None:
    speaker = open_speaker(driver, find=lambda _: found)

    assert not speaker.available
    with pytest.raises(SpeechError):
        speaker.start(Utterance("Hola.", "es-419"))


def test_settings_choose_between_loudspeaker_and_files(tmp_path: Path) -> None:
    assert isinstance(open_speaker("espeak", find=lambda name: name), EspeakSpeaker)
    assert isinstance(open_speaker("espeak", str(tmp_path), find=lambda name: name), WavSpeaker)
    assert isinstance(open_speaker("none", str(tmp_path), find=lambda name: name), NoSpeaker)


def test_the_text_never_stands_on_a_command_line(bench: Path) -> None:
    noted = program(bench, "espeak-ng")

    EspeakSpeaker().start(Utterance("¿En qué calle?", "es-419")).wait()

    said = json.loads(noted.read_text())
    assert said["text"] == "¿En qué calle?"
    assert "calle" not in " ".join(said["arguments"])
    assert said["arguments"][:4] == ["-v", "es-419", "-s", "140"]


def test_a_louder_voice_is_asked_of_the_program(bench: Path) -> None:
    noted = program(bench, "espeak-ng")
    volumes = []
    for louder in (False, True):
        EspeakSpeaker().start(Utterance("Hola.", "es-419", louder)).wait()
        arguments = json.loads(noted.read_text())["arguments"]
        volumes.append(int(arguments[arguments.index("-a") + 1]))

    assert volumes[0] < volumes[1] <= 200


def test_the_player_hears_what_the_voice_says(bench: Path) -> None:
    program(bench, "espeak-ng")
    heard = program(bench, "aplay")

    EspeakSpeaker(("aplay", "-q", "-")).start(Utterance("Hola.", "es-419")).wait()

    assert json.loads(heard.read_text())["arguments"] == ["-q", "-"]


def test_a_program_that_fails_says_which_and_how_to_try_it(bench: Path) -> None:
    program(bench, "espeak-ng", code=3)

    with pytest.raises(SpeechError, match=r"espeak-ng: terminó con \[3\]"):
        EspeakSpeaker().start(Utterance("Hola.", "es-419")).wait()


def test_a_missing_player_is_named_and_the_voice_ends(bench: Path) -> None:
    program(bench, "espeak-ng")

    with pytest.raises(SpeechError, match="no-such-player"):
        EspeakSpeaker(("no-such-player",)).start(Utterance("Hola.", "es-419"))


def test_a_sound_that_was_stopped_did_not_fail(bench: Path) -> None:
    (bench / "espeak-ng").write_text("#!/bin/sh\nexec sleep 60\n")
    (bench / "espeak-ng").chmod(0o755)
    sound = EspeakSpeaker().start(Utterance("Hola.", "es-419"))

    sound.stop()

    sound.wait()
