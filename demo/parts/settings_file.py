"""The settings of a demo terminal as a TOML file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

Table: TypeAlias = Mapping[str, str | int | float | bool]


def write_settings(path: Path, sections: Mapping[str, Table]) -> None:
    """Write sections of plain values; a JSON string, number or truth value is also a TOML one."""
    blocks = (
        "\n".join([f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in table.items())])
        for name, table in sections.items()
    )
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
