"""Certificates: names as openssl reads them, and the FIEL policy on the SAT's samples and on made ones."""

import subprocess
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tramites.beside import CERTIFICATES, certificate_files, needs_certificates
from tests.unit.tramites.fea import issuing
from tests.unit.tramites.fea.issuing import NOW
from tramites.fea.certificate import (
    MAX_BYTES,
    Certificate,
    CertificateKind,
    CertificateProblem,
    Representative,
    UnreadableCertificateError,
)

IN_2022 = datetime(2022, 1, 1, tzinfo=UTC)
FIEL = issuing.fiel_extensions()


def made(
    extensions: Sequence[bytes] = tuple(FIEL), subject: Sequence[tuple[str, str]] = issuing.PERSON
) -> Certificate:
    return issuing.issued("person", issuing.authority(), extensions=extensions, subject=subject).certificate


def test_a_fiel_says_who_holds_it_with_letters_only_latin_1_has() -> None:
    found = issuing.fiel().certificate

    assert (found.name, found.rfc, found.curp) == (
        "IÑIGO NÚÑEZ & HIJOS",
        "NUÑI800101AB1",
        "NUXI800101HDFXXX08",
    )
    assert (found.kind, found.serial, found.representative) == (
        CertificateKind.FIEL,
        "30001000000500009999",
        None,
    )
    assert found.issuer == "AUTORIDAD CERTIFICADORA DE PRUEBA"
    assert found.problems(NOW) == ()


def test_a_company_has_a_representative_and_no_curp() -> None:
    found = made(subject=issuing.COMPANY)

    assert (found.rfc, found.curp) == ("EPR900101AB1", None)
    assert found.representative == Representative("NUÑI800101AB1", "NUXI800101HDFXXX08")


def test_pem_is_read_as_well_and_several_at_once() -> None:
    first, second = issuing.fiel().certificate, issuing.csd().certificate

    assert Certificate.read(b"Bag Attributes\n" + issuing.pem(first)) == first
    assert Certificate.read_all(issuing.pem(first, second)) == (first, second)


@pytest.mark.parametrize(
    "extensions",
    [
        [issuing.usage(issuing.FIEL_BITS)],
        [issuing.purposes(*issuing.FIEL_PURPOSES)],
        [issuing.usage(issuing.CSD_BITS), issuing.purposes(*issuing.FIEL_PURPOSES)],
        [issuing.usage(issuing.FIEL_BITS), issuing.purposes(issuing.FIEL_PURPOSES[0])],
        [issuing.usage(bytes([0b11011100])), issuing.purposes(*issuing.FIEL_PURPOSES)],
        [issuing.usage(issuing.CSD_BITS)],
        [],
    ],
)
def test_each_of_the_three_marks_of_a_fiel_is_needed(extensions: list[bytes]) -> None:
    found = made(extensions)

    assert found.kind is CertificateKind.OTHER
    assert found.problems(NOW) == (CertificateProblem.NOT_FIEL,)


def test_a_unit_makes_it_no_fiel() -> None:
    assert made(subject=(*issuing.PERSON, issuing.UNIT)).problems(NOW) == (CertificateProblem.NOT_FIEL,)


def test_the_seal_for_invoices_and_an_authority_are_named() -> None:
    assert issuing.csd().certificate.problems(NOW) == (CertificateProblem.IS_CSD,)
    assert CertificateProblem.IS_CA in issuing.authority().certificate.problems(NOW)


def test_dates_are_judged_at_the_moment_handed_in() -> None:
    found = issuing.fiel().certificate
    second = timedelta(seconds=1)

    assert found.problems(issuing.START) == found.problems(issuing.END) == ()
    assert found.problems(issuing.START - second) == (CertificateProblem.NOT_YET_VALID,)
    assert found.problems(issuing.END + second) == (CertificateProblem.EXPIRED,)


def test_a_short_key_and_a_weak_signature_are_refused() -> None:
    short = issuing.issued("short", issuing.authority(), extensions=FIEL, bits=1024)
    weak = issuing.issued("person", issuing.authority(), extensions=FIEL, digest="sha1")

    assert short.certificate.problems(NOW) == (CertificateProblem.WEAK_KEY,)
    assert weak.certificate.problems(NOW) == (CertificateProblem.WEAK_SIGNATURE,)


