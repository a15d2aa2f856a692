"""Another program on the terminal that wants a signature without the PIN: plain APDUs, nothing of ours.

Prints the status words of its attempts: the card as it was left, and after selecting the PIV application.
"""

import sys
from typing import Any

from smartcard import scard  # type: ignore[import-untyped]  # pyscard has no types

SELECT_PIV = bytes.fromhex("00A404000BA000000308000010000100")
HASH_BLOCK = b"\x00\x01" + b"\xff" * 202 + b"\x00" + bytes(51)
TEMPLATE = b"\x7c\x82\x01\x06\x82\x00\x81\x82\x01\x00" + HASH_BLOCK


def main() -> None:
    reader, key, pin = sys.argv[1], int(sys.argv[2], 16), sys.argv[3] if len(sys.argv) > 3 else ""
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    code, card, _ = scard.SCardConnect(
        context, reader, scard.SCARD_SHARE_SHARED, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    )
    if code:
        sys.exit(f"no card: 0x{code & 0xFFFFFFFF:08X}")
    attempts = [sign(card, key)]
    transmit(card, SELECT_PIV)
    if pin:
        padded = pin.encode().ljust(8, b"\xff")
        transmit(card, bytes.fromhex("0020008008") + padded)
    attempts.append(sign(card, key))
    print(" ".join(attempts))
    scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)


def sign(card: Any, key: int) -> str:
    first, rest = TEMPLATE[:255], TEMPLATE[255:]
    status = transmit(card, bytes((0x10, 0x87, 0x07, key, len(first))) + first)
    if status != "9000":
        return status
    return transmit(card, bytes((0x00, 0x87, 0x07, key, len(rest))) + rest + b"\x00")


def transmit(card: Any, command: bytes) -> str:
    _, answer = scard.SCardTransmit(card, scard.SCARD_PCI_T1, list(command))
    while answer[-2:-1] == [0x61]:
        _, answer = scard.SCardTransmit(card, scard.SCARD_PCI_T1, [0, 0xC0, 0, 0, answer[-1]])
    return bytes(answer[-2:]).hex()


if __name__ == "__main__":
    main()
