"""The four colour sets of the screens and the arithmetic of contrast (WCAG 2 relative luminance)."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

Colors = Mapping[str, str]

_HEX: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_LINEAR_LIMIT: Final = 0.04045


class ColorSet(StrEnum):
    """How a citizen wants the screen coloured; institutions may change only CLARO."""

    CLARO = "claro"
    OSCURO = "oscuro"
    ALTO_CONTRASTE = "alto-contraste"
    BLANCO_Y_NEGRO = "blanco-y-negro"


def is_color(text: str) -> bool:
    """Say whether `text` is written #RRGGBB."""
    return _HEX.fullmatch(text) is not None


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= _LINEAR_LIMIT else ((share + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    """Relative luminance of #RRGGBB, 0 black to 1 white."""
    red, green, blue = (_linear(channel) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(color: str, towards: str, share: float) -> str:
    """`color` moved by `share` (0 to 1) on the straight line to `towards`."""
    pairs = zip(_channels(color), _channels(towards), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


_CLARO: Final = {
    "paper": "#FAF8F4", "surface": "#FFFFFF", "sunken": "#EFEBE2", "tray": "#EFEBE2",
    "line": "#DDD6C9", "control": "#77716A", "ink": "#16201F", "ink2": "#424C4A",
    "primary": "#0C4A47", "primaryDown": "#07302E", "on": "#FFFFFF", "tint": "#E1EDEA", "tint2": "#BFD9D4",
    "panel": "#0C4A47", "panel3": "#16605B", "onPanel": "#FFFFFF", "onPanel2": "#CFE5E1",
    "maize": "#F5BC4A", "accent": "#EE9A74", "blush": "#F2D9C8",
    "focus": "#FFC93C", "focusIn": "#16201F",
    "ok": "#115431", "okBg": "#E2F1E6", "warn": "#704500", "warnBg": "#FFF0CF",
    "bad": "#93140F", "badBg": "#FCE8E5", "info": "#174A84", "infoBg": "#E4EDF8",
    "disBg": "#E7E2D8", "disFg": "#625D55", "key": "#FFFFFF", "keyAlt": "#E0DACE",
    "drawInk": "#16201F",
}  # fmt: skip

_OSCURO: Final = {
    "paper": "#101817", "surface": "#18211F", "sunken": "#0B1110", "tray": "#0B1110",
    "line": "#34413E", "control": "#8FA09C", "ink": "#F3F6F5", "ink2": "#C3CFCC",
    "primary": "#8FDACE", "primaryDown": "#6CC2B5", "on": "#06201D", "tint": "#1E302D", "tint2": "#2C4A45",
    "panel": "#0B1110", "panel3": "#223330", "onPanel": "#F3F6F5", "onPanel2": "#C3CFCC",
    "maize": "#F5BC4A", "accent": "#F0936F", "blush": "#3A2A22",
    "focus": "#FFC93C", "focusIn": "#06201D",
    "ok": "#8FE0B0", "okBg": "#14301F", "warn": "#FFD88A", "warnBg": "#352707",
    "bad": "#FFB4AC", "badBg": "#3B1512", "info": "#A9CCF7", "infoBg": "#12263D",
    "disBg": "#26302E", "disFg": "#9AA8A4", "key": "#24302D", "keyAlt": "#31413D",
    "drawInk": "#06201D",
}  # fmt: skip

_ALTO_CONTRASTE: Final = {
    "paper": "#000000", "surface": "#000000", "sunken": "#000000", "tray": "#000000",
    "line": "#FFFFFF", "control": "#FFFFFF", "ink": "#FFFFFF", "ink2": "#FFFFFF",
    "primary": "#FFE34D", "primaryDown": "#FFFFFF", "on": "#000000", "tint": "#000000", "tint2": "#FFFFFF",
    "panel": "#000000", "panel3": "#1E1E1E", "onPanel": "#FFFFFF", "onPanel2": "#FFFFFF",
    "maize": "#FFE34D", "accent": "#FFE34D", "blush": "#000000",
    "focus": "#5CE1FF", "focusIn": "#000000",
    "ok": "#7CF0A5", "okBg": "#000000", "warn": "#FFE34D", "warnBg": "#000000",
    "bad": "#FFB3AB", "badBg": "#000000", "info": "#9CD2FF", "infoBg": "#000000",
    "disBg": "#000000", "disFg": "#BDBDBD", "key": "#000000", "keyAlt": "#1E1E1E",
    "drawInk": "#000000",
}  # fmt: skip

_BLANCO_Y_NEGRO: Final = {
    "paper": "#FFFFFF", "surface": "#FFFFFF", "sunken": "#FFFFFF", "tray": "#FFFFFF",
    "line": "#000000", "control": "#000000", "ink": "#000000", "ink2": "#000000",
    "primary": "#000000", "primaryDown": "#333333", "on": "#FFFFFF", "tint": "#FFFFFF", "tint2": "#FFFFFF",
    "panel": "#000000", "panel3": "#333333", "onPanel": "#FFFFFF", "onPanel2": "#FFFFFF",
    "maize": "#FFFFFF", "accent": "#FFFFFF", "blush": "#FFFFFF",
    "focus": "#0A56C8", "focusIn": "#FFFFFF",
    "ok": "#00401F", "okBg": "#FFFFFF", "warn": "#4A2D00", "warnBg": "#FFFFFF",
    "bad": "#7A0000", "badBg": "#FFFFFF", "info": "#00256B", "infoBg": "#FFFFFF",
    "disBg": "#FFFFFF", "disFg": "#4D4D4D", "key": "#FFFFFF", "keyAlt": "#EDEDED",
    "drawInk": "#000000",
}  # fmt: skip

COLOR_SETS: Final[Mapping[ColorSet, Colors]] = {
    ColorSet.CLARO: _CLARO,
    ColorSet.OSCURO: _OSCURO,
    ColorSet.ALTO_CONTRASTE: _ALTO_CONTRASTE,
    ColorSet.BLANCO_Y_NEGRO: _BLANCO_Y_NEGRO,
}

# Text on its background, at least 7:1 in every set.
TEXT_PAIRS: Final = (
    ("ink", "paper"), ("ink", "surface"), ("ink", "tint"), ("ink", "key"), ("ink", "keyAlt"),
    ("ink", "sunken"), ("ink2", "paper"), ("ink2", "surface"), ("ink2", "sunken"), ("ink2", "tint"),
    ("on", "primary"), ("on", "primaryDown"),
    ("primary", "surface"), ("primary", "paper"), ("primary", "tint"),
    ("onPanel", "panel"), ("onPanel2", "panel"), ("onPanel", "panel3"),
    ("ok", "okBg"), ("warn", "warnBg"), ("bad", "badBg"), ("info", "infoBg"),
    ("ok", "surface"), ("warn", "surface"), ("bad", "surface"), ("info", "surface"),
    ("ink", "okBg"), ("ink", "warnBg"), ("ink", "badBg"), ("ink", "infoBg"),
    ("bad", "paper"), ("drawInk", "maize"), ("drawInk", "accent"),
)  # fmt: skip
# Borders of controls and the focus ring, at least 3:1.
SHAPE_PAIRS: Final = (
    ("control", "surface"), ("control", "paper"), ("focus", "focusIn"),
    ("primary", "paper"), ("bad", "paper"),
)  # fmt: skip
DISABLED_PAIRS: Final = (("disFg", "disBg"),)
LEAST_TEXT: Final = 7.0
LEAST_SHAPE: Final = 3.0
LEAST_DISABLED: Final = 4.5
