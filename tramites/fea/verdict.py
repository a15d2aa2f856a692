"""What to believe of a signed file: the signature, the FIEL policy and the chain, all at the time of signing.

Revocation and trusted time are not here: only the platform can ask for them.
"""

from dataclasses import dataclass
from datetime import datetime

from tramites.fea.certificate import Certificate
from tramites.fea.signature import Broken, Intact, verify
from tramites.fea.trust import Trust, TrustBundle, Untrusted


@dataclass(frozen=True, slots=True)
class Verdict:
    """`problems` are codes, empty when everything checked holds. `trust` is None without a bundle."""

    signer: Certificate | None
    signing_time: datetime | None
    trust: Trust | None
    problems: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.problems


def judge(cms: bytes, content: bytes, bundle: TrustBundle | None) -> Verdict:
    """The verdict over one file and what it signs; without a bundle the issuer is not looked at."""
    match verify(cms, content):
        case Broken(problem):
            return Verdict(None, None, None, (problem.value,))
        case Intact() as intact:
            return _judged(intact, bundle)


def _judged(intact: Intact, bundle: TrustBundle | None) -> Verdict:
    trust = bundle.chain(intact.signer, intact.signing_time) if bundle is not None else None
    problems = [problem.value for problem in intact.signer.problems(intact.signing_time)]
    if isinstance(trust, Untrusted):
        problems.append(trust.problem.value)
    return Verdict(intact.signer, intact.signing_time, trust, tuple(problems))
