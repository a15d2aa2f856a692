"""The signing process: `python -m devices.cards.signer_worker` does one thing with one card and ends.

The request with the PIN comes through standard input and only there. Whatever a module prints is thrown away;
the answer is one line of JSON on what was standard output.
"""

import ctypes
import io
import os
import resource
import signal
from typing import Final, NoReturn

import pkcs11
from pkcs11 import _pkcs11
from pkcs11.exceptions import PKCS11Error

from devices.cards import pcsc_diag, tokens
from devices.cards.messages import Answer, MessageError, Outcome, Request, answer_line, receive, wipe
from devices.cards.outcomes import ABOUT_THE_PIN, trouble_of, with_tries
from devices.cards.pcsc import PcscError
from devices.contract import CardFailed, CardRead, CardTrouble

_PR_SET_PDEATHSIG: Final = 1  # prctl(2)
_PR_SET_DUMPABLE: Final = 4


def main() -> NoReturn:
    """Do what standard input asks, answer, end without any module's farewell."""
    leave_no_trace()
    answers = _own_output()
    try:
        with io.FileIO(0, closefd=False) as stream:
            request, pin = receive(stream)
        answer = carried_out(request, pin)
    except MessageError as error:
        answer = Answer(CardFailed(CardTrouble.FAILED), str(error))
    with io.FileIO(answers, "w") as output:
        _write(output, answer_line(answer))
    os._exit(0)


def leave_no_trace() -> None:
    """No core dump, no reading of this memory by other programs, and an end together with the terminal."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def carried_out(request: Request, pin: bytearray) -> Answer:
    """The outcome of one request; the PIN is overwritten."""
    answer = _with_the_module(request, pin)
    wipe(pin)
    try:
        return Answer(_with_tries(request.reader, answer.outcome), answer.error)
    except PcscError as error:
        if isinstance(answer.outcome, CardFailed):
            return answer
        # Pulled while it was read: what was read may not be all it holds.
        return Answer(CardFailed(CardTrouble.FAILED), str(error))


def _own_output() -> int:
    """Keep standard output for the answer alone."""
    answers = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


def _with_the_module(request: Request, pin: bytearray) -> Answer:
    try:
        library = pkcs11.lib(request.module)
    except PKCS11Error as error:
        return Answer(CardFailed(CardTrouble.NO_SERVICE), f"module: {type(error).__name__}")
    try:
        if request.certificate is None:
            return Answer(tokens.read(library, request.reader))
        return Answer(tokens.sign(library, request, pin))
    except PKCS11Error as error:
        return Answer(CardFailed(trouble_of(type(error).__name__)), type(error).__name__)
    finally:
        _finalize(library)


def _finalize(library: _pkcs11.lib) -> None:
    """Give the card back: the module resets it, and PC/SC may ask it something."""
    try:
        library.finalize()
    except PKCS11Error:
        return


def _with_tries(reader: str, outcome: Outcome) -> Outcome:
    """Add the tries left where the card tells and it matters. Raises PcscError."""
    if isinstance(outcome, CardRead):
        return CardRead(outcome.certificates, pcsc_diag.tries_left(reader))
    if isinstance(outcome, CardFailed) and outcome.trouble in ABOUT_THE_PIN:
        return with_tries(outcome, pcsc_diag.tries_left(reader))
    return outcome


def _write(output: io.FileIO, line: bytes) -> None:
    sent = 0
    while sent < len(line):
        sent += output.write(line[sent:])


if __name__ == "__main__":
    main()
