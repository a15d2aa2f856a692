"""What a terminal that was killed finds in its queue: the citizen who was there, and how far they came."""

from dataclasses import dataclass

from offline_queue.ledger import PrintState
from offline_queue.outbox import Outbox
from offline_queue.states import Entry


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A filed trámite whose citizen had not left, what is known of its paper, and drafts never filed."""

    entry: Entry | None
    paper: PrintState | None
    drafts: int


def left_over(outbox: Outbox) -> LeftOver:
    """Read it, and drop the drafts: their answers lived in memory only. Runs on the queue's thread."""
    drafts = outbox.drafts()
    for draft in drafts:
        outbox.discard_draft(draft.folio)
    entry = outbox.unfinished()
    jobs = outbox.jobs(entry.folio) if entry else ()
    return LeftOver(entry, jobs[-1].state if jobs else None, len(drafts))
