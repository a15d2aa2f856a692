"""The sheet says what works now; a device nobody has heard of is not one that works."""

from collections.abc import Mapping

import pytest

from devices.contract import Condition
from tests.screens.fake_session import FakeSession, definition
from ui.services import Conditions
from ui.viewmodels.sheet import SheetViewModel


class _Codes:
    """Words that are their own codes."""

    def __call__(self, code: str, values: Mapping[str, str] | None = None) -> str:
        return code

    def source(self, code: str) -> str:
        return code


@pytest.mark.parametrize("condition", [each for each in Condition if each.name not in {"READY", "PAPER_LOW"}])
def test_only_a_device_that_says_so_is_shown_as_ready(condition: Condition) -> None:
    now = Conditions(printer=condition, scanner=condition, line=None)
    sheet = SheetViewModel(FakeSession(conditions=now, definition=definition()), _Codes())

    rows = {row["name"]: row for row in sheet.devices}

    assert "ready" not in " ".join(row["word"] for row in rows.values())
    assert "ok" not in {row["kind"] for row in rows.values()}


def test_a_line_nobody_has_tried_is_unknown() -> None:
    now = Conditions(printer=Condition.READY, scanner=Condition.READY, line=None)
    sheet = SheetViewModel(FakeSession(conditions=now, definition=definition()), _Codes())

    assert [row["word"] for row in sheet.devices] == ["printer.ready", "scanner.ready", "network.unknown"]
