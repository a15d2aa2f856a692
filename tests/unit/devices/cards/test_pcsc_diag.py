"""Questions to a card past its module; without a PC/SC service each has an answer too."""

import os
import subprocess
import sys

import pytest

from devices.cards import pcsc_diag

# In a process of its own: libpcsclite looks only once per process where its service is.
WITHOUT_SERVICE = """
from devices.cards.pcsc_diag import look, reset, tries_left
reader = "Reader 00 00"
print(look(reader).presence.value, tries_left(reader), reset(reader))
"""


@pytest.mark.parametrize(
    ("status", "tries"),
    [(0x63C3, 3), (0x63C0, 0), (0x6983, 0), (0x9000, None), (0x6A88, None), (0x6D00, None)],
)
def test_a_status_word_tells_the_tries_or_nothing(status: int, tries: int | None) -> None:
    assert pcsc_diag._tries(status) == tries


def test_without_service_every_question_has_an_answer_and_a_reset_is_not_claimed() -> None:
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT_SERVICE],
        env={**os.environ, "PCSCLITE_CSOCK_NAME": "/nowhere/pcscd.comm", "PYTHONPATH": os.curdir},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split("\n")[0] == "no-service None SCardEstablishContext: 0x8010001D"
