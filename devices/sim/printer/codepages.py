"""Which letter a byte prints: the code page slots of ESC t and the national sets of ESC R."""

from typing import Final

# ESC t n -> codec, as Epson's thermal printers number them.
SLOTS: Final = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    13: "cp857",
    14: "cp737",
    15: "iso8859_7",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
    33: "cp775",
    34: "cp855",
    36: "cp862",
    39: "iso8859_2",
    40: "iso8859_15",
    45: "cp1250",
    46: "cp1251",
    47: "cp1253",
    48: "cp1254",
    49: "cp1255",
    51: "cp1257",
    52: "cp1258",
}

# ESC R n: what stands at these twelve places instead of ASCII.
_NATIONAL_PLACES: Final = r"#$@[\]^`{|}~"
_NATIONAL_SETS: Final = {
    0: _NATIONAL_PLACES,
    1: "#$à°ç§^`éùè¨",
    2: "#$§ÄÖÜ^`äöüß",
    3: r"£$@[\]^`{|}~",
    7: "₧$@¡Ñ¿^`¨ñ}~",
    11: "#$á¡Ñ¿é`íñóú",
    12: "#$á¡Ñ¿éüíñóú",
}
NATIONAL_SETS: Final = frozenset(_NATIONAL_SETS)


def letter(byte: int, slot: int, national: int) -> str:
    """The letter printed for one byte; a place the page leaves empty prints as a blank."""
    if byte < 0x80:
        place = _NATIONAL_PLACES.find(chr(byte))
        return _NATIONAL_SETS[national][place] if place >= 0 else chr(byte)
    text = bytes((byte,)).decode(SLOTS[slot], errors="replace")
    return " " if text == "\N{REPLACEMENT CHARACTER}" else text
