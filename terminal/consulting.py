"""Asking for a case by folio and clave, without ever waiting on the GUI's thread."""

from collections.abc import Callable
from typing import Protocol

from tramites.errors import ExpectedError
from tramites.identifiers.clave import Clave
from tramites.identifiers.folio import Folio
from tramites.wire.messages import CaseAnswer

NOT_FOUND = "case.not-found"
LOCKED = "case.locked"


class CaseService(Protocol):
    """Who knows cases; `done` gets the answer or a code, on any thread."""

    def ask(self, folio: str, clave: str | None, done: Callable[[CaseAnswer | str], None]) -> None:
        """Never blocks."""
        ...


class Consulting:
    """One question at a time; a later one replaces it. Runs on the thread `post` leads to."""

    def __init__(self, service: CaseService, post: Callable[[Callable[[], None]], None]) -> None:
        self._service = service
        self._post = post
        self._question = 0
        self.on_change: Callable[[], None] = lambda: None
        self.waiting = False
        self.case: CaseAnswer | None = None
        self.problem: str | None = None
        self.clave: str | None = None

    def ask(self, folio_typed: str, clave_typed: str) -> None:
        """Look the case up, or say what is wrong with the folio or the clave."""
        self.forget()
        try:
            folio = Folio.parse(folio_typed)
            clave = Clave.parse(clave_typed).text if clave_typed else None
        except ExpectedError as error:
            self.problem = error.code
            return
        self.waiting, self.clave = True, clave
        question = self._question
        self._service.ask(
            folio.text, clave, lambda answer: self._post(lambda: self._answered(question, answer))
        )

    def forget(self) -> None:
        """The citizen left, or asks something else."""
        self._question += 1
        self.waiting = False
        self.case = None
        self.problem = None
        self.clave = None

    def _answered(self, question: int, answer: CaseAnswer | str) -> None:
        if question != self._question:
            return
        self.waiting = False
        if isinstance(answer, str):
            self.problem = answer
        elif answer.locked:
            self.problem = LOCKED
        elif not answer.found:
            self.problem = NOT_FOUND
        else:
            self.case = answer
        self.on_change()
