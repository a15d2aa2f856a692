"""Who issued a certificate: the chain to an authority we trust at a given time, of any generation.

`cryptography`'s own verifier demands extensions the SAT does not write, so the path is walked by hand: issuer
by its raw name, then by signature, because generations share a name; basicConstraints, path length, usage,
dates.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final, Self, TypeAlias

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from tramites.errors import ExpectedError
from tramites.fea.certificate import Certificate

# Person ← authority of the SAT ← root of Banco de México.
_LONGEST_PATH: Final = 3


class InvalidTrustError(ExpectedError):
    """A certificate that may not issue others was offered as an authority."""

    code = "trust.not-an-authority"


class ChainProblem(Enum):
    """Why a chain leads nowhere; the first is the least specific."""

    UNKNOWN_ISSUER = "trust.unknown-issuer"
    BAD_SIGNATURE = "trust.bad-signature"
    PATH_TOO_LONG = "trust.path-too-long"
    WEAK_SIGNATURE = "trust.weak-signature"
    AUTHORITY_NOT_CURRENT = "trust.authority-not-current"


_SEVERITY: Final = tuple(ChainProblem)


@dataclass(frozen=True, slots=True)
class Trusted:
    """The chain, from the certificate itself to the root."""

    chain: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True)
class Untrusted:
    """No chain reaches a root; the problem that came closest."""

    problem: ChainProblem


Trust: TypeAlias = Trusted | Untrusted


@dataclass(frozen=True, slots=True)
class TrustBundle:
    """The authorities of a terminal or platform, roots and intermediates of every generation in use."""

    authorities: tuple[Certificate, ...]

    def __post_init__(self) -> None:
        for number, authority in enumerate(self.authorities, start=1):
            if not authority.extensions.may_issue:
                raise InvalidTrustError(
                    f"El certificado {number} (serie {authority.serial}) no es de una autoridad; quítelo."
                )

    @classmethod
    def read(cls, certificates: Iterable[bytes]) -> Self:
        """From files in DER or PEM; the same authority twice counts once."""
        found = (each for file in certificates for each in Certificate.read_all(file))
        return cls(tuple(dict.fromkeys(found)))

    def chain(self, certificate: Certificate, at: datetime) -> Trust:
        """A chain of authorities that were all current then. The certificate's own dates: its problems."""
        return self._extended((certificate,), at)

    def ending_before(self, moment: datetime) -> tuple[Certificate, ...]:
        """Authorities that end before `moment`: a technician hears of it well ahead."""
        return tuple(each for each in self.authorities if each.not_after < moment)

    def _extended(self, chain: tuple[Certificate, ...], at: datetime) -> Trust:
        """Depth first; at most two authorities above the certificate."""
        last = chain[-1]
        if len(chain) > 1 and last.is_self_issued:
            return Trusted(chain)
        problems = []
        for issuer in self._named_as_issuer(last):
            problem = _objection(chain, issuer, at)
            found = self._extended((*chain, issuer), at) if problem is None else Untrusted(problem)
            if isinstance(found, Trusted):
                return found
            problems.append(found.problem)
        return Untrusted(max(problems, key=_SEVERITY.index, default=ChainProblem.UNKNOWN_ISSUER))

    def _named_as_issuer(self, certificate: Certificate) -> Iterator[Certificate]:
        return (each for each in self.authorities if each.subject_der == certificate.issuer_der)


def is_issued_by(certificate: Certificate, issuer: Certificate) -> bool:
    """Whether the issuer's name and key made this certificate."""
    try:
        certificate.loaded.verify_directly_issued_by(issuer.loaded)
    except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
        return False
    return True


def _objection(chain: tuple[Certificate, ...], issuer: Certificate, at: datetime) -> ChainProblem | None:
    """Why `issuer` cannot stand above this chain."""
    length = issuer.extensions.path_length
    intermediates = sum(1 for each in chain[1:] if not each.is_self_issued)
    checks = (
        (
            ChainProblem.WEAK_SIGNATURE,
            chain[-1].has_weak_signature,
        ),  # `cryptography` may not verify it at all
        (ChainProblem.BAD_SIGNATURE, not is_issued_by(chain[-1], issuer)),
        (
            ChainProblem.PATH_TOO_LONG,
            len(chain) >= _LONGEST_PATH or (length is not None and intermediates > length),
        ),
        (ChainProblem.AUTHORITY_NOT_CURRENT, not issuer.is_current(at)),
    )
    return next((problem for problem, holds in checks if holds), None)
