"""The commands of docs/how-to/verificar-una-firma.md, exactly as they stand there."""

import base64
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.unit.tramites.fea import issuing
from tests.unit.tramites.fea.issuing import NOW
from tramites.fea.cadena_original import Layout
from tramites.fea.signature import assemble, sello_of, signed_attributes
from tramites.wire.keys import Signer
from tramites.wire.receipt_code import ReceiptCode

GUIDE = Path(__file__).resolve().parents[4] / "docs" / "how-to" / "verificar-una-firma.md"
PAYLOAD = b'{"nombre":"\xc3\x91"}'
PLATFORM = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
BLOCKS = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
SEAL, SAME_PAYLOAD, CONTAINER, CERTTOOL, USES, OURS, CODE = BLOCKS


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """The files the guide names."""
    held = issuing.fiel()
    cadena = Layout("1.0", ("folio",)).cadena({"folio": "0000-0000-0000-0000"}, PAYLOAD)
    attributes = signed_attributes(cadena.content, held.certificate, NOW)
    cms = assemble(attributes, held.sign(attributes), held.certificate, [issuing.authority().certificate])
    code = ReceiptCode(
        "0000-0000-0000-0000", "acuse", "2026-11-20T15:30:00Z", hashlib.sha256(PAYLOAD).hexdigest()
    )
    public = base64.b64encode(PLATFORM.key.public_key().public_bytes_raw())
    for name, content in {
        "cadena.txt": cadena.content,
        "sello.txt": sello_of(held.sign(cadena.content)).encode(),
        "certificado.cer": held.certificate.der,
        "firma.p7s": cms,
        "solicitud.json": PAYLOAD,
        "autoridades.pem": issuing.pem(issuing.root().certificate),
        "qr.txt": code.signed_by(PLATFORM).encode(),
        "llave-plataforma.txt": public,
    }.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def run(block: str, folder: Path) -> tuple[bool, str]:
    if "certtool" in block and shutil.which("certtool") is None:
        pytest.skip("certtool is not installed (Debian package gnutls-bin)")
    """Whether a block went well, and all it said."""
    found = subprocess.run(
        ["sh", "-eu", "-c", block], cwd=folder, capture_output=True, check=False, timeout=30
    )
    return found.returncode == 0, (found.stdout + found.stderr).decode()


def spoil(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("block", "answer"),
    [
        (SEAL, "Verified OK"),
        (SAME_PAYLOAD, "||1.0|"),
        (CONTAINER, "CAdES Verification successful"),
        (CERTTOOL, "Signature status: ok"),
        (USES, "Digital Signature, Non Repudiation, Data Encipherment, Key Agreement"),
        (USES, "E-mail Protection, TLS Web Client Authentication"),
        (CODE, "Signature Verified Successfully"),
        (CODE, PLATFORM.key_id),
    ],
)
def test_each_command_gives_the_answer_the_guide_promises(evidence: Path, block: str, answer: str) -> None:
    went_well, said = run(block, evidence)

    assert went_well
    assert answer in said


@pytest.mark.parametrize(
    ("block", "file"),
    [
        (SEAL, "cadena.txt"),
        (SAME_PAYLOAD, "solicitud.json"),
        (CONTAINER, "cadena.txt"),
        (CERTTOOL, "cadena.txt"),
        (CODE, "qr.txt"),
    ],
)
def test_one_changed_byte_is_a_no(evidence: Path, block: str, file: str) -> None:
    spoil(evidence / file)

    assert not run(block, evidence)[0]


def test_the_guide_names_our_own_commands() -> None:
    assert [line.split()[:3] for line in OURS.splitlines()] == [
        ["ventanilla", "certificate", "show"],
        ["ventanilla", "signature", "verify"],
    ]
