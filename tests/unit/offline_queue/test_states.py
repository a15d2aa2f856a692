from itertools import product

import pytest

from offline_queue.states import AFTER, MOVES, State, may_move
from tramites.wire.messages import Outcome


def test_every_state_has_its_row_in_the_table_of_moves() -> None:
    assert set(MOVES) == set(State)


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_only_the_moves_of_the_table_are_allowed(before: State, after: State) -> None:
    assert may_move(before, after) is (after in MOVES[before])


def test_nothing_goes_back_to_draft_and_nothing_acknowledged_is_sent_again() -> None:
    assert not any(State.DRAFT in after for after in MOVES.values())
    assert not may_move(State.ACKNOWLEDGED, State.PENDING)


def test_every_answer_but_unknown_moves_a_pending_folio() -> None:
    assert set(AFTER) == set(Outcome) - {Outcome.UNKNOWN}
    assert all(may_move(State.PENDING, after) for after in AFTER.values())
