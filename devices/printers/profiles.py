"""What each printer model can do, as data: a property nobody has checked on the bench is the careful one.

`dots` and `columns` come from the makers' tables for Font A (12 dots wide) and 80 or 58 mm paper;
`cp1252_slot` is the n of ESC t n that selects Windows-1252.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

CELL_DOTS: Final = 12
"""Width of one Font A character; every model below has it."""


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One model. `process_id`: it answers GS ( H function 48. `has_cutter`: else paper is torn by hand."""

    name: str
    columns: int
    dots: int
    cp1252_slot: int = 16
    process_id: bool = True
    has_cutter: bool = True


PROFILES: Final[Mapping[str, PrinterProfile]] = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            PrinterProfile("generic-80mm", columns=48, dots=576),
            PrinterProfile("generic-58mm", columns=32, dots=384, process_id=False, has_cutter=False),
            PrinterProfile("tm-t20ii", columns=48, dots=576),
            PrinterProfile("tm-t20iii", columns=48, dots=576),
            PrinterProfile("tm-t88iv", columns=42, dots=512),
            PrinterProfile("tm-t88v", columns=42, dots=512),
            PrinterProfile("tm-t88vi", columns=42, dots=512),
            PrinterProfile("tm-m30", columns=48, dots=576),
            PrinterProfile("ct-s651", columns=48, dots=576, process_id=False),
            PrinterProfile("rp326", columns=48, dots=576, process_id=False),
        )
    }
)