def test_without_an_rfc_nobody_is_identified() -> None:
    assert made(subject=issuing.PERSON[:1]).problems(NOW) == (CertificateProblem.NO_RFC,)


def test_an_extension_that_stands_twice_is_refused() -> None:
    with pytest.raises(UnreadableCertificateError):
        made([*FIEL, issuing.usage(issuing.CSD_BITS)])


@given(st.binary(max_size=400))
def test_any_other_bytes_are_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableCertificateError):
        Certificate.read(data)


@given(st.data())
def test_one_changed_byte_is_read_or_unreadable_and_never_the_same(data: st.DataObject) -> None:
    original = issuing.fiel().certificate
    place = data.draw(st.integers(0, len(original.der) - 1))
    changed = bytearray(original.der)
    changed[place] ^= data.draw(st.integers(1, 255))

    try:
        found = Certificate.read(bytes(changed))
    except UnreadableCertificateError:
        return
    assert found != original


@pytest.mark.parametrize(
    "data", [b"-----BEGIN CERTIFICATE-----\n???\n-----END CERTIFICATE-----", b"0" * (MAX_BYTES + 1), b""]
)
def test_a_damaged_file_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableCertificateError):
        Certificate.read(data)


def test_nothing_personal_is_shown_in_traces() -> None:
    shown = repr(issuing.fiel().certificate)

    assert "30001000000500009999" in shown
    assert not {"NU", "IGO", "PRUEBA"} & {part for part in ("NU", "IGO", "PRUEBA") if part in shown}


def short(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


@needs_certificates
@pytest.mark.parametrize("file", certificate_files(), ids=short)
def test_names_of_the_sample_are_those_openssl_reads(file: Path) -> None:
    said = subprocess.run(
        [
            "openssl",
            "x509",
            "-inform",
            "DER",
            "-in",
            file,
            "-noout",
            "-subject",
            "-nameopt",
            "utf8,sep_multiline,oid",
        ],
        capture_output=True,
        check=True,
    ).stdout.decode()
    attributes = tuple(tuple(line.strip().split("=", 1)) for line in said.splitlines()[1:])

    assert [(kind, text.strip()) for kind, text in Certificate.read(file.read_bytes()).subject] == [
        (kind, text.strip()) for kind, text in attributes
    ]


@needs_certificates
def test_the_46_of_the_sample_are_of_the_right_kind() -> None:
    kinds = Counter(Certificate.read(file.read_bytes()).kind.value for file in certificate_files())

    assert kinds == {"fiel": 17, "csd": 16, "ca": 10, "other": 3}


@needs_certificates
def test_17_of_17_fiel_of_the_sample_are_accepted_and_nothing_else() -> None:
    found = [Certificate.read(file.read_bytes()) for file in certificate_files()]
    accepted = [each for each in found if not each.problems(each.not_before)]

    assert len(found) == 46
    assert len(accepted) == 17
    assert {each.kind for each in accepted} == {CertificateKind.FIEL}


@needs_certificates
def test_a_certificate_with_the_key_usage_of_a_csd_and_no_unit_is_no_fiel() -> None:
    found = Certificate.read((CERTIFICATES / "satcfdi" / "emisor2021.cer").read_bytes())

    assert found.problems(found.not_before) == (CertificateProblem.NOT_FIEL,)


@needs_certificates
def test_a_person_of_the_sample_whose_rfc_holds_an_enye() -> None:
    (file,) = (each for each in certificate_files() if each.name.startswith("cañf"))
    found = Certificate.read(file.read_bytes())

    assert (found.rfc, found.curp) == ("CAÑF770131PA3", "CANF770131HBCSBR08")
    assert (found.name, found.serial) == ("FERNANDO CASTILLO ÑABARRO", "30001000000400002432")
    assert found.problems(IN_2022) == ()


@needs_certificates
def test_a_company_of_the_sample() -> None:
    found = Certificate.read((CERTIFICATES / "fake-fiel" / "EKU9003173C9.cer").read_bytes())

    assert (found.rfc, found.curp, found.kind) == ("EKU9003173C9", None, CertificateKind.FIEL)
    assert found.representative == Representative("VADA800927DJ3", "VADA800927HSRSRL05")


def test_the_bytes_are_kept_as_they_came() -> None:
    found = issuing.fiel().certificate

    assert found.loaded.public_bytes(serialization.Encoding.DER) == found.der
    assert found.subject_der in found.der
    assert found.serial_der in found.der
