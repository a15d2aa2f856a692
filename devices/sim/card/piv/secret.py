"""A PIN or PUK in the card, and its counter of tries (NIST SP 800-73-4, part 2, 2.4.3)."""

import hmac
from typing import Final

FIELD: Final = 8  # bytes; a shorter PIN is filled up with FF
_FILL: Final = b"\xff"
_SHORTEST: Final = 4  # the standard asks for six; cards with four are about


class Secret:
    """What only the holder knows. It survives power loss; whether it was verified does not."""

    def __init__(self, digits: str, tries: int, *, blocked: bool = False) -> None:
        self._first = self._field = as_field(digits)
        self._tries = tries
        self._left_at_first = self.left = 0 if blocked else tries

    @property
    def blocked(self) -> bool:
        """Whether no try is left."""
        return self.left == 0

    def matches(self, field: bytes) -> bool:
        """Compare; a wrong one costs a try, the right one gives all tries back. Not for a blocked one."""
        if hmac.compare_digest(field, self._field):
            self.left = self._tries
            return True
        self.left -= 1
        return False

    def change(self, field: bytes) -> None:
        """Set a new one with all its tries."""
        self._field = field
        self.left = self._tries

    def renew(self) -> None:
        """As the card was when it was new."""
        self._field = self._first
        self.left = self._left_at_first

    def block(self) -> None:
        """Use up every try."""
        self.left = 0


def as_field(digits: str) -> bytes:
    """The eight bytes of a PIN.

    Raises:
        ValueError: it is no PIN of four to eight digits. The message does not show it.
    """
    field = digits.encode("ascii", "replace").ljust(FIELD, _FILL)
    if not is_field(field):
        raise ValueError(f"a PIN has {_SHORTEST} to {FIELD} digits")
    return field


def is_field(field: bytes) -> bool:
    """Whether eight bytes are digits filled up with FF."""
    digits = field.rstrip(_FILL)
    return len(field) == FIELD and digits.isdigit() and len(digits) >= _SHORTEST
