"""The PIV card application (NIST SP 800-73-4, part 2)."""

from collections.abc import Callable, Mapping
from typing import Final

from devices.sim.card.iso7816.apdu import Answer, Command, Instruction, Status
from devices.sim.card.iso7816.tlv import BrokenTlvError, objects, tlv
from devices.sim.card.piv.objects import AID, RID, KeyReference, application_template, data_objects
from devices.sim.card.piv.rsa_key import BadBlockError, RsaKey
from devices.sim.card.piv.secret import FIELD, Secret, is_field

_PIN, _PUK = 0x80, 0x81
_FORGET: Final = 0xFF
_WHOLE_OBJECT: Final = (0x3F, 0xFF)
_TEMPLATE, _CHALLENGE, _RESPONSE = 0x7C, 0x81, 0x82
_TAG_LIST: Final = 0x5C


class PivApplication:
    """Answers the commands of a PIV card.

    The signature key (9C) wants the PIN before each use, the others once, the card authentication key never.
    """

    def __init__(
        self,
        label: str,
        certificates: Mapping[KeyReference, bytes],
        keys: Mapping[KeyReference, RsaKey],
        pin: Secret,
        puk: Secret,
    ) -> None:
        self.pin = pin
        self._puk = puk
        self._label = label
        self._objects = data_objects(label, certificates)
        self._keys = keys
        self._selected = False
        self._verified = False
        self._fresh = False  # verified, and the signature key not used since
        self._commands: dict[int, Callable[[Command], Answer]] = {
            Instruction.VERIFY: self._verify,
            Instruction.CHANGE_REFERENCE_DATA: self._change_reference_data,
            Instruction.RESET_RETRY_COUNTER: self._reset_retry_counter,
            Instruction.GENERAL_AUTHENTICATE: self._general_authenticate,
            Instruction.GET_DATA: self._get_data,
        }

    @property
    def verified(self) -> bool:
        """Whether the PIN counts as given."""
        return self._verified

    def reset(self) -> None:
        """Forget the selection and the PIN's verification."""
        self._selected = False
        self._set_verified(verified=False)

    def answer(self, command: Command) -> Answer:
        """Follow one command."""
        if command.ins == Instruction.SELECT:
            return self._select(command)
        follow = self._commands.get(command.ins)
        if follow is None or not self._selected:
            return Answer(Status.UNKNOWN_INSTRUCTION)
        return follow(command)

    def _set_verified(self, *, verified: bool) -> None:
        self._verified = self._fresh = verified

    def _select(self, command: Command) -> Answer:
        """By AID, whole or cut at its end; one that is not found leaves the selection as it was."""
        if command.p1 != 0x04:
            return Answer(Status.NOT_FOUND)
        if len(command.data) < len(RID) or not AID.startswith(command.data):
            return Answer(Status.NOT_FOUND)
        self._selected = True
        return Answer(Status.OK, application_template(self._label))

    def _get_data(self, command: Command) -> Answer:
        if (command.p1, command.p2) != _WHOLE_OBJECT:
            return Answer(Status.WRONG_PARAMETERS)
        tags = _read(command.data)
        if tags is None or _TAG_LIST not in tags:
            return Answer(Status.WRONG_DATA)
        found = self._objects.get(int.from_bytes(tags[_TAG_LIST], "big"))
        return Answer(Status.NOT_FOUND) if found is None else Answer(Status.OK, found)

    def _verify(self, command: Command) -> Answer:
        """3.2.1: without data it only asks."""
        if command.p2 != _PIN:
            return Answer(Status.NO_SUCH_REFERENCE)
        if command.p1 not in {0, _FORGET} or (command.p1 == _FORGET and command.data):
            return Answer(Status.WRONG_PARAMETERS)
        if command.p1 == _FORGET:
            self._set_verified(verified=False)
            return Answer(Status.OK)
        if not command.data:
            return Answer(Status.OK if self._verified else Status.TRIES_LEFT | self.pin.left)
        answer = _compare(self.pin, command.data)
        if answer.status != Status.WRONG_DATA:
            self._set_verified(verified=answer.status == Status.OK)
        return answer

    def _change_reference_data(self, command: Command) -> Answer:
        """3.2.2: old and new in one field; a new one that is no PIN costs no try."""
        secret = {_PIN: self.pin, _PUK: self._puk}.get(command.p2)
        if secret is None:
            return Answer(Status.NO_SUCH_REFERENCE)
        answer = _compare_and_set(secret, command, secret)
        if secret is self.pin and answer.status != Status.WRONG_DATA:
            self._set_verified(verified=answer.status == Status.OK)
        return answer

    def _reset_retry_counter(self, command: Command) -> Answer:
        """3.2.3: the PUK and a new PIN; whether the PIN counts as given does not change."""
        if command.p2 != _PIN:
            return Answer(Status.NO_SUCH_REFERENCE)
        return _compare_and_set(self._puk, command, self.pin)

    def _general_authenticate(self, command: Command) -> Answer:
        """3.2.4: the raw RSA operation on a block the host has padded."""
        reference = next((known for known in self._keys if known == command.p2), None)
        if reference is None:
            return Answer(Status.NO_SUCH_REFERENCE)
        key = self._keys[reference]
        if command.p1 != key.algorithm:
            return Answer(Status.WRONG_PARAMETERS)
        if not self._may_use(reference):
            return Answer(Status.NOT_VERIFIED)
        block = _challenge(command.data)
        if block is None:
            return Answer(Status.WRONG_DATA)
        return self._use(reference, key, block)

    def _may_use(self, reference: KeyReference) -> bool:
        if reference is KeyReference.CARD_AUTHENTICATION:
            return True
        return self._fresh if reference is KeyReference.SIGNATURE else self._verified

    def _use(self, reference: KeyReference, key: RsaKey, block: bytes) -> Answer:
        try:
            result = key.apply(block)
        except BadBlockError:
            return Answer(Status.WRONG_DATA)
        if reference is KeyReference.SIGNATURE:
            self._fresh = False
        return Answer(Status.OK, tlv(_TEMPLATE, tlv(_RESPONSE, result)))


def _compare(secret: Secret, field: bytes) -> Answer:
    if secret.blocked:
        return Answer(Status.BLOCKED)
    if not is_field(field):
        return Answer(Status.WRONG_DATA)
    return Answer(Status.OK if secret.matches(field) else Status.TRIES_LEFT | secret.left)


def _compare_and_set(known: Secret, command: Command, target: Secret) -> Answer:
    given, new = command.data[:FIELD], command.data[FIELD:]
    if command.p1 != 0:
        return Answer(Status.WRONG_PARAMETERS)
    if not is_field(new) and not known.blocked:
        return Answer(Status.WRONG_DATA)
    answer = _compare(known, given)
    if answer.status == Status.OK:
        target.change(new)
    return answer


def _challenge(data: bytes) -> bytes | None:
    """The block to work on: only where a response is asked for in the same template."""
    template = (_read(data) or {}).get(_TEMPLATE)
    fields = _read(template) if template else None
    if not fields or _RESPONSE not in fields or fields[_RESPONSE]:
        return None
    return fields.get(_CHALLENGE)


def _read(data: bytes) -> dict[int, bytes] | None:
    try:
        return dict(objects(data))
    except BrokenTlvError:
        return None
