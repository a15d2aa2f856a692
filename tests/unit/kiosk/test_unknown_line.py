"""The line as the screens are told: what nobody knows yet is neither up nor down."""

import pytest

from kiosk.conditions import ConditionBoard
from offline_queue.line import LineState


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (LineState.UNKNOWN, None),
        (LineState.UP, True),
        (LineState.DOWN, False),
        (LineState.CAPTIVE, False),
        (LineState.REFUSED, False),
    ],
)
def test_each_state_of_the_line_is_up_down_or_unknown(state: LineState, shown: bool | None) -> None:
    board = ConditionBoard()
    board.line(LineState.UP)

    board.line(state)

    assert board.now.line is shown


def test_a_board_nobody_told_anything_knows_nothing() -> None:
    assert ConditionBoard().now.line is None
