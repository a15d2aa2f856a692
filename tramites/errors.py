"""Trouble that is expected: a stable code for software, a sentence for people elsewhere."""

from typing import ClassVar


class ExpectedError(Exception):
    """Something of the world is not as asked. `code` is dotted, lower case, English and never reused.

    The message names what (file, line, key, field, device) and what to do; it never holds personal data.
    """

    code: ClassVar[str] = "unexpected"
