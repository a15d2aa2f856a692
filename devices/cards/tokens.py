"""The card through its PKCS#11 module: which token is it, what certificates, two signatures under one PIN.

Runs only inside the signing process: a module that lost its card leaks, raises from anywhere and must end.
Never assumes anything of one kind of card: key identifiers have any length, and flags may say nothing.
"""

import contextlib
from collections.abc import Iterable, Iterator
from typing import Final

import pkcs11
from pkcs11 import Attribute, Mechanism, ObjectClass, TokenFlag, _pkcs11
from pkcs11.exceptions import (
    AttributeTypeInvalid,
    MultipleObjectsReturned,
    NoSuchKey,
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    PKCS11Error,
    TokenNotPresent,
    TokenNotRecognised,
)
from pkcs11.types import SignMixin

from devices.cards.messages import Request
from devices.cards.outcomes import about_the_pin
from devices.contract import CardCertificate, CardFailed, CardRead, CardTrouble, Signatures

_LONGEST_NAME: Final = 64  # PKCS#11 cuts a reader's name there


def read(library: _pkcs11.lib, reader: str) -> CardRead | CardFailed:
    """The certificates of the card in a reader, each once. Raises PKCS11Error."""
    tokens = _tokens_in(library, reader)
    if not tokens:
        return CardFailed(CardTrouble.NOT_A_SIGNATURE_CARD)
    found: dict[tuple[bytes, bytes], CardCertificate] = {}
    for token in tokens:
        with _session(token) as session:
            always = _always_authenticating(session)
            for certificate, key_id in _certificates(session):
                one = CardCertificate(certificate, key_id, key_id in always)
                found.setdefault((certificate, key_id), one)
    if not found:
        return CardFailed(CardTrouble.NOT_A_SIGNATURE_CARD)
    return CardRead(tuple(found.values()), None)


def sign(library: _pkcs11.lib, request: Request, pin: bytearray) -> Signatures | CardFailed:
    """Sign all contents with the key of the certificate. Raises PKCS11Error.

    The PIN is given to the card only when it still holds that very certificate, and once more for each
    signature where the key wants it: after a refusal it is never given again.
    """
    certificate = request.certificate
    tokens = _tokens_in(library, request.reader)
    if not tokens or certificate is None:
        return CardFailed(CardTrouble.NOT_A_SIGNATURE_CARD)
    token = _holder(tokens, certificate)
    if token is None:
        return CardFailed(CardTrouble.NOT_THE_SAME_CARD)
    if token.flags & TokenFlag.USER_PIN_LOCKED:
        return CardFailed(CardTrouble.PIN_LOCKED, 0)
    typed = str(pin, "utf-8", errors="replace")  # python-pkcs11 takes text; this process ends in a moment
    try:
        with _session(token, typed) as session:
            return _signatures(session, certificate, request.contents, typed)
    except (PinIncorrect, PinInvalid, PinLenRange):
        return _refused(token)
    except PinLocked:
        return CardFailed(CardTrouble.PIN_LOCKED, 0)


def _tokens_in(library: _pkcs11.lib, reader: str) -> list[pkcs11.Token]:
    """The tokens of the card in that reader: a card with several PINs is several tokens."""
    tokens: list[tuple[str, pkcs11.Token]] = []
    for slot in library.get_slots(token_present=True):
        with contextlib.suppress(TokenNotRecognised, TokenNotPresent):  # another card, or gone since
            token = slot.get_token()
            if token.flags & TokenFlag.TOKEN_INITIALIZED:
                tokens.append((slot.slot_description, token))
    named = [token for name, token in tokens if name == reader[:_LONGEST_NAME].rstrip()]
    if not named and len(tokens) == 1:
        return [tokens[0][1]]  # a vendor's module that calls its slots as it likes
    return named


@contextlib.contextmanager
def _session(token: pkcs11.Token, pin: str | None = None) -> Iterator[pkcs11.Session]:
    """A session, logged in with a PIN. Closing it fails where the card is gone: that is no news."""
    session = token.open(user_pin=pin)
    try:
        yield session
    finally:
        with contextlib.suppress(PKCS11Error):
            session.close()


def _certificates(session: pkcs11.Session) -> Iterator[tuple[bytes, bytes]]:
    for found in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        with contextlib.suppress(AttributeTypeInvalid):
            certificate, key_id = bytes(found[Attribute.VALUE]), bytes(found[Attribute.ID])
            if certificate and key_id:
                yield certificate, key_id


def _always_authenticating(session: pkcs11.Session) -> frozenset[bytes]:
    """Keys that want the PIN for each signature, as far as a card shows its keys without PIN."""
    return frozenset(
        bytes(key[Attribute.ID])
        for key in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})
        if _wants_pin_each_time(key, otherwise=False)
    )


def _wants_pin_each_time(key: pkcs11.Object, *, otherwise: bool) -> bool:
    try:
        return bool(key[Attribute.ALWAYS_AUTHENTICATE])
    except AttributeTypeInvalid:
        return otherwise


def _holder(tokens: Iterable[pkcs11.Token], certificate: CardCertificate) -> pkcs11.Token | None:
    """The token with that certificate, byte for byte, under that key."""
    for token in tokens:
        with _session(token) as session:
            if (certificate.certificate, certificate.key_id) in _certificates(session):
                return token
    return None


def _signatures(
    session: pkcs11.Session, certificate: CardCertificate, contents: tuple[bytes, ...], pin: str
) -> Signatures | CardFailed:
    try:
        key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, id=certificate.key_id)
    except (NoSuchKey, MultipleObjectsReturned):
        return CardFailed(CardTrouble.NOT_A_SIGNATURE_CARD)
    if not isinstance(key, SignMixin):
        return CardFailed(CardTrouble.NOT_A_SIGNATURE_CARD)
    each_time = _wants_pin_each_time(key, otherwise=certificate.always_authenticate)
    once_more = pin if each_time else None
    return Signatures(
        tuple(key.sign(content, mechanism=Mechanism.SHA256_RSA_PKCS, pin=once_more) for content in contents)
    )


def _refused(token: pkcs11.Token) -> CardFailed:
    """What the card says after a wrong PIN, if it says anything."""
    try:
        flags = token.slot.get_token().flags
    except PKCS11Error:
        return CardFailed(CardTrouble.WRONG_PIN)
    return about_the_pin(
        locked=bool(flags & TokenFlag.USER_PIN_LOCKED), final_try=bool(flags & TokenFlag.USER_PIN_FINAL_TRY)
    )
