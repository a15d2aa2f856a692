"""A whole demonstration world: what is started runs, what is killed comes back, and nothing is left over."""

from pathlib import Path

import pytest

from demo.errors import ControlError
from demo.world import World, WorldOptions


@pytest.mark.slow
def test_a_world_starts_is_killed_comes_back_and_leaves_no_process(tmp_path: Path) -> None:
    with World(WorldOptions(state_dir=tmp_path / "state")) as world:
        seen = world.seen()
        assert seen is not None
        assert seen.page == "start"

        world.kill("terminal")
        assert world.seen() is None
        with pytest.raises(ControlError, match="no hay qué matar"):
            world.kill("terminal")
        world.start("terminal")
        world.kill("platform")
        world.start("platform")

        assert world.is_running("terminal")
        assert world.slips() == []
        assert world.queue_counts() == {}
        pids = world.process_ids()

    assert len(pids) == 4
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids.values())
