"""Chains: by raw name, then by signature, at a time, through several generations; openssl agrees."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.tramites.beside import CERTIFICATES, needs_certificates
from tests.unit.tramites.fea import issuing
from tests.unit.tramites.fea.issuing import END, NOW, START, Held
from tramites.fea.certificate import Certificate
from tramites.fea.trust import ChainProblem, InvalidTrustError, TrustBundle, Trusted, Untrusted

FIEL = issuing.fiel_extensions()


def bundle(*held: Held) -> TrustBundle:
    return TrustBundle(tuple(each.certificate for each in held))


def two_generations() -> TrustBundle:
    return bundle(issuing.root("2"), issuing.authority("2"), issuing.root(), issuing.authority())


def openssl_agrees(tmp_path: Path, certificate: Certificate, *authorities: Certificate) -> bool:
    """`openssl verify` at NOW: the root trusted, the rest offered."""
    for name, content in (
        ("leaf.pem", issuing.pem(certificate)),
        ("roots.pem", issuing.pem(*(each for each in authorities if each.is_self_issued))),
        ("others.pem", issuing.pem(*(each for each in authorities if not each.is_self_issued))),
    ):
        (tmp_path / name).write_bytes(content)
    verify = ["openssl", "verify", "-attime", str(int(NOW.timestamp())), "-CAfile", "roots.pem"]
    offered = ["-untrusted", "others.pem"] if (tmp_path / "others.pem").stat().st_size else []
    return not subprocess.run(
        [*verify, *offered, "leaf.pem"], cwd=tmp_path, capture_output=True, check=False
    ).returncode


@pytest.mark.parametrize("generation", ["1", "2"])
def test_a_fiel_of_each_generation_is_trusted_and_openssl_agrees(tmp_path: Path, generation: str) -> None:
    certificate = issuing.fiel(generation).certificate

    assert two_generations().chain(certificate, NOW) == Trusted(
        (certificate, issuing.authority(generation).certificate, issuing.root(generation).certificate)
    )
    own = (issuing.root(generation).certificate, issuing.authority(generation).certificate)
    assert openssl_agrees(tmp_path, certificate, *own)  # it takes the first of several with one name


def test_without_any_authority_everybody_is_unknown() -> None:
    assert bundle().chain(issuing.fiel().certificate, NOW) == Untrusted(ChainProblem.UNKNOWN_ISSUER)


def test_an_authority_without_its_root_is_not_enough() -> None:
    found = bundle(issuing.authority()).chain(issuing.fiel().certificate, NOW)

    assert found == Untrusted(ChainProblem.UNKNOWN_ISSUER)


def test_a_foreign_authority_that_takes_the_name_is_noticed(tmp_path: Path) -> None:
    impostor = issuing.issued(
        "impostor",
        None,
        subject=(("2.5.4.3", "AUTORIDAD CERTIFICADORA DE PRUEBA"), ("2.5.4.10", "ADMINISTRACIÓN")),
        extensions=[issuing.constraints(authority=True)],
    )
    forged = issuing.issued("person", impostor, extensions=FIEL).certificate

    assert two_generations().chain(forged, NOW) == Untrusted(ChainProblem.BAD_SIGNATURE)
    assert not openssl_agrees(tmp_path, forged, *two_generations().authorities)


def test_a_self_made_certificate_is_not_its_own_authority() -> None:
    forged = issuing.issued("person", None, extensions=FIEL).certificate

    assert two_generations().chain(forged, NOW) == Untrusted(ChainProblem.UNKNOWN_ISSUER)


@pytest.mark.parametrize("moment", [START - timedelta(seconds=1), END + timedelta(seconds=1)])
def test_authorities_must_be_current_at_that_time(moment: datetime) -> None:
    found = two_generations().chain(issuing.fiel().certificate, moment)

    assert found == Untrusted(ChainProblem.AUTHORITY_NOT_CURRENT)


def test_an_ended_root_ends_the_chain(tmp_path: Path) -> None:
    old = issuing.issued(
        "old root",
        None,
        subject=(("2.5.4.3", "RAÍZ VIEJA"),),
        extensions=[issuing.constraints(authority=True)],
        end=START + timedelta(days=1),
    )
    middle = issuing.issued(
        "middle", old, subject=(("2.5.4.3", "MEDIA"),), extensions=[issuing.constraints(authority=True)]
    )
    certificate = issuing.issued("person", middle, extensions=FIEL).certificate

    assert bundle(old, middle).chain(certificate, NOW) == Untrusted(ChainProblem.AUTHORITY_NOT_CURRENT)
    assert isinstance(bundle(old, middle).chain(certificate, START), Trusted)
    assert not openssl_agrees(tmp_path, certificate, old.certificate, middle.certificate)


def test_the_path_length_is_kept(tmp_path: Path) -> None:
    """The authority may issue to persons only: an authority below it leads nowhere."""
    below = issuing.issued(
        "below",
        issuing.authority(),
        subject=(("2.5.4.3", "SUBORDINADA"),),
        extensions=[issuing.constraints(authority=True)],
    )
    certificate = issuing.issued("person", below, extensions=FIEL).certificate
    authorities = bundle(issuing.root(), issuing.authority(), below)

    assert authorities.chain(certificate, NOW) == Untrusted(ChainProblem.PATH_TOO_LONG)
    assert not openssl_agrees(tmp_path, certificate, *authorities.authorities)


def test_more_than_two_steps_lead_nowhere_even_where_allowed() -> None:
    steps = [issuing.root()]
    for number in range(2):
        steps.append(
            issuing.issued(
                "person",
                steps[-1],
                subject=(("2.5.4.3", f"PASO {number}"),),
                extensions=[issuing.constraints(authority=True)],
            )
        )
    certificate = issuing.issued("person", steps[-1], extensions=FIEL).certificate

    assert bundle(*steps).chain(certificate, NOW) == Untrusted(ChainProblem.PATH_TOO_LONG)


def test_a_weak_signature_anywhere_below_the_root_breaks_the_chain() -> None:
    weak = issuing.issued(
        "weak",
        issuing.root(),
        subject=(("2.5.4.3", "DÉBIL"),),
        extensions=[issuing.constraints(authority=True)],
        digest="sha1",
    )
    certificate = issuing.issued("person", weak, extensions=FIEL).certificate

    assert bundle(issuing.root(), weak).chain(certificate, NOW) == Untrusted(ChainProblem.WEAK_SIGNATURE)


def test_a_person_cannot_be_an_authority() -> None:
    with pytest.raises(InvalidTrustError, match="30001000000500009999"):
        bundle(issuing.root(), issuing.fiel())


def test_a_key_usage_without_certificate_signing_is_no_authority() -> None:
    extensions = [issuing.constraints(authority=True), issuing.usage(issuing.CSD_BITS)]

    with pytest.raises(InvalidTrustError):
        bundle(issuing.issued("odd", None, extensions=extensions))


def test_a_bundle_is_read_from_files_and_each_authority_counts_once() -> None:
    both = issuing.pem(issuing.root().certificate, issuing.authority().certificate)

    assert TrustBundle.read([both, issuing.root().certificate.der]) == bundle(
        issuing.root(), issuing.authority()
    )


def test_authorities_that_end_soon_are_named() -> None:
    assert bundle(issuing.root()).ending_before(END) == ()
    assert bundle(issuing.root()).ending_before(END + timedelta(days=1)) == (issuing.root().certificate,)


def sample(*names: str) -> TrustBundle:
    return TrustBundle.read((CERTIFICATES / "CertsProd" / f"{name}.cer").read_bytes() for name in names)


@needs_certificates
def test_the_authorities_of_the_sat_lead_to_banco_de_mexico() -> None:
    everything = sample("AC4_SAT", "AC5_SAT", "ARC2_IES", "ARC5_IES")
    fourth, fifth = everything.authorities[:2]

    assert isinstance(everything.chain(fourth, datetime(2020, 1, 1, tzinfo=UTC)), Trusted)
    assert isinstance(everything.chain(fifth, NOW), Trusted)
    assert everything.chain(fourth, NOW) == Untrusted(ChainProblem.AUTHORITY_NOT_CURRENT)


@needs_certificates
def test_certificates_of_another_authority_are_foreign_to_the_sat() -> None:
    foreign = Certificate.read((CERTIFICATES / "fake-fiel" / "EKU9003173C9.cer").read_bytes())

    assert sample("AC5_SAT", "ARC5_IES").chain(foreign, NOW) == Untrusted(ChainProblem.UNKNOWN_ISSUER)


@needs_certificates
def test_the_first_root_of_banco_de_mexico_is_no_authority_today() -> None:
    with pytest.raises(InvalidTrustError):
        sample("ARC0_IES")
