"""The verdict: signature, policy and chain together, at the time of signing."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.unit.tramites.fea import issuing
from tests.unit.tramites.fea.issuing import NOW, Held
from tramites.fea.signature import assemble, signed_attributes
from tramites.fea.trust import TrustBundle, Trusted, Untrusted
from tramites.fea.verdict import judge

CADENA = b"||1.0|x||"
FIEL = issuing.fiel_extensions()


def bundle() -> TrustBundle:
    return TrustBundle((issuing.authority().certificate, issuing.root().certificate))


def signed(held: Held, when: datetime = NOW) -> bytes:
    attributes = signed_attributes(CADENA, held.certificate, when)
    return assemble(attributes, held.sign(attributes), held.certificate, ())


def test_a_fiel_of_a_known_authority_holds() -> None:
    found = judge(signed(issuing.fiel()), CADENA, bundle())

    assert found.holds
    assert isinstance(found.trust, Trusted)
    assert (found.signer, found.signing_time) == (issuing.fiel().certificate, NOW)


def test_without_a_bundle_the_issuer_is_unknown_not_trusted() -> None:
    found = judge(signed(issuing.fiel()), CADENA, None)

    assert (found.holds, found.trust) == (True, None)


def test_a_changed_content_says_nothing_about_anybody() -> None:
    found = judge(signed(issuing.fiel()), CADENA + b"|", bundle())

    assert (found.holds, found.signer, found.problems) == (False, None, ("signature.content-changed",))


def foreign() -> Held:
    """A FIEL in shape, of an authority nobody here trusts."""
    other = issuing.issued(
        "stranger", None, subject=(("2.5.4.3", "OTRA"),), extensions=[issuing.constraints(authority=True)]
    )
    return issuing.issued("person", other, extensions=FIEL)


def expired() -> Held:
    end = issuing.START + timedelta(days=1)
    return issuing.issued("person", issuing.authority(), extensions=FIEL, end=end)


def self_made() -> Held:
    return issuing.issued("person", None, extensions=FIEL)


@pytest.mark.parametrize(
    ("make", "problems"),
    [
        (issuing.csd, ("certificate.is-csd",)),
        (foreign, ("trust.unknown-issuer",)),
        (expired, ("certificate.expired",)),
        (self_made, ("trust.unknown-issuer",)),
    ],
)
def test_what_is_not_good_enough_is_named(make: Callable[[], Held], problems: tuple[str, ...]) -> None:
    found = judge(signed(make()), CADENA, bundle())

    assert found.problems == problems
    assert isinstance(found.trust, Untrusted) is (problems[-1].startswith("trust."))


def test_the_dates_are_those_of_signing() -> None:
    late = issuing.END + timedelta(days=1)

    assert judge(signed(issuing.fiel(), late), CADENA, bundle()).problems == (
        "certificate.expired",
        "trust.authority-not-current",
    )
