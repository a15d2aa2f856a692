"""Make the demonstration certificates, or show those there are: python -m devices.sim.pki."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from devices.sim.pki.folder import Pki, PkiFolderError, open_or_make


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the profiles, one a line or as JSON."""
    parser = ArgumentParser(prog="python -m devices.sim.pki", description=__doc__)
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="made there unless it exists")
    parser.add_argument("--json", action="store_true", help="everything about each profile, as JSON")
    options = parser.parse_args(arguments)
    try:
        pki = open_or_make(options.out)
    except PkiFolderError as error:
        parser.error(str(error))
    sys.stdout.write(_as_json(pki) if options.json else _as_lines(pki))


def _as_json(pki: Pki) -> str:
    shown = {"folder": str(pki.folder), "trust": str(pki.trust), "profiles": pki.profiles}
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _as_lines(pki: Pki) -> str:
    lines = (
        f"{name:20} {entry['kind']:12} {entry['matter']:14} {entry['rfc']:14} {entry['name']}\n"
        for name, entry in pki.profiles.items()
    )
    return "".join(lines)


if __name__ == "__main__":
    main()
