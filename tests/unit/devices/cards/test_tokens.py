"""The signing process on a software token: the right key, two signatures under one PIN, no trace.

SoftHSM never locks a PIN and cannot be pulled out: what cards do is tested with the simulated card.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from devices.cards.messages import Answer, Request
from devices.cards.worker_process import WORKER, WorkerProcess
from devices.contract import CardCertificate, CardFailed, CardRead, CardTrouble, Signatures
from tests.unit.devices.cards import workers

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = b"24681357"
CONTENTS = (b"cadena original", b"signed attributes", "ñ".encode())
PLAIN, ALWAYS = "0102030405060708090a0b0c", "9c"

pytestmark = pytest.mark.skipif(not MODULE.is_file(), reason="softhsm2 is not installed")


@dataclass(frozen=True)
class Token:
    """A software token with two credentials: an ordinary key and one that wants the PIN each time."""

    slot: str

    def run(self, certificate: CardCertificate | None = None, pin: bytes = b"", reader: str = "") -> Answer:
        request = Request(str(MODULE), reader or self.slot, certificate, CONTENTS if certificate else ())
        return WorkerProcess(WORKER, 60.0, workers.card_in).run(request, bytearray(pin))

    def certificates(self) -> dict[str, CardCertificate]:
        read = self.run().outcome
        assert isinstance(read, CardRead)
        assert read.tries_left is None
        return {one.key_id.hex(): one for one in read.certificates}


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Token]:
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(conf))
        new = ["softhsm2-util", "--init-token", "--free", "--label", "fea", "--so-pin", "0" * 8]
        quietly(*new, "--pin", PIN.decode())
        for key_id, *options in ([PLAIN], [ALWAYS, "--always-auth"]):
            provision(folder, key_id, *options)
        yield Token(slot_name())


def provision(folder: Path, key_id: str, *options: str) -> None:
    key, certificate, der = (str(folder / f"{key_id}.{kind}") for kind in ("key", "cer", "der"))
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={key_id}"]
    quietly(*new, "-outform", "DER", "-keyout", key, "-out", certificate)
    quietly("openssl", "pkey", "-in", key, "-outform", "DER", "-out", der)
    tool = ["pkcs11-tool", "--module", str(MODULE), "--token-label", "fea", "--login", "--pin", PIN.decode()]
    quietly(*tool, "--id", key_id, "--type", "cert", "--write-object", certificate)
    quietly(*tool, "--id", key_id, "--type", "privkey", "--write-object", der, *options)


def slot_name() -> str:
    listing = quietly("pkcs11-tool", "--module", str(MODULE), "-L")
    return next(line for line in listing.splitlines() if "SoftHSM slot ID" in line).split(": ", 1)[1].strip()


def quietly(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ)).stdout


def verify(certificate: CardCertificate, outcome: object) -> None:
    assert isinstance(outcome, Signatures)
    key = x509.load_der_x509_certificate(certificate.certificate).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    assert len(outcome.signatures) == len(CONTENTS)
    for signature, content in zip(outcome.signatures, CONTENTS, strict=True):
        key.verify(signature, content, padding.PKCS1v15(), SHA256())


def test_every_certificate_is_read_once_with_its_whole_key_identifier(token: Token) -> None:
    assert set(token.certificates()) == {PLAIN, ALWAYS}


@pytest.mark.parametrize("key_id", [PLAIN, ALWAYS])
def test_all_contents_are_signed_under_one_pin_entry(token: Token, key_id: str) -> None:
    certificate = token.certificates()[key_id]

    verify(certificate, token.run(certificate, PIN).outcome)


def test_a_wrong_pin_is_a_wrong_pin(token: Token) -> None:
    certificate = token.certificates()[PLAIN]

    assert token.run(certificate, b"11111111").outcome == CardFailed(CardTrouble.WRONG_PIN)


@pytest.mark.parametrize("pin", [b"1", b"9" * 400, "ñ".encode(), b"\xff\xfe"])
def test_a_pin_no_card_has_is_a_wrong_pin(token: Token, pin: bytes) -> None:
    certificate = token.certificates()[PLAIN]

    assert token.run(certificate, pin).outcome == CardFailed(CardTrouble.WRONG_PIN)


def test_another_certificate_than_the_one_read_stops_before_the_pin(token: Token) -> None:
    certificate = token.certificates()[PLAIN]
    other = replace(certificate, certificate=hashlib.sha256(certificate.certificate).digest())

    assert token.run(other, PIN).outcome == CardFailed(CardTrouble.NOT_THE_SAME_CARD)


def test_the_same_certificate_under_another_key_is_not_the_same_card(token: Token) -> None:
    mixed = replace(token.certificates()[PLAIN], key_id=bytes.fromhex(ALWAYS))

    assert token.run(mixed, PIN).outcome == CardFailed(CardTrouble.NOT_THE_SAME_CARD)


def test_a_module_that_names_its_slots_as_it_likes_is_used_when_it_has_one_card(token: Token) -> None:
    certificate = token.certificates()[PLAIN]

    verify(certificate, token.run(certificate, PIN, reader="Some Reader 00 00").outcome)


def test_a_module_that_cannot_be_loaded_is_no_service(token: Token) -> None:
    request = Request("/nowhere/module.so", token.slot)

    answer = WorkerProcess(WORKER, 60.0, workers.card_in).run(request, bytearray())

    assert answer.outcome == CardFailed(CardTrouble.NO_SERVICE)
