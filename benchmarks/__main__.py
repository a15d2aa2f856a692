"""`./dev bench [NAME…]`: runs the benchmarks; each prints its figures and the ratio to its peer or limit."""

import subprocess
import sys
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent


def main(wanted: list[str]) -> int:
    """Run those named, or all; the exit code of the first that fails."""
    known = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    for name in wanted or known:
        if name not in known:
            print(f"No existe la medición «{name}»; existen: {', '.join(known)}", file=sys.stderr)
            return 2
        print(f"— {name}", flush=True)
        code = subprocess.run([sys.executable, str(FOLDER / f"{name}.py")], check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
