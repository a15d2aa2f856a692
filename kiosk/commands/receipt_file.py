"""The JSON form of a receipt (docs/reference/receipt-json.md) → the receipt a printer gets."""

from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec

from devices.contract import Align, Feed, Qr, Receipt, ReceiptPart, Rule, Text
from tramites.errors import ExpectedError
from tramites.mistakes import explained


class ReceiptFileError(ExpectedError):
    """A file that is no receipt: names file, key and remedy."""

    code = "receipt.file"


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An unknown key is a spelling mistake."""


class _Text(_Part, frozen=True):
    text: str
    bold: bool = False
    double: bool = False
    align: Literal["left", "center"] = "left"

    def part(self) -> Text:
        return Text(self.text, self.bold, self.double, Align(self.align))


class _Rule(_Part, frozen=True):
    rule: str = ""

    def part(self) -> Rule:
        return Rule(self.rule)


class _Qr(_Part, frozen=True):
    qr: Annotated[str, msgspec.Meta(min_length=1)]

    def part(self) -> Qr:
        return Qr(self.qr)


class _Feed(_Part, frozen=True):
    feed: Annotated[int, msgspec.Meta(ge=1, le=100)]

    def part(self) -> Feed:
        return Feed(self.feed)


class _File(_Part, frozen=True):
    parts: tuple[dict[str, Any], ...]


_KINDS: Final[dict[str, type[_Text | _Rule | _Qr | _Feed]]] = {
    "text": _Text,
    "rule": _Rule,
    "qr": _Qr,
    "feed": _Feed,
}


def read_receipt(file: Path) -> Receipt:
    """Read a receipt, or ReceiptFileError."""
    try:
        content = msgspec.json.decode(file.read_bytes(), type=_File)
    except OSError as error:
        raise ReceiptFileError(f"{file}: no se puede leer ({error.strerror}); revise la ruta") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ReceiptFileError(f"{file}: {explained(error)}") from error
    return Receipt(tuple(_part(file, f"parts[{index}]", raw) for index, raw in enumerate(content.parts)))


def _part(file: Path, place: str, raw: dict[str, Any]) -> ReceiptPart:
    kinds = [name for name in _KINDS if name in raw]
    if len(kinds) != 1:
        raise ReceiptFileError(f"{file}: {place}: lleva exactamente una de las claves {', '.join(_KINDS)}")
    try:
        return msgspec.convert(raw, _KINDS[kinds[0]]).part()
    except msgspec.ValidationError as error:
        raise ReceiptFileError(f"{file}: {explained(error, place)}") from error
