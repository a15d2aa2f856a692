"""Runs inside the clean root: makes the packages asked for, in /build/out. Python's standard library only."""

import sys
from argparse import ArgumentParser

import demo_package
import product_package
import runtime_package
from deb import Build

_MAKERS = {
    "ventanilla-runtime": runtime_package.make,
    "ventanilla": product_package.make,
    "ventanilla-demo": demo_package.make,
}


def main() -> int:
    """Make each package."""
    parser = ArgumentParser()
    parser.add_argument("--version", required=True)
    parser.add_argument("--compress", required=True)
    parser.add_argument("names", nargs="+", choices=_MAKERS)
    options = parser.parse_args()
    build = Build(options.version, options.compress)
    for name in options.names:
        _MAKERS[name](build)
    return 0


if __name__ == "__main__":
    sys.exit(main())
