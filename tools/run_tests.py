"""What `./dev test` runs: all but acceptance lines, planted bugs and slow tests, with branch coverage.

With arguments they are pytest's. `--all` adds the planted bugs (tests/sabotage) and the slow ones.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
ORDINARY: Final = "not acceptance and not sabotage and not slow"
WITH_SABOTAGE: Final = "not acceptance"


def main(arguments: Sequence[str]) -> int:
    """Run pytest and return its exit code."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    everything = "--all" in arguments
    chosen = [each for each in arguments if each != "--all"]
    if not chosen:
        marker = WITH_SABOTAGE if everything else ORDINARY
        chosen = ["-q", "-m", marker, "--cov", "--cov-branch", "--cov-report=term:skip-covered"]
    command = [sys.executable, "-m", "pytest", *chosen]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
