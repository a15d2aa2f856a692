"""A terminal without a screen: the card service in a process of its own, driven by lines of JSON.

Of its own, because libpcsclite reads once per process where its service is.
"""

import json
import sys
import threading
from typing import Any

import structlog

from devices.cards.conf import default_module
from devices.cards.service import CardReaderService
from devices.cards.signer import Signer
from devices.cards.watcher import CardWatcher
from devices.contract import CardCertificate, CardFailed, CardRead, CardService, CardStatus, Signatures
from devices.registry import open_card_reader

_TELLING = threading.Lock()


def tell(**what: object) -> None:
    with _TELLING:
        sys.stdout.write(json.dumps({"thread": threading.current_thread().name, **what}) + "\n")
        sys.stdout.flush()


def tell_status(status: CardStatus) -> None:
    tell(event="status", presence=status.presence.value, card=status.card, reader=status.reader)


class Terminal:
    def __init__(self, service: CardService) -> None:
        self.service = service
        self.certificates: tuple[CardCertificate, ...] = ()
        self.service.watch(tell_status)

    def follow(self, order: dict[str, Any]) -> None:
        if order["do"] == "read":
            self.service.read(order["card"], self.tell_read)
        if order["do"] == "sign":
            pin = bytearray(order["pin"].encode())
            contents = tuple(content.encode() for content in order["contents"])
            certificate = self.certificates[order["certificate"]]
            self.service.sign(order["card"], certificate, pin, contents, self.tell_signed)
            tell(event="returned", pin_overwritten=not any(pin))
        if order["do"] == "stop":
            self.service.stop()
            tell(event="stopped", threads=[thread.name for thread in threading.enumerate()])

    def tell_read(self, read: CardRead | CardFailed) -> None:
        if isinstance(read, CardFailed):
            tell(event="read", trouble=read.trouble.value, tries_left=read.tries_left)
            return
        self.certificates = read.certificates
        shown = [(one.certificate.hex(), one.key_id.hex()) for one in read.certificates]
        tell(event="read", trouble=None, tries_left=read.tries_left, certificates=shown)

    def tell_signed(self, signed: Signatures | CardFailed) -> None:
        if isinstance(signed, CardFailed):
            tell(event="signed", trouble=signed.trouble.value, tries_left=signed.tries_left)
            return
        tell(event="signed", trouble=None, signatures=[signature.hex() for signature in signed.signatures])


def hasty(seconds: float) -> CardService:
    """A service with another deadline for signatures."""
    module = default_module()
    assert module is not None
    return CardReaderService(CardWatcher(), Signer(module, sign_seconds=seconds))


def main() -> None:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    terminal = Terminal(hasty(float(sys.argv[1])) if len(sys.argv) > 1 else open_card_reader(None))
    for line in sys.stdin:
        terminal.follow(json.loads(line))
    terminal.service.stop()


if __name__ == "__main__":
    main()
