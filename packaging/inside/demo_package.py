"""ventanilla-demo: demonstration and simulators, laid into the same house as the product."""

from typing import Final

from deb import HOUSE, Build, Package, compile_python, copy_tree
from product_package import LIBRARY

_FOLDERS: Final = ("demo", "devices/sim")


def make(build: Build) -> None:
    """Make the package."""
    package = Package("ventanilla-demo", build)
    for name in _FOLDERS:
        folder = package.tree / LIBRARY / name
        copy_tree(HOUSE / name, folder)
        compile_python(folder, f"/{LIBRARY}/{name}")
    package.finish({})
