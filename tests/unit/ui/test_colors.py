import pytest

from ui.colors import (
    COLOR_SETS,
    DISABLED_PAIRS,
    LEAST_DISABLED,
    LEAST_SHAPE,
    LEAST_TEXT,
    SHAPE_PAIRS,
    TEXT_PAIRS,
    ColorSet,
    contrast,
    is_color,
)

EVERY_PAIR = [
    (color_set, one, other, least)
    for color_set in ColorSet
    for pairs, least in (
        (TEXT_PAIRS, LEAST_TEXT),
        (SHAPE_PAIRS, LEAST_SHAPE),
        (DISABLED_PAIRS, LEAST_DISABLED),
    )
    for one, other in pairs
]


@pytest.mark.parametrize(("color_set", "one", "other", "least"), EVERY_PAIR)
def test_every_pair_that_is_drawn_can_be_read(
    color_set: ColorSet, one: str, other: str, least: float
) -> None:
    colors = COLOR_SETS[color_set]

    assert contrast(colors[one], colors[other]) >= least


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#0C4A47", 10.1),
        ("#424C4A", "#E1EDEA", 7.4),
        ("#FFC93C", "#16201F", 10.8),
    ],
)
def test_contrast_is_what_the_design_computed(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.06)


def test_the_four_sets_name_the_same_colours() -> None:
    names = {frozenset(colors) for colors in COLOR_SETS.values()}

    assert len(names) == 1
    assert all(is_color(color) for colors in COLOR_SETS.values() for color in colors.values())
