"""Filing a trámite: seal → commit → folio, in that order. The point of no return is here.

Nothing is printed or promised before the queue says the row is durable; after it, nothing that happens to
paper, screen or network can lose it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias, TypeVar

from offline_queue.clock import Clock, rfc3339
from offline_queue.outbox import Outbox
from terminal.catalogue import Offered
from terminal.enrolment import Identity
from tramites.acuse import Filed
from tramites.errors import ExpectedError
from tramites.identifiers.clave import Clave
from tramites.identifiers.folio import ENTROPY_BYTES, Folio
from tramites.solicitud import Solicitud, payload_sha256
from tramites.wire import envelope, sealing
from tramites.wire.envelope import RoutingHeader
from tramites.wire.receipt_code import ReceiptCode

Entropy: TypeAlias = Callable[[int], bytes]
T = TypeVar("T")
COMPROBANTE: Final = "comprobante"


class QueueCalls(Protocol):
    """The queue's own thread: `function` runs there, then `done` with its result or its expected trouble."""

    def call(self, function: Callable[[Outbox], T], done: Callable[[T | ExpectedError], None]) -> None:
        """Never blocks."""
        ...


@dataclass(frozen=True, slots=True)
class Draft:
    """A trámite under way: its folio and clave exist, nothing of the citizen's is stored."""

    folio: Folio
    clave: Clave
    offered: Offered
    started_at: str


@dataclass(frozen=True, slots=True)
class NotFiled:
    """Nothing was stored: the citizen still has the answers on the screen. `code` says why."""

    code: str


@dataclass(frozen=True, slots=True)
class Capture:
    """How the answers were taken."""

    language: str
    channel: str
    actor: str
    privacy_notice: str | None


FilingResult: TypeAlias = Filed | NotFiled


class Filing:
    """Files trámites on the queue's thread; callbacks run there too."""

    def __init__(self, identity: Identity, queue: QueueCalls, clock: Clock, entropy: Entropy) -> None:
        self._identity = identity
        self._queue = queue
        self._clock = clock
        self._entropy = entropy

    def begin(self, offered: Offered, done: Callable[[NotFiled | None], None]) -> Draft:
        """Give a folio and reserve its row, so that a crash can be told from a citizen who never was."""
        now = self._clock.now()
        folio = Folio.make(now.date(), self._entropy(ENTROPY_BYTES))
        draft = Draft(folio, Clave.make(self._entropy(ENTROPY_BYTES)), offered, rfc3339(now))
        kind = offered.definition.id
        self._queue.call(lambda outbox: outbox.draft(folio.text, kind), lambda result: done(_trouble(result)))
        return draft

    def abandon(self, draft: Draft) -> None:
        """The citizen left before filing: the reserved row goes."""
        self._queue.call(lambda outbox: outbox.discard_draft(draft.folio.text), _ignore)

    def leave(self, folio: str) -> None:
        """The citizen left after filing: a restart no longer returns to this folio's screen."""
        self._queue.call(lambda outbox: outbox.end_session(folio), _ignore)

    def file(
        self,
        draft: Draft,
        answers: Mapping[str, str],
        capture: Capture,
        done: Callable[[FilingResult], None],
    ) -> None:
        """Seal and store one trámite. `done` gets Filed only when it is durable."""
        captured_at = rfc3339(self._clock.now())

        def commit(outbox: Outbox) -> Filed:
            filed, sealed = self._seal(draft, answers, capture, captured_at)
            key_id = envelope.decode(sealed).header.key_id
            outbox.append(filed.folio, filed.tramite, sealed, key_id)
            return filed

        def settle(result: Filed | ExpectedError) -> None:
            done(NotFiled(result.code) if isinstance(result, ExpectedError) else result)

        self._queue.call(commit, settle)

    def _seal(
        self, draft: Draft, answers: Mapping[str, str], capture: Capture, captured_at: str
    ) -> tuple[Filed, bytes]:
        payload = self._solicitud(draft, answers, capture, captured_at).payload()
        header = self._header(draft, capture, captured_at, payload)
        definition = draft.offered.definition
        party = self._identity.sealing_party(definition.recipients)
        sealed = sealing.seal(header, payload, party, self._entropy(sealing.ENTROPY_BYTES))
        code = ReceiptCode(header.folio, COMPROBANTE, captured_at, header.payload_sha256)
        filed = Filed(
            folio=header.folio,
            tramite=definition.id,
            name=definition.name,
            agency=definition.agency.name,
            captured_at=captured_at,
            payload_sha256=header.payload_sha256,
            code=code.signed_by(self._identity.signer),
        )
        return filed, envelope.encode(sealed)

    def _solicitud(
        self, draft: Draft, answers: Mapping[str, str], capture: Capture, captured_at: str
    ) -> Solicitud:
        return Solicitud(
            folio=draft.folio.text,
            tramite=draft.offered.definition.id,
            definition_version=draft.offered.definition.version,
            definition_sha256=draft.offered.sha256,
            language=capture.language,
            channel=capture.channel,
            actor=capture.actor,
            terminal=self._identity.enrolment.terminal,
            started_at=draft.started_at,
            captured_at=captured_at,
            privacy_notice=capture.privacy_notice,
            answers=dict(answers),
        )

    def _header(self, draft: Draft, capture: Capture, captured_at: str, payload: bytes) -> RoutingHeader:
        return RoutingHeader(
            folio=draft.folio.text,
            tramite=draft.offered.definition.id,
            definition_sha256=draft.offered.sha256,
            captured_at=captured_at,
            channel=capture.channel,
            payload_sha256=payload_sha256(payload),
            clave_verifier=draft.clave.verifier(draft.folio.text),
        )


def _trouble(result: object) -> NotFiled | None:
    return NotFiled(result.code) if isinstance(result, ExpectedError) else None


def _ignore(result: object) -> None:
    """A row that stays reserved costs nothing and is swept at the next start."""
