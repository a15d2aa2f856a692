"""The data objects a PIV card gives to anybody who asks (NIST SP 800-73-4, part 1, 3 and appendix A)."""

import hashlib
from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from devices.sim.card.iso7816.tlv import tlv

AID: Final = bytes.fromhex("A000000308000010000100")
RID: Final = AID[:5]
_PIN_POLICY: Final = bytes.fromhex("4000")  # the PIV PIN satisfies the access rules; there is no global PIN
_DISCOVERY: Final = 0x7E
_CAPABILITIES: Final = 0x5FC107
_HOLDER: Final = 0x5FC102


class KeyReference(IntEnum):
    """The keys of a PIV card."""

    AUTHENTICATION = 0x9A
    SIGNATURE = 0x9C
    MANAGEMENT = 0x9D
    CARD_AUTHENTICATION = 0x9E


CERTIFICATES: Final = {
    KeyReference.AUTHENTICATION: 0x5FC105,
    KeyReference.SIGNATURE: 0x5FC10A,
    KeyReference.MANAGEMENT: 0x5FC10B,
    KeyReference.CARD_AUTHENTICATION: 0x5FC101,
}


def application_template(label: str) -> bytes:
    """What SELECT answers: the application's own part of the AID, its authority, a label."""
    return tlv(0x61, tlv(0x4F, AID[5:]), tlv(0x79, tlv(0x4F, RID)), tlv(0x50, label.encode("ascii")))


def data_objects(holder: str, certificates: Mapping[KeyReference, bytes]) -> dict[int, bytes]:
    """Every object of the card by its tag, as GET DATA answers it."""
    objects = {
        _HOLDER: tlv(0x53, _holder_identifier(holder)),
        _CAPABILITIES: tlv(0x53, _capabilities(holder)),
        _DISCOVERY: tlv(_DISCOVERY, tlv(0x4F, AID), tlv(0x5F2F, _PIN_POLICY)),  # the one object without 53
    }
    for reference, certificate in certificates.items():
        container = tlv(0x70, certificate) + tlv(0x71, b"\x00") + tlv(0xFE)
        objects[CERTIFICATES[reference]] = tlv(0x53, container)
    return objects


def _holder_identifier(holder: str) -> bytes:
    """CHUID: the FASC-N of a card without a federal agency, a GUID of its own, an expiry."""
    fascn = bytes.fromhex("D4E739DA739CED39CE739D836858210842108421C84210C3EB")
    return tlv(0x30, fascn) + tlv(0x34, _digest(holder)) + tlv(0x35, b"20401231") + tlv(0x3E) + tlv(0xFE)


def _capabilities(holder: str) -> bytes:
    """CCC: a card identifier, and the fields the standard demands, empty."""
    identifier = RID + b"\x01\x02" + _digest(holder)[:14]
    fields = {0xF0: identifier, 0xF1: b"\x21", 0xF2: b"\x21", 0xF3: b"", 0xF4: b"\x00", 0xF5: b"\x10"}
    empty = (0xF6, 0xF7, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE)
    return b"".join(tlv(tag, content) for tag, content in fields.items()) + b"".join(map(tlv, empty))


def _digest(holder: str) -> bytes:
    return hashlib.sha256(holder.encode()).digest()[:16]
