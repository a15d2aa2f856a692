"""Things a citizen puts into a reader: a PIV card, some other card, a card the wrong way round."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import xor
from typing import Final, Protocol

from devices.sim.card.iso7816.apdu import Answer, Command, Status
from devices.sim.card.iso7816.dialogue import Dialogue
from devices.sim.card.piv.application import PivApplication
from devices.sim.card.piv.objects import KeyReference
from devices.sim.card.piv.rsa_key import RsaKey
from devices.sim.card.piv.secret import Secret
from devices.sim.pki.folder import Credential, Pki

DEFAULT_PIN: Final = "123456"
_DEFAULT_PUK: Final = "12345678"
_LONGEST_ATR: Final = 33  # ISO/IEC 7816-3


class Card(Protocol):
    """What lies in a reader."""

    @property
    def name(self) -> str:
        """What a person would call it."""
        ...

    @property
    def atr(self) -> bytes:
        """How it answers to reset."""
        ...

    def reset(self) -> None:
        """Power was lost or the reader reset it."""
        ...

    def transmit(self, raw: bytes) -> bytes:
        """Answer one command."""
        ...


class KeyPlace(Enum):
    """Which keys of the card hold the FIEL."""

    SIGNATURE = "9c"
    AUTHENTICATION = "9a"
    BOTH = "both"

    @property
    def references(self) -> tuple[KeyReference, ...]:
        """The keys themselves."""
        match self:
            case KeyPlace.SIGNATURE:
                return (KeyReference.SIGNATURE,)
            case KeyPlace.AUTHENTICATION:
                return (KeyReference.AUTHENTICATION,)
            case KeyPlace.BOTH:
                return (KeyReference.AUTHENTICATION, KeyReference.SIGNATURE)


class PivCard:
    """A card with a FIEL."""

    def __init__(self, name: str, application: PivApplication) -> None:
        self.name = name
        self.atr = make_atr(b"FEA DEMO")
        self.application = application
        self._dialogue = Dialogue(application)

    def reset(self) -> None:
        """Power was lost or the reader reset it."""
        self._dialogue.reset()

    def transmit(self, raw: bytes) -> bytes:
        """Answer one command."""
        return self._dialogue.transmit(raw)


class UnrelatedCard:
    """A card of some other trade: it knows no application anybody here asks for."""

    name: Final = "unrelated"

    def __init__(self) -> None:
        self.atr = make_atr(b"OTRA TARJETA")
        self._dialogue = Dialogue(_Nothing())

    def reset(self) -> None:
        """It holds nothing to forget."""
        self._dialogue.reset()

    def transmit(self, raw: bytes) -> bytes:
        """Refuse, politely."""
        return self._dialogue.transmit(raw)


class UpsideDownCard:
    """A card the wrong way round: the reader feels it, and no contact answers.

    vpcd asks for an answer to reset even to know whether there is a card, so one comes; it is longer than any
    card's can be, the reader cannot power the card, and pcscd calls it mute.
    """

    name: Final = "upside-down"
    atr: Final = bytes(_LONGEST_ATR + 7)

    def reset(self) -> None:
        """No contact, no reset."""

    def transmit(self, raw: bytes) -> bytes:
        """Never asked: a mute card gets no command."""
        del raw
        return Answer(Status.NOT_NOW).encoded()


@dataclass(slots=True)
class Making:
    """What is unusual about the cards inserted from now on."""

    wrong_pair: bool = False
    second: str | None = None


class Wallet:
    """All cards of the demonstration; each keeps its PIN and its tries for as long as the simulator runs."""

    def __init__(self, pki: Pki, tries: int) -> None:
        self._pki = pki
        self._tries = tries
        self._secrets: dict[tuple[str, str], tuple[Secret, Secret]] = {}
        self.making = Making()

    def card(self, profile: str, place: KeyPlace, pin: str) -> PivCard:
        """The card of a profile. With a PIN of its own it is another card, with tries of its own.

        Raises:
            ValueError: the PIN is none.
        """
        credential = self._pki.credential(profile)
        held = dict.fromkeys(place.references, credential)
        if self.making.second is not None:
            second = self._pki.credential(self.making.second)
            held = dict.fromkeys((KeyReference.AUTHENTICATION, KeyReference.SIGNATURE), second) | held
        secrets = self._secrets_of(credential, pin)
        certificates = {reference: credential.certificate for reference, credential in held.items()}
        return PivCard(profile, PivApplication("PIV DEMO", certificates, self._keys(held), *secrets))

    def renew(self) -> None:
        """Every card as new, and nothing unusual from now on."""
        self.making = Making()
        for secrets in self._secrets.values():
            for secret in secrets:
                secret.renew()

    def _secrets_of(self, credential: Credential, pin: str) -> tuple[Secret, Secret]:
        known = self._secrets.get((credential.name, pin))
        if known is None:
            known = (
                Secret(pin, self._tries, blocked=credential.pin_blocked),
                Secret(_DEFAULT_PUK, self._tries),
            )
            self._secrets[credential.name, pin] = known
        return known

    def _keys(self, held: Mapping[KeyReference, Credential]) -> dict[KeyReference, RsaKey]:
        """The keys of the certificates; of somebody else's where the pair is to be wrong."""
        wrong = self.making.wrong_pair
        return {
            reference: RsaKey(self._pki.credential(_other(owner.name)).key if wrong else owner.key)
            for reference, owner in held.items()
        }


class _Nothing:
    """An application that knows nothing."""

    def reset(self) -> None:
        """It holds nothing to forget."""

    def answer(self, command: Command) -> Answer:
        """A selection finds nothing, anything else is unknown."""
        return Answer(Status.NOT_FOUND if command.ins == 0xA4 else Status.UNKNOWN_INSTRUCTION)


def make_atr(historical: bytes) -> bytes:
    """An answer to reset for T=1 with these historical bytes (ISO/IEC 7816-3, 8.2)."""
    checked = bytes((0x80 | len(historical), 0x80, 0x01)) + historical
    return b"\x3b" + checked + bytes((reduce(xor, checked),))


def _other(profile: str) -> str:
    return "foreign" if profile != "foreign" else "expired"
