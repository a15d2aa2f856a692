"""Which step follows which in one citizen's trámite. UI-free; every face shares it."""

from collections.abc import Mapping
from datetime import date

from tramites import expressions
from tramites.definition import Definition, Page
from tramites.form import Accepted, Problem, Rejected, check


class Journey:
    """The pages of one definition, walked with the answers given so far.

    `current` is None when every page is behind: time to review. An answer that a later change made
    unreachable is kept here, so that going back loses nothing, but is never part of `answers()`.
    """

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._given: dict[str, str] = {}
        self._conditions = {
            page.id: expressions.parse(page.condition) for page in definition.pages if page.condition
        }
        self._current: Page | None = definition.pages[0]
        self._returning = False
        self._passed: set[str] = set()

    @property
    def current(self) -> Page | None:
        """The page to show."""
        return self._current

    @property
    def started(self) -> bool:
        """Whether anything would be lost by leaving."""
        return bool(self._given)

    def answers(self) -> dict[str, str]:
        """What is filed: the answers on the path, in the order of the pages, empty ones left out."""
        path = {page.field.id for page in self.path() if page.field is not None}
        ordered = (field.id for field in self.definition.fields() if field.id in path)
        return {name: self._given[name] for name in ordered if self._given.get(name)}

    def given(self, field_id: str) -> str:
        """What is in a field now, for showing it again."""
        return self._given.get(field_id, "")

    def path(self) -> tuple[Page, ...]:
        """The pages this citizen sees, in order."""
        seen: dict[str, str] = {}
        pages = []
        for page in self.definition.pages:
            if self._shown(page, seen):
                pages.append(page)
                if page.field is not None:
                    seen[page.field.id] = self._given.get(page.field.id, "")
        return tuple(pages)

    def answer(self, typed: str, today: date) -> Problem | None:
        """Answer the present question and go on, or say what is missing and stay."""
        page = self._require_current()
        if page.field is None:
            raise ValueError(f"the page {page.id} asks nothing")
        match check(self.definition, page.field, typed, self.answers(), today):
            case Accepted(value):
                self._given[page.field.id] = value
                self.go_on()
                return None
            case Rejected(problem):
                return problem

    def go_on(self) -> None:
        """To the next page that holds; from a changed answer back to the review if nothing new is asked."""
        page = self._require_current()
        self._passed.add(page.id)
        path = self.path()
        index = next(i for i, each in enumerate(path) if each.id == page.id)
        following = [each for each in path[index + 1 :] if not self._returning or self._unanswered(each)]
        self._current = following[0] if following else None
        if self._current is None:
            self._returning = False

    def go_back(self) -> bool:
        """To the page before; False when there is none (the caller leaves the journey)."""
        path = self.path()
        self._returning = False
        if self._current is None:
            self._current = path[-1]
            return True
        index = next(i for i, each in enumerate(path) if each.id == self._require_current().id)
        if index == 0:
            return False
        self._current = path[index - 1]
        return True

    def change(self, page_id: str) -> None:
        """From the review to one question; its answer leads back to the review."""
        self._current = self.definition.page(page_id)
        self._returning = True

    def still_to_answer(self, today: date) -> tuple[str, ...]:
        """Pages whose answer is missing or no longer holds: the review offers to correct them."""
        return tuple(page.id for page in self.path() if self._fails(page, today))

    def _fails(self, page: Page, today: date) -> bool:
        if page.field is None:
            return False
        typed = self._given.get(page.field.id, "")
        return isinstance(check(self.definition, page.field, typed, self._given, today), Rejected)

    def _unanswered(self, page: Page) -> bool:
        if page.field is None:
            return page.id not in self._passed  # a safety notice that a change made due is shown
        given = self._given.get(page.field.id)
        if given is None:
            return True
        if page.field.type != "lista" or not given:
            return False
        return given not in self.definition.choices(page.field, self._given)

    def _shown(self, page: Page, seen: Mapping[str, str]) -> bool:
        condition = self._conditions.get(page.id)
        return condition is None or expressions.holds(condition, seen)

    def _require_current(self) -> Page:
        if self._current is None:
            raise ValueError("every page is behind: the citizen is reviewing")
        return self._current
