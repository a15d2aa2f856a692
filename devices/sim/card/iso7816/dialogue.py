"""What every card does, whatever its application: chains of commands, answers in pieces (ISO/IEC 7816-4)."""

from dataclasses import replace
from typing import Final, Protocol

from devices.sim.card.iso7816.apdu import CHAINED, Answer, Command, Instruction, Status, WrongLengthError

_LONGEST_CHAIN: Final = 8192
_SHORT_ALL: Final = 256
_SECURE_MESSAGING: Final = 0x0C
_CHANNEL: Final = 0x03


class Application(Protocol):
    """What a card is for."""

    def reset(self) -> None:
        """Forget everything but what is written in the card: power was lost or the reader reset it."""
        ...

    def answer(self, command: Command) -> Answer:
        """Follow one whole command."""
        ...


class Dialogue:
    """Speaks with the host for one application."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._chain: Command | None = None
        self._rest = b""
        self._rest_status: int = Status.OK

    def reset(self) -> None:
        """Power was lost or the reader reset the card."""
        self._chain = None
        self._rest = b""
        self._application.reset()

    def transmit(self, raw: bytes) -> bytes:
        """Answer one command of the host."""
        try:
            command = Command.parse(raw)
        except WrongLengthError:
            return Answer(Status.WRONG_LENGTH).encoded()
        return self._follow(command).encoded()

    def _follow(self, command: Command) -> Answer:
        refusal = _refused_class(command.cla)
        if refusal is not None:
            return Answer(refusal)
        if command.ins == Instruction.GET_RESPONSE:
            return self._next_piece(command.expected) if self._rest else Answer(Status.NOT_NOW)
        self._rest = b""
        whole = self._joined(command)
        if isinstance(whole, Answer):
            return whole
        answer = self._application.answer(whole)
        self._rest, self._rest_status = answer.data, answer.status
        return self._next_piece(command.expected)

    def _joined(self, command: Command) -> Command | Answer:
        """The command with all data of its chain, or what to answer until the chain ends."""
        begun, self._chain = self._chain, None
        if begun is not None:
            if _kind(begun) != _kind(command):
                return Answer(Status.LAST_OF_CHAIN_EXPECTED)
            command = replace(command, data=begun.data + command.data)
        if len(command.data) > _LONGEST_CHAIN:
            return Answer(Status.WRONG_LENGTH)
        if not command.chained:
            return command
        self._chain = command
        return Answer(Status.OK)

    def _next_piece(self, expected: int) -> Answer:
        piece, self._rest = self._rest[:expected], self._rest[expected:]
        if self._rest:
            left = len(self._rest)
            return Answer(Status.MORE | (left if left < _SHORT_ALL else 0), piece)
        return Answer(self._rest_status, piece)


def _refused_class(cla: int) -> Status | None:
    if cla & ~(CHAINED | _SECURE_MESSAGING | _CHANNEL):
        return Status.UNKNOWN_CLASS
    if cla & _SECURE_MESSAGING:
        return Status.NO_SECURE_MESSAGING
    return Status.NO_CHANNELS if cla & _CHANNEL else None


def _kind(command: Command) -> tuple[int, int, int]:
    return command.ins, command.p1, command.p2
