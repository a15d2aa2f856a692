"""The arrow rule of ARCHITECTURE.md: what the contracts in pyproject.toml say holds."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = str(Path(sys.executable).parent / "lint-imports")


def test_every_contract_is_kept() -> None:
    done = subprocess.run([LINT_IMPORTS], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_of_the_distribution_is_under_the_rule() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    shipped = {pattern.rstrip("*") for pattern in tools["setuptools"]["packages"]["find"]["include"]}

    assert set(tools["importlinter"]["root_packages"]) == shipped


def test_an_arrow_that_points_up_is_noticed(tmp_path: Path) -> None:
    for package, content in {"tramites": "import terminal\n", "terminal": ""}.items():
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text(content, encoding="utf-8")
    config = (
        '[tool.importlinter]\nroot_packages = ["tramites", "terminal"]\n[[tool.importlinter.contracts]]\n'
    )
    config += 'name = "layers"\ntype = "layers"\nlayers = ["terminal", "tramites"]\n'
    (tmp_path / "pyproject.toml").write_text(config, encoding="utf-8")

    done = subprocess.run(
        [LINT_IMPORTS, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "tramites is not allowed to import terminal" in done.stdout
