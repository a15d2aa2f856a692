"""Sello and container: tools nobody here wrote accept them, and one changed byte breaks them."""

import functools
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tramites.beside import CERTIFICATES, certificate_files, needs_certificates
from tests.unit.tramites.fea import issuing
from tests.unit.tramites.fea.issuing import NOW, Held
from tramites.fea import der
from tramites.fea.certificate import Certificate
from tramites.fea.signature import (
    MAX_BYTES,
    Broken,
    Intact,
    SignatureError,
    SignatureProblem,
    assemble,
    sello_of,
    signed_attributes,
    verify,
    verify_sello,
)

CADENA = "||1.0|0000-0000-0000-0000|IÑIGO NÚÑEZ||abc||".encode()
KEY_PASSWORD = b"12345678a"  # published with the SAT's test keys


def signed(held: Held, cadena: bytes = CADENA, when: datetime = NOW, *chain: Certificate) -> bytes:
    """Both phases, with the key in between where the card stands."""
    attributes = signed_attributes(cadena, held.certificate, when)
    return assemble(attributes, held.sign(attributes), held.certificate, chain)


def chain() -> tuple[Certificate, Certificate]:
    return issuing.authority().certificate, issuing.root().certificate


@functools.cache
def alone() -> bytes:
    """A container with the signer's certificate only."""
    return signed(issuing.fiel())


