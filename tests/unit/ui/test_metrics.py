import pytest

from ui.metrics import LayoutClass, measure, pitch_of

# The design's table of panels: size, inches, pixels per design unit, class.
PANELS = [
    (1920, 1080, 21.5, 1.00, LayoutClass.WIDE),
    (1920, 1080, 27.0, 1.00, LayoutClass.WIDE),
    (1080, 1920, 32.0, 1.00, LayoutClass.PORTRAIT),
    (1920, 1080, 15.6, 1.38, LayoutClass.COMPACT),
    (1280, 720, 15.6, 0.92, LayoutClass.COMPACT),
    (1366, 768, 15.6, 0.98, LayoutClass.COMPACT),
    (1280, 1024, 19.0, 0.84, LayoutClass.COMPACT),
    (1024, 768, 15.0, 0.83, LayoutClass.COMPACT),
    (1280, 800, 10.1, 1.46, LayoutClass.UNSUPPORTED),
]


@pytest.mark.parametrize(("width", "height", "inches", "unit", "layout"), PANELS)
def test_each_panel_of_the_design_has_its_unit_and_class(
    width: int, height: int, inches: float, unit: float, layout: LayoutClass
) -> None:
    metrics = measure(width, height, pitch_of(width, height, inches))

    assert metrics.unit == pytest.approx(unit, abs=0.01)
    assert metrics.layout is layout


def test_a_dense_panel_never_falls_below_the_physical_size() -> None:
    pitch = pitch_of(1920, 1080, 15.6)

    assert 52 * measure(1920, 1080, pitch).unit * pitch == pytest.approx(12.9, abs=0.1)
