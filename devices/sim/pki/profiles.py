"""Who is on which card: the profiles of the demonstration, and what is the matter with each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from devices.sim.pki import certificates, people
from devices.sim.pki.certificates import Content, Validity
from devices.sim.pki.people import Company, Person

_YEAR: Final = timedelta(days=365)


class Kind(Enum):
    """What a certificate is for."""

    PERSON = "fiel-fisica"
    COMPANY = "fiel-moral"
    SEAL = "csd"


class Matter(Enum):
    """What is the matter with a profile."""

    NOTHING = "valid"
    EXPIRED = "expired"
    NOT_YET = "not-yet-valid"
    FOREIGN = "foreign-issuer"
    BLOCKED = "pin-blocked"  # of the card; the certificate is good


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile: a holder, what the certificate is for, what is the matter with it."""

    name: str
    kind: Kind
    holder: Person | Company
    matter: Matter = Matter.NOTHING

    @property
    def signer(self) -> Person:
        """The person whose hand the signature is."""
        return self.holder.representative if isinstance(self.holder, Company) else self.holder

    def content(self, serial: str, now: datetime) -> Content:
        """What the certificate says when it is made `now`."""
        extensions = (
            certificates.csd_extensions() if self.kind is Kind.SEAL else certificates.fiel_extensions()
        )
        return Content(serial, self._subject(), _validity(self.matter, now), extensions)

    def _subject(self) -> bytes:
        if isinstance(self.holder, Person):
            return certificates.person_name(self.holder)
        if self.kind is Kind.SEAL:
            return certificates.branch_name(self.holder)
        return certificates.company_name(self.holder)


PROFILES: Final = (
    Profile("persona-fisica", Kind.PERSON, people.ROSA),
    Profile("persona-fisica-enie", Kind.PERSON, people.FERNANDA),
    Profile("persona-moral", Kind.COMPANY, people.HERRERIA),
    Profile("csd", Kind.SEAL, people.HERRERIA),
    Profile("expired", Kind.PERSON, people.TOMAS, Matter.EXPIRED),
    Profile("not-yet-valid", Kind.PERSON, people.LUCIA, Matter.NOT_YET),
    Profile("foreign", Kind.PERSON, people.HECTOR, Matter.FOREIGN),
    Profile("blocked", Kind.PERSON, people.BEATRIZ, Matter.BLOCKED),
)
NAMES: Final = tuple(profile.name for profile in PROFILES)


def serials(beginning: str) -> Iterator[str]:
    """Serial numbers of 20 digits, one after the other."""
    number = int(beginning)
    while True:
        number += 1
        yield f"{number:020d}"


def _validity(matter: Matter, now: datetime) -> Validity:
    """Four years, as SAT gives them."""
    shift = {Matter.EXPIRED: -4 * _YEAR - timedelta(days=30), Matter.NOT_YET: 3 * _YEAR}
    start = now + shift.get(matter, -timedelta(days=60))
    return Validity(start, start + 4 * _YEAR)
