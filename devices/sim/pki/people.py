"""The invented people and the invented company of the demonstration certificates."""

from dataclasses import dataclass
from typing import Final

_CURP_LETTERS: Final = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"  # Instructivo Normativo CURP, SEGOB
_RFC_LETTERS: Final = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"  # Anexo 1, IFAI 0610100135506 (SAT)


def with_curp_digit(seventeen: str) -> str:
    """A CURP from its first 17 characters."""
    total = sum(_CURP_LETTERS.index(letter) * (18 - at) for at, letter in enumerate(seventeen))
    return seventeen + str(-total % 10)


def with_rfc_digit(beginning: str) -> str:
    """An RFC from all but its last character: 12 of a person, 11 of a company."""
    total = sum(_RFC_LETTERS.index(letter) * (13 - at) for at, letter in enumerate(beginning.rjust(12)))
    return beginning + "0123456789A"[-total % 11]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist; name, RFC and CURP agree with each other as a real person's would."""

    name: str
    rfc: str
    curp: str

    @classmethod
    def of(cls, name: str, rfc: str, curp: str) -> "Person":
        """A person from RFC and CURP without their check digits."""
        return cls(name, with_rfc_digit(rfc), with_curp_digit(curp))


@dataclass(frozen=True, slots=True)
class Company:
    """A company that does not exist, and who signs for it."""

    name: str
    rfc: str
    representative: Person
    branch: str


ROSA: Final = Person.of("ROSA ELENA MARTINEZ DOMINGUEZ", "MADR8503145K", "MADR850314MOCRMS0")
# Her RFC keeps the Ñ; RENAPO writes X for it in a CURP.
FERNANDA: Final = Person.of("FERNANDA CANUL ÑAÑEZ", "CAÑF920808Q4", "CAXF920808MYNNXR0")
JORGE: Final = Person.of("JORGE LUIS IBARRA SOTO", "IASJ780922M1", "IASJ780922HGTBTR0")
TOMAS: Final = Person.of("TOMAS REYES AGUILAR", "REAT6901057J", "REAT690105HVZYGM0")
LUCIA: Final = Person.of("LUCIA PACHECO NAVARRO", "PANL990630B8", "PANL990630MJCCVC0")
HECTOR: Final = Person.of("HECTOR SALINAS MORENO", "SAMH81111134", "SAMH811111HNLLRC0")
BEATRIZ: Final = Person.of("BEATRIZ OROZCO LUNA", "OOLB7705172V", "OOLB770517MSLRNT0")
HERRERIA: Final = Company(
    "HERRERÍA & LAMINADOS DEL BAJÍO SA DE CV", with_rfc_digit("H&L1903127T"), JORGE, "SUCURSAL CENTRO"
)