@functools.cache
def whole() -> bytes:
    """A container with its chain."""
    return signed(issuing.fiel(), CADENA, NOW, *chain())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files a verifier would have."""
    (tmp_path / "t.p7s").write_bytes(whole())
    (tmp_path / "cadena.txt").write_bytes(CADENA)
    (tmp_path / "roots.pem").write_bytes(issuing.pem(*chain()))
    return tmp_path


def openssl_accepts(folder: Path, *more: str) -> bool:
    when = str(int(NOW.timestamp()))
    command = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "t.p7s"]
    command += ["-content", "cadena.txt", "-attime", when, "-out", "/dev/null", *more]
    return not subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


needs_certtool = pytest.mark.skipif(
    shutil.which("certtool") is None, reason="certtool is not installed (Debian package gnutls-bin)"
)


def certtool_accepts(folder: Path) -> bool:
    command = ["certtool", "--p7-verify", "--inder", "--infile", "t.p7s", "--load-data", "cadena.txt"]
    found = subprocess.run(
        [*command, "--load-ca-certificate", "roots.pem"], cwd=folder, capture_output=True, check=False
    )
    return not found.returncode


@needs_certtool
def test_openssl_and_certtool_accept_what_we_make(folder: Path) -> None:
    assert openssl_accepts(folder, "-CAfile", "roots.pem")
    assert certtool_accepts(folder)


@needs_certtool
@pytest.mark.parametrize("changed", ["t.p7s", "cadena.txt"])
def test_openssl_certtool_and_we_refuse_one_changed_byte(folder: Path, changed: str) -> None:
    content = bytearray((folder / changed).read_bytes())
    content[-5] ^= 1
    (folder / changed).write_bytes(content)

    assert not openssl_accepts(folder, "-CAfile", "roots.pem")
    assert not certtool_accepts(folder)
    assert isinstance(verify((folder / "t.p7s").read_bytes(), (folder / "cadena.txt").read_bytes()), Broken)


def test_openssl_reads_the_signing_time_and_the_certificate_reference(folder: Path) -> None:
    printed = subprocess.run(
        ["openssl", "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "t.p7s"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert "UTCTIME:Nov 20 15:30:00 2026 GMT" in printed
    assert "id-smime-aa-signingCertificateV2" in printed
    assert printed.count("digestAlgorithm:") == 1


def test_we_read_back_who_signed_and_when() -> None:
    found = verify(whole(), CADENA)

    assert isinstance(found, Intact)
    assert (found.signer, found.signing_time) == (issuing.fiel().certificate, NOW)
    assert set(found.others) == set(chain())


def test_we_accept_what_openssl_makes(tmp_path: Path) -> None:
    held = issuing.fiel()
    (tmp_path / "cadena.txt").write_bytes(CADENA)
    (tmp_path / "signer.pem").write_bytes(issuing.pem(held.certificate))
    (tmp_path / "key.pem").write_bytes(
        held.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    sign = "openssl cms -sign -cades -binary -md sha256 -outform DER -in cadena.txt -signer signer.pem"
    subprocess.run(
        [*sign.split(), "-inkey", "key.pem", "-out", "t.p7s"], cwd=tmp_path, capture_output=True, check=True
    )

    found = verify((tmp_path / "t.p7s").read_bytes(), CADENA)

    assert isinstance(found, Intact)
    assert found.signer == held.certificate


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_every_byte_of_the_container_counts(place: int, change: int) -> None:
    changed = bytearray(alone())
    changed[place % len(changed)] ^= change

    assert isinstance(verify(bytes(changed), CADENA), Broken)


@given(st.integers(0, len(CADENA) - 1), st.integers(1, 255))
def test_every_byte_of_the_content_counts(place: int, change: int) -> None:
    changed = bytearray(CADENA)
    changed[place] ^= change

    assert verify(alone(), bytes(changed)) == Broken(SignatureProblem.CONTENT_CHANGED)


@given(st.binary(max_size=300))
def test_any_other_bytes_are_unreadable(data: bytes) -> None:
    assert verify(data, CADENA) == Broken(SignatureProblem.UNREADABLE)


def test_an_endless_file_is_not_even_read() -> None:
    assert verify(b"\x30" * (MAX_BYTES + 1), CADENA) == Broken(SignatureProblem.UNREADABLE)


def test_a_signature_of_another_key_is_never_assembled() -> None:
    held = issuing.fiel()
    attributes = signed_attributes(CADENA, held.certificate, NOW)

    with pytest.raises(SignatureError):
        assemble(attributes, issuing.csd().sign(attributes), held.certificate, ())


def test_a_signature_over_other_attributes_is_never_assembled() -> None:
    held = issuing.fiel()
    later = signed_attributes(CADENA, held.certificate, datetime(2026, 11, 20, 15, 31, tzinfo=UTC))

    with pytest.raises(SignatureError):
        assemble(signed_attributes(CADENA, held.certificate, NOW), held.sign(later), held.certificate, ())


def test_another_certificate_of_the_same_key_cannot_be_put_in() -> None:
    """The attributes name one by its SHA-256: a twin of the same issuer, serial and key is noticed."""
    held = issuing.fiel()
    twin = issuing.issued("person", issuing.authority(), subject=issuing.COMPANY)
    attributes = signed_attributes(CADENA, held.certificate, NOW)
    cms = assemble(attributes, held.sign(attributes), twin.certificate, ())

    assert verify(cms, CADENA) == Broken(SignatureProblem.OTHER_CERTIFICATE)


def test_the_signer_must_be_inside() -> None:
    absent = issuing.issued("person", issuing.authority(), serial=b"30001000000500000001", extensions=[])
    held = issuing.fiel()
    attributes = signed_attributes(CADENA, held.certificate, NOW)
    cms = assemble(attributes, held.sign(attributes), held.certificate, ())
    replaced = der.context(0, absent.certificate.der)

    assert verify(_with_certificates(cms, replaced), CADENA) == Broken(SignatureProblem.NO_CERTIFICATE)
    assert verify(_with_certificates(cms, b""), CADENA) == Broken(SignatureProblem.NO_CERTIFICATE)


def _with_certificates(cms: bytes, certificates: bytes) -> bytes:
    kind, wrapped = der.read_sequence(cms)
    version, digests, content, _, signers = wrapped.children()[0].children()
    signed_data = der.sequence(version.raw, digests.raw, content.raw, certificates, signers.raw)
    return der.sequence(kind.raw, der.context(0, signed_data))


@given(st.integers(2020, 2099).map(lambda year: datetime(year, 2, 3, 4, 5, 6, tzinfo=UTC)))
def test_the_signing_time_comes_back_in_any_year(when: datetime) -> None:
    found = verify(signed(issuing.fiel(), CADENA, when), CADENA)

    assert isinstance(found, Intact)
    assert found.signing_time == when


def test_the_sello_is_344_characters_and_openssl_accepts_it(tmp_path: Path) -> None:
    held = issuing.fiel()
    signature = held.sign(CADENA)
    (tmp_path / "cadena.txt").write_bytes(CADENA)
    (tmp_path / "sello.bin").write_bytes(signature)
    (tmp_path / "cert.pem").write_bytes(issuing.pem(held.certificate))
    command = "openssl x509 -in cert.pem -pubkey -noout -out pub.pem"
    subprocess.run(command.split(), cwd=tmp_path, check=True)
    command = "openssl dgst -sha256 -verify pub.pem -signature sello.bin cadena.txt"
    subprocess.run(command.split(), cwd=tmp_path, capture_output=True, check=True)

    assert len(sello_of(signature)) == 344
    assert verify_sello(CADENA, sello_of(signature), held.certificate)


@given(st.data())
def test_one_changed_character_breaks_the_sello(data: st.DataObject) -> None:
    held = issuing.fiel()
    sello = sello_of(held.sign(CADENA))
    place = data.draw(st.integers(0, len(sello) - 1))
    changed = sello[:place] + data.draw(st.characters()) + sello[place + 1 :]

    assert verify_sello(CADENA, changed, held.certificate) is (changed == sello)


def test_a_sello_of_another_person_or_line_is_refused() -> None:
    sello = sello_of(issuing.fiel().sign(CADENA))

    assert not verify_sello(CADENA + b" ", sello, issuing.fiel().certificate)
    assert not verify_sello(CADENA, sello, issuing.csd().certificate)


def sample_credentials() -> Iterator[tuple[Path, Path]]:
    """Every certificate of the sample whose key lies beside it."""
    for file in certificate_files():
        key = next(
            (each for each in (file.with_suffix(".key"), file.parent / "private_key.key") if each.is_file()),
            None,
        )
        if key is not None:
            yield file, key


@needs_certificates
def test_openssl_accepts_what_all_34_credentials_of_the_sample_sign(tmp_path: Path) -> None:
    refused = []
    for number, (file, key_file) in enumerate(sample_credentials()):
        folder = tmp_path / str(number)
        folder.mkdir()
        certificate = Certificate.read(file.read_bytes())
        _write_signed(folder, certificate, key_file)
        when = str(int(certificate.not_before.timestamp()))
        anchor = ["-partial_chain", "-CAfile", "roots.pem", "-attime", when]
        found = verify((folder / "t.p7s").read_bytes(), CADENA)
        if not openssl_accepts(folder, *anchor) or not isinstance(found, Intact):
            refused.append(file.name)

    assert len(list(tmp_path.iterdir())) == 34
    assert refused == []


def _write_signed(folder: Path, certificate: Certificate, key_file: Path) -> None:
    key = serialization.load_der_private_key(key_file.read_bytes(), KEY_PASSWORD)
    assert isinstance(key, rsa.RSAPrivateKey)
    attributes = signed_attributes(CADENA, certificate, certificate.not_before)
    signature = key.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
    (folder / "t.p7s").write_bytes(assemble(attributes, signature, certificate, ()))
    (folder / "cadena.txt").write_bytes(CADENA)
    (folder / "roots.pem").write_bytes(issuing.pem(certificate))


@needs_certificates
def test_a_header_whose_last_byte_is_80_is_no_trouble() -> None:
    """asn1crypto takes the issuer and serial of this certificate of the SAT for an indefinite length."""
    folder = CERTIFICATES / "FIEL_AAA010101AAA"
    certificate = Certificate.read((folder / "certificate.cer").read_bytes())
    key = serialization.load_der_private_key((folder / "private_key.key").read_bytes(), KEY_PASSWORD)
    assert isinstance(key, rsa.RSAPrivateKey)
    found = signed(Held(certificate, key))

    assert b"\x30\x82\x01\x80" in found
    assert isinstance(verify(found, CADENA), Intact)
