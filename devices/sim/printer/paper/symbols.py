"""QR codes (GS ( k) and barcodes (GS k) as rows of dots."""

from dataclasses import dataclass
from typing import Final

import qrcode
from qrcode import constants
from qrcode.exceptions import DataOverflowError

_LEVELS: Final = {
    48: constants.ERROR_CORRECT_L,
    49: constants.ERROR_CORRECT_M,
    50: constants.ERROR_CORRECT_Q,
    51: constants.ERROR_CORRECT_H,
}

# ISO/IEC 15417: widths of bars and spaces of the 106 values and the stop pattern.
_CODE128_WIDTHS: Final = """
    212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212
    112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131
    311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321
    112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
    313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
    314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114
    122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
    124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
    114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
""".split()  # noqa: SIM905 - a list literal of a hundred strings is harder to check
_STOP: Final = 106
_FNC1: Final = 102
_START: Final = {"A": 103, "B": 104, "C": 105}
_SWITCH: Final = {"A": 101, "B": 100, "C": 99}
CODE128: Final = 73
"""m of GS k."""


@dataclass(slots=True)
class QrStore:
    """The symbol storage area of GS ( k: model, module size, error correction and data."""

    module: int = 3
    level: int = 48
    data: bytes | None = None

    def execute(self, parameters: bytes) -> bytes | None:
        """Run one QR function; the data to print for function 81, else None."""
        match list(parameters):
            case [49, 67, size] if 1 <= size <= 16:
                self.module = size
            case [49, 69, level] if level in _LEVELS:
                self.level = level
            case [49, 80, 48, *data] if data:
                self.data = bytes(data)
            case [49, 81, 48, *_]:
                return self.data
            case _:
                pass
        return None


def qr_rows(store: QrStore, data: bytes) -> list[bytes]:
    """A QR code as rows of dots, without a quiet zone: the maker leaves that to the host.

    Nothing where the data is more than the largest code holds.
    """
    code = qrcode.QRCode(error_correction=_LEVELS[store.level], border=0)
    code.add_data(data)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):  # qrcode raises the second one for a version above 40
        return []
    rows = (_packed([bool(cell) for cell in row for _ in range(store.module)]) for row in code.get_matrix())
    return [row for row in rows for _ in range(store.module)]


def readable(data: bytes) -> str:
    """The payload of a code as text: UTF-8, or Latin-1 where it is not."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def code128_row(data: bytes, module: int) -> bytes | None:
    """One row of a CODE128 barcode, or None where the data is not what GS k m = 73 allows."""
    values = _code128_values(data)
    if values is None:
        return None
    weights = values[0] + sum(place * value for place, value in enumerate(values[1:], start=1))
    widths = "".join(_CODE128_WIDTHS[value] for value in [*values, weights % 103, _STOP])
    return _packed([place % 2 == 0 for place, width in enumerate(widths) for _ in range(int(width) * module)])


def barcode_text(kind: int, data: bytes) -> str:
    """What a person reads under the bars: CODE128's set selectors are not part of it."""
    if kind != CODE128:
        return data.decode("latin-1")
    text, code_set = "", "B"
    for letter, selector in _code128_letters(data):
        if selector in _START:
            code_set = selector
        elif not selector:
            text += f"{letter:02d}" if code_set == "C" else chr(letter)
    return text


def _code128_letters(data: bytes) -> list[tuple[int, str]]:
    """The data as (byte, "") or, for "{x", as (0, "x"); "{{" is the brace itself."""
    letters, rest = [], list(data)
    while rest:
        byte = rest.pop(0)
        selector = chr(rest.pop(0)) if byte == ord("{") and rest else ""
        letters.append((byte, "") if selector in {"", "{"} else (0, selector))
    return letters


def _code128_values(data: bytes) -> list[int] | None:
    values: list[int] = []
    code_set = ""
    for byte, selector in _code128_letters(data):
        if selector in _START:
            values.append(_SWITCH[selector] if values else _START[selector])
            code_set = selector
        elif not code_set:
            return None
        else:
            values.append(_FNC1 if selector == "1" else _code128_value(byte, code_set))
    return values if values and all(0 <= value <= _START["C"] for value in values) else None


def _code128_value(byte: int, code_set: str) -> int:
    if code_set == "C":
        return byte
    return byte + 64 if code_set == "A" and byte < 32 else byte - 32


def _packed(dots: list[bool]) -> bytes:
    """Dots as bytes, most significant bit left, white to the end of the last byte."""
    width = -(-len(dots) // 8)
    bits = "".join("1" if dot else "0" for dot in dots).ljust(width * 8, "0")
    return int(bits, 2).to_bytes(width, "big") if width else b""
