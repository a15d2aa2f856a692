"""Institution themes: a JSON file brings a name, a mark and colours; a failing one is refused whole."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from tramites.errors import ExpectedError
from ui.colors import COLOR_SETS, LEAST_TEXT, Colors, ColorSet, contrast, is_color, mixed
from ui.marks import mark_problem

SCHEMA: Final = "ventanilla-theme/1"
THEMES_FOLDER: Final = Path(__file__).parent.parent / "config" / "themes"
NEUTRAL_ID: Final = "neutral"

CHANGEABLE: Final = frozenset(
    (
        "primary", "primaryDown", "on", "tint", "tint2", "panel", "panel3", "onPanel", "onPanel2",
        "maize", "accent", "blush", "ink", "ink2",
    )
)  # fmt: skip
CHECKED_PAIRS: Final = (
    ("on", "primary"), ("on", "primaryDown"),
    ("primary", "surface"), ("primary", "paper"), ("primary", "tint"),
    ("ink", "paper"), ("ink", "surface"), ("ink2", "paper"), ("ink2", "sunken"), ("ink2", "tint"),
    ("onPanel", "panel"), ("onPanel2", "panel"), ("onPanel", "panel3"),
    ("ink", "tint"), ("ink", "maize"), ("ink", "accent"), ("ink", "blush"),
)  # fmt: skip
_MONOGRAM_LENGTH: Final = 3
_START_THEMES: Final = 6
_LIGHTEN_STEP: Final = 0.05


class InvalidThemeError(ExpectedError):
    """A theme file that may not be applied; the message names file, key and what to change."""

    code = "theme.invalid"


class Brand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who the citizen is talking to: name and a monogram, or a one-colour mark (SVG text)."""

    name: str
    monogram: str
    mark_svg: str | None = None


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the start screen shows."""

    themes: tuple[str, ...] = ()


class Help(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a person answers."""

    phone: str = ""


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One theme as its file says it."""

    schema: str
    id: str
    version: str
    brand: Brand
    colors: dict[str, str]
    start: Start = Start()
    help: Help = Help()


def load_theme(path: Path) -> Theme:
    """Read and judge one theme file.

    Raises:
        InvalidThemeError: naming the file, the key and what to change.
    """
    try:
        theme = msgspec.json.decode(path.read_bytes(), type=Theme)
    except OSError as error:
        raise InvalidThemeError(f"{path.name}: no se puede leer ({error.strerror})") from error
    except msgspec.DecodeError as error:
        raise InvalidThemeError(f"{path.name}: {error}") from error
    problem = _problem(theme)
    if problem:
        raise InvalidThemeError(f"{path.name}: {problem}")
    return theme


def find_theme(theme_id: str, folder: Path = THEMES_FOLDER) -> Theme:
    """The theme with this id, from `<folder>/<id>.json`.

    Raises:
        InvalidThemeError: when the file is missing, fails a check or names another id.
    """
    path = folder / f"{theme_id}.json"
    theme = load_theme(path)
    if theme.id != theme_id:
        raise InvalidThemeError(f"{path.name}: id: dice «{theme.id}» y el archivo se llama «{theme_id}»")
    return theme


def _problem(theme: Theme) -> str | None:
    found = (*_shape_problems(theme), *_color_problems(theme.colors))
    return found[0] if found else None


def _shape_problems(theme: Theme) -> Iterable[str]:
    if theme.schema != SCHEMA:
        yield f"schema: dice «{theme.schema}»; debe ser «{SCHEMA}»"
    if not theme.brand.name.strip():
        yield "brand.name: escriba el nombre de la institución"
    if not 1 <= len(theme.brand.monogram) <= _MONOGRAM_LENGTH:
        yield f"brand.monogram: escriba de 1 a {_MONOGRAM_LENGTH} letras"
    if len(theme.start.themes) > _START_THEMES:
        yield f"start.themes: son {len(theme.start.themes)}; caben {_START_THEMES}"
    mark = mark_problem(theme.brand.mark_svg)
    if mark:
        yield f"brand.mark_svg: {mark}"


def _color_problems(colors: Mapping[str, str]) -> Iterable[str]:
    for key, color in colors.items():
        if key not in CHANGEABLE:
            yield f"colors.{key}: este color no se puede cambiar; quítelo"
        elif not is_color(color):
            yield f"colors.{key}: «{color}» no es un color; escríbalo como #0C4A47"
    if all(is_color(color) for color in colors.values()):
        yield from _contrast_problems({**COLOR_SETS[ColorSet.CLARO], **colors})


def _contrast_problems(colors: Colors) -> Iterable[str]:
    for text, back in CHECKED_PAIRS:
        ratio = contrast(colors[text], colors[back])
        if ratio < LEAST_TEXT:
            yield f"colors.{text}: contraste {ratio:.1f} sobre {back}; el mínimo es {LEAST_TEXT:g}"


def colors_of(theme: Theme, color_set: ColorSet) -> dict[str, str]:
    """Every colour token of a set under a theme; the theme's own colours apply to CLARO only."""
    base = dict(COLOR_SETS[color_set])
    if color_set is ColorSet.CLARO:
        colors = {**base, **theme.colors}
        return {**colors, "drawInk": colors["ink"]}
    if color_set is ColorSet.OSCURO and "primary" in theme.colors and theme.id != NEUTRAL_ID:
        return {**base, **_lightened(theme.colors["primary"], base)}
    return base


def _lightened(primary: str, dark: Colors) -> dict[str, str]:
    """The institution's colour, as light as the dark set needs it, and a pressed shade that still reads."""
    light = primary
    share = 0.0
    while min(contrast(light, dark[back]) for back in ("surface", "paper", "tint")) < LEAST_TEXT:
        share += _LIGHTEN_STEP
        light = mixed(primary, "#FFFFFF", share)
    darker = mixed(light, dark["on"], 0.12)
    down = darker if contrast(darker, dark["on"]) >= LEAST_TEXT else mixed(light, "#FFFFFF", 0.3)
    return {"primary": light, "primaryDown": down}
