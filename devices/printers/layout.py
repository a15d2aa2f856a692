"""From a receipt to rows of paper: what stands on which line, before anybody draws or encodes it.

Both the printer's bytes and the preview are made from these rows, so they cannot disagree about a line break.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from devices.contract import Align, Feed, Qr, Receipt, ReceiptPart, Rule, Text
from devices.printers.profiles import PrinterProfile
from tramites.errors import ExpectedError

LONGEST_QR: Final = 512
"""Bytes of UTF-8; more could make a length that looks like a command, and modules too small to read."""

_QUIET_ZONE: Final = 4  # modules; ISO/IEC 18004
# Any of the eight masks is read by every scanner; comparing all of them is 60 ms of Python per code.
_MASK: Final = 3
_QR_SHARE: Final = 0.62  # of the paper's width: large enough for any camera, small enough for the roll
_SMALLEST_MODULE: Final = 4
_LARGEST_MODULE: Final = 8
_DROPPED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES: Final = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_BREAK_AFTER: Final = "-/"


class ReceiptContentError(ExpectedError):
    """A receipt asks for something that cannot be put on paper."""

    code = "receipt.content"


@dataclass(frozen=True, slots=True)
class TextRow:
    """One line of characters, already wrapped."""

    text: str
    bold: bool = False
    double: bool = False
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class LineRow:
    """A fine line across the paper."""


@dataclass(frozen=True, slots=True)
class QrRow:
    """A QR code with its quiet zone: rows of dark (True) modules, each `scale` dots wide."""

    modules: tuple[tuple[bool, ...], ...]
    scale: int
    data: str


@dataclass(frozen=True, slots=True)
class BlankRow:
    """Empty lines."""

    lines: int


Row: TypeAlias = TextRow | LineRow | QrRow | BlankRow


def lay_out(receipt: Receipt, profile: PrinterProfile) -> tuple[Row, ...]:
    """The rows of a receipt on this printer's paper."""
    return tuple(row for part in receipt.parts for row in _rows(part, profile))


def clean(text: str) -> str:
    """Text as it may reach a printer: composed, white space as spaces, nothing that commands or hides."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_clean_character(character) for character in composed)


def columns_of(text: str) -> int:
    """How many character cells a text takes."""
    return sum(_cells(character) for character in text)


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """The visible characters of a text, each with its marks, and the cells it takes."""
    held, cells = "", 0
    for character in text:
        width = _cells(character)
        if width and held:
            yield held, cells
            held, cells = "", 0
        held += character
        cells += width
    if held:
        yield held, cells


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns` cells, broken between words, within one only where it must be."""
    if columns_of(text) <= columns:
        return [text.rstrip(" ")]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        candidate = f"{line} {word}" if line else word
        if columns_of(candidate) <= columns:
            line = candidate
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, columns)
        lines += full
    return [*lines, line] if line else lines


def _rows(part: ReceiptPart, profile: PrinterProfile) -> list[Row]:
    match part:
        case Text(text, bold, double, align):
            columns = profile.columns // 2 if double else profile.columns
            return [TextRow(line, bold, double, align) for line in wrap(clean(text), columns)]
        case Rule(label):
            return [_labelled_rule(clean(label).strip(), profile.columns) if label.strip() else LineRow()]
        case Qr(data):
            return [_qr_row(data, profile.dots)]
        case Feed(lines):
            return [BlankRow(lines)] if lines > 0 else []
        case _:
            assert_never(part)


def _labelled_rule(label: str, columns: int) -> TextRow:
    """A dashed line with a word in it: where to tear."""
    shown = wrap(label, columns - 8)[0]
    room = columns - columns_of(shown) - 2
    left = room // 2
    right = room - left
    before = ("- " * left)[:left].rstrip().ljust(left)
    after = ("- " * right)[:right].rstrip().ljust(right)[::-1]
    return TextRow(f"{before} {shown} {after}")


def _qr_row(data: str, dots: int) -> QrRow:
    import qrcode

    payload = "".join(character for character in data if unicodedata.category(character) not in {"Cc", "Cs"})
    content = payload.encode()
    if len(content) > LONGEST_QR:
        raise ReceiptContentError(f"QR code of {len(content)} bytes: at most {LONGEST_QR} fit a receipt")
    code = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_M, border=_QUIET_ZONE, mask_pattern=_MASK
    )
    code.add_data(content, optimize=0)
    code.make(fit=True)
    modules = tuple(tuple(bool(module) for module in line) for line in code.get_matrix())
    wanted = int(dots * _QR_SHARE) // len(modules)
    scale = min(max(wanted, _SMALLEST_MODULE), _LARGEST_MODULE, max(1, dots // len(modules)))
    return QrRow(modules, scale, payload)


def _pieces(word: str, columns: int) -> list[str]:
    """A word cut to fit; after a hyphen or slash where there is one, so that a folio keeps its groups."""
    pieces: list[str] = []
    rest = word
    while columns_of(rest) > columns:
        head = _head(rest, columns)
        after_sign = 1 + max(head.rfind(sign) for sign in _BREAK_AFTER)
        head = head[:after_sign] if after_sign else head
        pieces.append(head)
        rest = rest[len(head) :]
    return [*pieces, rest]


def _head(text: str, columns: int) -> str:
    """The longest beginning that fits, never less than one visible character."""
    head, used = "", 0
    for cluster, cells in clusters(text):
        if head and used + cells > columns:
            break
        head += cluster
        used += cells
    return head


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _clean_character(character: str) -> str:
    if character in _SPACES:
        return " "
    category = unicodedata.category(character)
    if category in _DROPPED:
        return ""
    # Fixed and thin spaces: no printer font has them. The no-break space stays until the line is broken.
    return " " if category == "Zs" and character != "\N{NO-BREAK SPACE}" else character
