"""`./dev accept NN`: runs tests/acceptance/NN_*.py and prints each line, its command and its figure."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
USAGE: Final = 2


def main(arguments: Sequence[str]) -> int:
    """Run one file of acceptance lines; further arguments go to pytest."""
    if not arguments:
        print("Uso: ./dev accept NN, por ejemplo: ./dev accept 01", file=sys.stderr)
        return USAGE
    number, *rest = arguments
    files = sorted((ROOT / "tests" / "acceptance").glob(f"{number}_*.py"))
    if not files:
        print(f"No hay tests/acceptance/{number}_*.py", file=sys.stderr)
        return USAGE
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", *map(str, files), *rest]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
