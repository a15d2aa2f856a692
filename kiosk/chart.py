"""One citizen's session as a table: state × event → state. What is not in the table does not happen."""

from enum import Enum
from typing import Final


class State(Enum):
    """Where a citizen is."""

    START = "start"
    HOME = "home"
    THEME = "theme"
    SHEET = "sheet"
    FORM = "form"
    REVIEW = "review"
    FILING = "filing"
    DONE = "done"
    FOLLOW_UP = "follow-up"
    CASE = "case"
    OUT_OF_SERVICE = "out-of-service"
    STAFF_PIN = "staff-pin"
    TECHNICIAN = "technician"


class Event(Enum):
    """What a citizen or the terminal does."""

    TOUCH = "touch"
    THEME = "theme"
    TRAMITE = "tramite"
    FOLLOW = "follow"
    BEGIN = "begin"
    NEXT = "next"
    ALL_ANSWERED = "all-answered"
    CHANGE = "change"
    SEND = "send"
    FILED = "filed"
    NOT_FILED = "not-filed"
    CASE_FOUND = "case-found"
    BACK = "back"
    BACK_TO_HOME = "back-to-home"
    ANOTHER = "another"
    LEAVE = "leave"
    RECOVERED = "recovered"
    UNUSABLE = "unusable"
    USABLE = "usable"
    STAFF = "staff"
    STAFF_ENTERED = "staff-entered"


TABLE: Final[dict[tuple[State, Event], State]] = {
    (State.START, Event.TOUCH): State.HOME,
    (State.START, Event.THEME): State.THEME,
    (State.START, Event.RECOVERED): State.DONE,
    (State.START, Event.UNUSABLE): State.OUT_OF_SERVICE,
    (State.OUT_OF_SERVICE, Event.USABLE): State.START,
    # Staff come in between citizens only.
    (State.START, Event.STAFF): State.STAFF_PIN,
    (State.STAFF_PIN, Event.STAFF_ENTERED): State.TECHNICIAN,
    (State.HOME, Event.THEME): State.THEME,
    (State.HOME, Event.TRAMITE): State.SHEET,
    (State.HOME, Event.FOLLOW): State.FOLLOW_UP,
    (State.HOME, Event.BACK): State.START,
    (State.THEME, Event.TRAMITE): State.SHEET,
    (State.THEME, Event.BACK): State.HOME,
    (State.SHEET, Event.BEGIN): State.FORM,
    (State.SHEET, Event.BACK): State.THEME,
    (State.SHEET, Event.BACK_TO_HOME): State.HOME,
    (State.FORM, Event.NEXT): State.FORM,
    (State.FORM, Event.ALL_ANSWERED): State.REVIEW,
    (State.FORM, Event.BACK): State.SHEET,
    (State.REVIEW, Event.CHANGE): State.FORM,
    (State.REVIEW, Event.BACK): State.FORM,
    (State.REVIEW, Event.SEND): State.FILING,
    (State.FILING, Event.FILED): State.DONE,
    (State.FILING, Event.NOT_FILED): State.REVIEW,
    (State.DONE, Event.ANOTHER): State.HOME,
    (State.FOLLOW_UP, Event.CASE_FOUND): State.CASE,
    (State.FOLLOW_UP, Event.BACK): State.HOME,
    (State.CASE, Event.BACK): State.FOLLOW_UP,
    (State.CASE, Event.ANOTHER): State.HOME,
    # Whoever may leave: everywhere but between "send" and its answer, which takes milliseconds.
    **{
        (state, Event.LEAVE): State.START
        for state in State
        if state not in (State.START, State.FILING, State.OUT_OF_SERVICE)
    },
}


def follow(state: State, event: Event) -> State | None:
    """The state after `event`, or None when nothing happens."""
    return TABLE.get((state, event))
