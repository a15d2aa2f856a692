"""Asking the platform for one case, on a thread of its own: a citizen waits for it, the queue does not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Protocol

from offline_queue.line import LineTrouble
from tramites.wire.messages import CaseAnswer

NO_LINE: Final = "case.no-line"


class CaseClient(Protocol):
    """The platform, as far as cases go; blocks."""

    def consult(self, folio: str, clave: str | None = None) -> CaseAnswer | LineTrouble:
        """The case, or why there is no answer."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


class FollowUp:
    """Implements `terminal.consulting.CaseService`."""

    def __init__(self, open_client: Callable[[], CaseClient]) -> None:
        self._open_client = open_client
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="follow-up")

    def ask(self, folio: str, clave: str | None, done: Callable[[CaseAnswer | str], None]) -> None:
        """Ask in the background; `done` gets the case or a code, on the thread that asked."""
        self._thread.submit(self._ask, folio, clave, done)

    def stop(self) -> None:
        """Drop what was not asked yet; an answer under way is not waited for."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _ask(self, folio: str, clave: str | None, done: Callable[[CaseAnswer | str], None]) -> None:
        client = self._open_client()
        try:
            answer = client.consult(folio, clave)
        finally:
            client.close()
        done(NO_LINE if isinstance(answer, LineTrouble) else answer)
