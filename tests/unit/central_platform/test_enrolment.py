"""Tokens and enrolled terminals."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from central_platform.enrolment import RefusedTokenError, create_token
from central_platform.problems import MalformedRequestError
from central_platform.store.database import reading
from central_platform.store.schema import tokens
from tests.fakes.platforms import PlatformHere
from tramites.wire.keys import Signer
from tramites.wire.messages import Enrolment, EnrolmentRequest

URL = "https://127.0.0.1:8443"


def _token(platform: PlatformHere, hours: float = 24) -> str:
    return create_token(platform.engine, platform.authority, platform.clock, "kiosco", hours).text


def _key() -> bytes:
    return Ed25519PrivateKey.generate().public_key().public_bytes_raw()


def _enrol(platform: PlatformHere, token: str, key: bytes) -> Enrolment:
    request = EnrolmentRequest(token=token, name="Kiosco de prueba", signing_key=key)
    return platform.services.enrolment.enrol(request, URL)


def test_a_token_names_the_platforms_authority(platform: PlatformHere) -> None:
    version, secret, fingerprint = _token(platform).split("-")

    assert version == "VT1"
    assert len(secret) == 26
    assert fingerprint == platform.authority.ca_fingerprint[:16]


def test_the_secret_itself_is_never_stored(platform: PlatformHere) -> None:
    secret = _token(platform).split("-")[1]

    with reading(platform.engine) as connection:
        row = connection.execute(select(tokens)).one()

    assert row.secret_sha256 == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str(row)


def test_an_enrolment_holds_every_public_key_and_the_address_used(platform: PlatformHere) -> None:
    enrolment = _enrol(platform, _token(platform), _key())

    authority = platform.authority
    assert enrolment.platform_url == URL
    assert enrolment.platform_signing_keys.keys() == {authority.signer.key_id}
    assert enrolment.catalogue_keys.keys() == {authority.catalogue_signer.key_id}
    assert enrolment.platform_sealing_key == authority.sealing_key.public_key().public_bytes_raw()
    assert enrolment.agency_sealing_keys.keys() == {"cfe"}
    assert (enrolment.epoch, enrolment.demo) == (1, False)


def test_a_token_serves_once(platform: PlatformHere) -> None:
    token = _token(platform)
    _enrol(platform, token, _key())

    with pytest.raises(RefusedTokenError):
        _enrol(platform, token, _key())


def test_a_terminal_whose_answer_was_lost_gets_it_again(platform: PlatformHere) -> None:
    token, key = _token(platform), _key()

    assert _enrol(platform, token, key) == _enrol(platform, token, key)


def test_the_same_key_with_a_new_token_keeps_its_terminal(platform: PlatformHere) -> None:
    key = _key()
    first = _enrol(platform, _token(platform), key)

    assert _enrol(platform, _token(platform), key).terminal == first.terminal


def test_a_known_key_cannot_use_another_terminals_spent_token(platform: PlatformHere) -> None:
    spent, key = _token(platform), _key()
    _enrol(platform, spent, _key())
    _enrol(platform, _token(platform), key)

    with pytest.raises(RefusedTokenError):
        _enrol(platform, spent, key)


def test_a_token_ends(platform: PlatformHere) -> None:
    token = _token(platform, hours=1)
    platform.clock.pass_seconds(3600)

    with pytest.raises(RefusedTokenError):
        _enrol(platform, token, _key())


def test_a_token_may_be_typed_in_lower_case_and_with_blanks(platform: PlatformHere) -> None:
    _, secret, fingerprint = _token(platform).split("-")

    assert _enrol(platform, f" VT1-{secret.lower()}-{fingerprint.upper()}\n", _key()).terminal


@pytest.mark.parametrize("token", ["", "VT1", "VT1-A-B", "VT2-A-B", "VT1-A-B-C", "VT1-ÑÑ-ÑÑ"])
def test_what_is_no_token_is_refused_like_a_wrong_one(platform: PlatformHere, token: str) -> None:
    with pytest.raises(RefusedTokenError):
        _enrol(platform, token, _key())


def test_a_token_of_another_platform_is_refused(platform: PlatformHere) -> None:
    version, secret, _ = _token(platform).split("-")

    with pytest.raises(RefusedTokenError):
        _enrol(platform, f"{version}-{secret}-{'0' * 16}", _key())


def test_a_key_of_the_wrong_length_does_not_spend_the_token(platform: PlatformHere) -> None:
    token = _token(platform)

    with pytest.raises(MalformedRequestError):
        _enrol(platform, token, b"short")
    assert _enrol(platform, token, _key()).terminal


def test_terminals_of_two_tokens_are_two(platform: PlatformHere) -> None:
    first = platform.enrol(Signer(Ed25519PrivateKey.generate()))
    second = platform.enrol(Signer(Ed25519PrivateKey.generate()))

    assert first.enrolment.terminal != second.enrolment.terminal
