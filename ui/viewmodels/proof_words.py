"""Which words say what is known of the citizen's paper: the only place where "salió completo" is chosen."""

from dataclasses import dataclass
from typing import Final, assert_never

from devices.contract import Condition
from offline_queue.ledger import PrintState
from ui.services import SlipView, Words

STAFF_KEYS: Final = {Condition.PAPER_OUT: "IMP-03", Condition.COVER_OPEN: "IMP-04", Condition.FAULT: "IMP-05"}
_TROUBLE: Final = {
    Condition.PAPER_OUT: "paper.out",
    Condition.COVER_OPEN: "paper.cover",
    Condition.FAULT: "paper.fault",
}


@dataclass(frozen=True, slots=True)
class PaperWords:
    """Codes of title and line, the card's kind, and whether the citizen is asked."""

    kind: str
    title: str
    line: str
    asks: bool = False


def said(words: Words, code: str, slip: SlipView | None) -> str:
    """The sentence of a code, calling the paper what it is: a comprobante, or the acuse."""
    kind = slip.kind if slip else "comprobante"
    return words(code, {"paper": words(f"paper.{kind}")})


def paper_words(slip: SlipView | None, *, awaiting: bool) -> PaperWords:
    """What the print card says."""
    if slip is None:
        code = "paper.waiting" if awaiting else "paper.none"
        return PaperWords("busy" if awaiting else "info", code, f"{code}-line")
    match slip.state:
        case PrintState.QUEUED:
            return PaperWords("busy", "paper.waiting", "paper.printing-line")
        case PrintState.SENDING | PrintState.SENT:
            return PaperWords("busy", "paper.printing", "paper.printing-line")
        case PrintState.CONFIRMED:
            line = "paper.replaced-line" if slip.copy else "paper.confirmed-line"
            return PaperWords("ok", "paper.confirmed", line)
        case PrintState.WEAKLY_CONFIRMED:
            return _asked(slip, PaperWords("info", "paper.probable", "paper.probable-line", asks=True))
        case PrintState.UNCERTAIN:
            return _asked(slip, PaperWords("warn", "paper.uncertain", "paper.uncertain-line", asks=True))
        case PrintState.STOPPED | PrintState.REFUSED:
            return _without_paper(slip)
        case _:
            assert_never(slip.state)


def trouble_words(slip: SlipView | None) -> tuple[str, str]:
    """Title and line of the banner on the page *Sin papel*: what failed, and what counts."""
    if slip is None or slip.condition not in _TROUBLE:
        return "paper.none", "paper.none-line"
    title = _TROUBLE[slip.condition]
    if slip.state is PrintState.REFUSED:
        return f"{title}-before", "paper.before-line"
    return title, "paper.partial-line"


def _asked(slip: SlipView, question: PaperWords) -> PaperWords:
    if not slip.answered:
        return question
    return PaperWords("info", "paper.thanks", "paper.no-more-line")


def _without_paper(slip: SlipView) -> PaperWords:
    if slip.condition in _TROUBLE:
        title, line = trouble_words(slip)
        return PaperWords("warn", title, line)
    code = "paper.silent" if slip.condition is Condition.UNKNOWN else "paper.none"
    return PaperWords("warn", code, f"{code}-line")
