"""What no QML file may hold (the software renderer, the design language): named with file and line."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDERS: Final = (ROOT / "ui" / "qml", ROOT / "demo")
LONGEST: Final = 250

_SIZES: Final = (
    "width|height|implicitWidth|implicitHeight|x|y|radius|spacing|pixelSize|pointSize|margins|leftMargin|rightMargin"
    "|topMargin|bottomMargin|padding|leftPadding|rightPadding|topPadding|bottomPadding|letterSpacing|rowSpacing"
    "|columnSpacing|topLeftRadius|topRightRadius|bottomLeftRadius|bottomRightRadius"
)
FORBIDDEN: Final = {
    r"\blayer\.": "las capas no existen en el pintor por software",
    r"\bShaderEffect|\bMultiEffect|QtQuick\.(?:Effects|Particles)|GraphicalEffects": "no se dibuja",
    r"\bCanvas\b": "dibuje con Rectangle o un SVG",
    r"\b(?:OpacityAnimator|FadeAnimation)\b|property:\s*\"opacity\"|on opacity\b": "deslice, no desvanezca",
    r"\bFlickable\b|\bSwipeView\b|\bScrollView\b|\bListView\b": "nada se arrastra: use otra página",
    r"\bRotationAnimat|\bScaleAnimator|on scale\b|on rotation\b": "solo se desliza",
    r"\bonClicked\b": "use onActivated: respeta las guardas del toque",
    r"\bonPressAndHold\b": "no hay toque largo",
    r"#[0-9A-Fa-f]{6}\b": "los colores vienen de Theme",
    rf"(?<!\w)(?:{_SIZES}):\s*(?:[2-9]|\d\d+)(?:\.\d+)?\s*(?:$|[;}}])": "una medida es Theme.u * n",
}
# The one file that turns clicks into activations, and the gallery's window, whose size is a panel's.
EXCEPTIONS: Final = {("Touchable.qml", "onClicked"), ("Gallery.qml", "width"), ("Gallery.qml", "height")}


def _code(line: str) -> str:
    return re.sub(r"//.*$|^\s*/?\*.*$", "", line)


def findings(file: Path) -> Iterator[str]:
    """What is wrong in one file, one line each."""
    lines = file.read_text(encoding="utf-8").splitlines()
    if len(lines) > LONGEST:
        yield f"{file.name}: {len(lines)} renglones; el máximo es {LONGEST}"
    for number, line in enumerate(lines, 1):
        for pattern, reason in FORBIDDEN.items():
            found = re.search(pattern, _code(line))
            if found and not _excepted(file, found.group()):
                yield f"{file.name}:{number}: «{found.group().strip()}»: {reason}"


def _excepted(file: Path, text: str) -> bool:
    return any(file.name == name and text.lstrip().startswith(start) for name, start in EXCEPTIONS)


def all_findings(folders: tuple[Path, ...] = FOLDERS) -> list[str]:
    """What is wrong in every QML file."""
    files = [file for folder in folders if folder.is_dir() for file in sorted(folder.rglob("*.qml"))]
    return [finding for file in files for finding in findings(file)]


def main() -> int:
    """Check the tree this file stands in."""
    found = all_findings()
    for finding in found:
        print(finding, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
