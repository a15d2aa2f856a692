import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from ui.colors import LEAST_TEXT, ColorSet, contrast
from ui.theme_model import ThemeModel
from ui.themes import CHECKED_PAIRS, THEMES_FOLDER, InvalidThemeError, colors_of, find_theme, load_theme

SHIPPED = sorted(path.stem for path in THEMES_FOLDER.glob("*.json"))


def example() -> dict[str, Any]:
    return dict(json.loads((THEMES_FOLDER / "instituto-vivienda.json").read_text(encoding="utf-8")))


def written(folder: Path, theme: dict[str, Any], name: str = "instituto-vivienda") -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(theme), encoding="utf-8")
    return path


@pytest.mark.parametrize("theme_id", SHIPPED)
def test_every_shipped_theme_passes_its_own_checks(theme_id: str) -> None:
    colors = colors_of(find_theme(theme_id), ColorSet.CLARO)

    assert all(contrast(colors[one], colors[other]) >= LEAST_TEXT for one, other in CHECKED_PAIRS)


@pytest.mark.parametrize("theme_id", SHIPPED)
def test_an_institution_in_the_dark_set_is_light_enough(theme_id: str) -> None:
    colors = colors_of(find_theme(theme_id), ColorSet.OSCURO)

    for back in ("paper", "surface", "tint"):
        assert contrast(colors["primary"], colors[back]) >= LEAST_TEXT
    assert contrast(colors["on"], colors["primary"]) >= LEAST_TEXT
    assert contrast(colors["on"], colors["primaryDown"]) >= LEAST_TEXT


def test_high_contrast_belongs_to_nobody() -> None:
    institution = colors_of(find_theme("instituto-vivienda"), ColorSet.ALTO_CONTRASTE)

    assert institution == colors_of(find_theme("neutral"), ColorSet.ALTO_CONTRASTE)


def test_a_pale_colour_is_refused_with_file_key_and_ratio(tmp_path: Path) -> None:
    theme = example()
    theme["colors"]["primary"] = "#B38E5D"

    with pytest.raises(
        InvalidThemeError, match=r"instituto-vivienda\.json: colors\.on: contraste 3\.0 sobre primary"
    ):
        load_theme(written(tmp_path, theme))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"colors": {"ok": "#115431"}}, r"colors\.ok"),
        ({"colors": {"primary": "guinda"}}, r"colors\.primary"),
        ({"colours": {}}, "colours"),
        ({"schema": "ventanilla-theme/9"}, "schema"),
        ({"brand": {"name": " ", "monogram": "IV"}}, r"brand\.name"),
        ({"brand": {"name": "Instituto", "monogram": "INVIV"}}, r"brand\.monogram"),
        ({"brand": {"name": "Instituto", "monogram": "IV", "mark_svg": "<svg><script/></svg>"}}, "script"),
        (
            {"brand": {"name": "Instituto", "monogram": "IV", "mark_svg": "<svg><rect onload='x'/></svg>"}},
            "onload",
        ),
        ({"brand": {"name": "Instituto", "monogram": "IV", "mark_svg": "<svg><rect"}}, "no es un SVG"),
        ({"start": {"themes": list("abcdefg")}}, r"start\.themes"),
    ],
)
def test_what_a_theme_may_not_do_is_refused_by_name(
    tmp_path: Path, change: dict[str, Any], named: str
) -> None:
    with pytest.raises(InvalidThemeError, match=named):
        load_theme(written(tmp_path, {**example(), **change}))


def test_a_new_theme_is_a_file_and_nothing_else(app: QGuiApplication, tmp_path: Path) -> None:
    theme = {**example(), "id": "agua", "brand": {"name": "Agua de Todos", "monogram": "AT"}}
    written(tmp_path, theme, "agua")
    model = ThemeModel()

    model.use_theme("agua", tmp_path)

    assert (model.brandName, model.brandMonogram, model.themeIssue) == ("Agua de Todos", "AT", "")
    assert model.colors["primary"] == "#691C32"


def test_a_failing_theme_is_refused_whole(app: QGuiApplication, tmp_path: Path) -> None:
    theme = example()
    theme["colors"]["ink2"] = "#AAAAAA"
    written(tmp_path, theme)
    model = ThemeModel()

    model.use_theme("instituto-vivienda", tmp_path)

    assert model.brandName == "Ventanilla"
    assert model.colors == ThemeModel().colors
    assert "instituto-vivienda.json: colors.ink2" in model.themeIssue


def test_the_next_citizen_finds_the_usual_size_and_colours(app: QGuiApplication) -> None:
    model = ThemeModel()
    model.setTextMode(4)
    model.setColorSet("alto-contraste")

    model.forgetCitizen()

    assert (model.textMode, model.colorSet) == (2, "claro")


def test_very_large_text_reduces_motion(app: QGuiApplication) -> None:
    model = ThemeModel()

    model.setTextMode(4)

    assert model.reduceMotion
