"""`ventanilla acuse verify`: offline, and only the platform can sign an acuse."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.unit.kiosk.commands.running import run, settings_file
from tests.unit.terminal.fakes import EnrolledTerminal, enrolled
from tramites.wire.keys import Signer
from tramites.wire.receipt_code import ReceiptCode


@pytest.fixture
def terminal(tmp_path: Path) -> EnrolledTerminal:
    return enrolled(tmp_path / "state")


@pytest.fixture
def config(tmp_path: Path, terminal: EnrolledTerminal) -> Path:
    return settings_file(tmp_path, terminal.state_dir)


def _code(kind: str, signer: Signer) -> str:
    return ReceiptCode("0000-0000-0000-0000", kind, "2026-11-20T17:00:00Z", "ab" * 32).signed_by(signer)


def test_the_platforms_acuse_is_good(config: Path, terminal: EnrolledTerminal) -> None:
    found = run("acuse", "verify", _code("acuse", terminal.platform_signer), "--config", config, "--json")

    assert found.code == 0
    assert found.json == {
        "valid": True,
        "reason": None,
        "kind": "acuse",
        "folio": "0000-0000-0000-0000",
        "time": "2026-11-20T17:00:00Z",
        "payload_sha256": "ab" * 32,
        "signed_by": "platform",
    }


def test_this_terminals_comprobante_is_good(config: Path, terminal: EnrolledTerminal) -> None:
    found = run("acuse", "verify", _code("comprobante", terminal.identity.signer), "--config", config)

    assert found.code == 0
    assert "comprobante del folio 0000-0000-0000-0000" in found.out


def test_a_terminal_cannot_sign_an_acuse(config: Path, terminal: EnrolledTerminal) -> None:
    found = run("acuse", "verify", _code("acuse", terminal.identity.signer), "--config", config, "--json")

    assert found.code == 1
    assert found.json == {"valid": False, "reason": "receipt.code-invalid"}


def test_a_changed_or_foreign_code_is_a_no(config: Path, terminal: EnrolledTerminal) -> None:
    good = _code("acuse", terminal.platform_signer)
    stranger = Signer(Ed25519PrivateKey.generate())

    for code in (good.replace("2026-11-20", "2026-11-19"), _code("acuse", stranger), "hola"):
        assert run("acuse", "verify", code, "--config", config).code == 1
