"""What is said aloud of each page, in reading order: from definition texts and codes, never from the screen.

The loudspeaker is public: nothing a citizen answered, no folio, no clave, no detail of a case is ever in it.
Which options are marked, what is typed in a search or a list, which day was chosen: that stays silent too.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from ui.services import Words
from ui.viewmodels.page_models import PageModels

# Numbers to call are said digit by digit: "0 7 1", not "seventy-one".
_TO_CALL: Final = re.compile(r"\b(?:0\d+|\d{3}|\d{5,})\b")
_MARKUP: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class SpokenPage:
    """The sentences of one page, in the citizen's language: what it says, then the actions of its bar."""

    body: tuple[str, ...]
    actions: tuple[str, ...] = ()

    def parts(self, words: Words, bar: Iterable[str]) -> tuple[str, ...]:
        """Everything to say, `bar` last; nothing empty, no markup."""
        buttons = ", ".join(each for each in (*self.actions, *bar) if each)
        closing = (f"{words('speech.buttons')}: {buttons}.",) if buttons else ()
        said = (_aloud(each) for each in (*self.body, *closing))
        return tuple(each for each in said if each)


Speak: TypeAlias = Callable[[PageModels, Words], SpokenPage]


def _aloud(text: str) -> str:
    plain = " ".join(_MARKUP.sub("", text).split())
    return _TO_CALL.sub(lambda number: " ".join(number.group()), plain)


def _page(words: Words, body: Iterable[str], *actions: str) -> SpokenPage:
    """A page of Spanish sentences of screens or definitions; what is composed already stays as it is."""
    return SpokenPage(
        tuple(words.source(each) for each in body), tuple(words.source(each) for each in actions)
    )


def start(models: PageModels, words: Words) -> SpokenPage:
    """What this is, what works now, one touch to begin."""
    model = models.start
    promise = "Si se va, en 2 minutos borramos todo lo que escribió."
    body = (
        "Haga aquí sus trámites",
        "Sin fila y sin costo por usar la ventanilla. No necesita correo ni contraseña.",
        model.crashNotice,
        model.conditionText,
        model.conditionDetail,
        promise,
    )
    themes = (each["name"] for each in model.themes)
    return _page(words, body, "Toque para empezar", *themes, "Letra grande y contraste")


def home(models: PageModels, words: Words) -> SpokenPage:
    """The themes, or the trámites that were found; never what was typed to find them."""
    model = models.home
    rows = model.results if model.searching else model.themes
    follow = () if model.searching else ("Seguir un trámite con el folio de su comprobante",)
    return _page(
        words, ("¿Qué necesita hacer hoy?", "Buscar trámite", *_lines(rows), *follow, model.countText)
    )


def theme(models: PageModels, words: Words) -> SpokenPage:
    """The trámites of one theme."""
    model = models.home
    return _page(words, (model.themeName, "¿Cuál trámite necesita?", *_lines(model.themeTramites)))


def sheet(models: PageModels, words: Words) -> SpokenPage:
    """What a trámite gives, needs, takes and costs, and what works now."""
    model = models.sheet
    needs = [text for each in model.requirements for text in (each["text"], each["detail"])]
    at_hand = ("Tenga a la mano", *needs) if needs else ()
    facts = (
        _pair(words, "Tiempo", model.minutesText),
        _pair(words, "Costo", model.costText),
        _pair(words, "Se lleva", model.takesAwayText),
    )
    devices = [f"{each['name']}: {each['word']}" for each in model.devices]
    body = (model.name, model.result, model.nowText, *at_hand, model.agencyText, *facts)
    return _page(words, (*body, "Qué funciona ahora", *devices), "Empezar" if model.canStart else "")


def safety(models: PageModels, words: Words) -> SpokenPage:
    """What to do now, and whom to call."""
    model = models.safety
    return _page(words, (model.question, model.lead, *model.steps), model.goOnText)


def notice(models: PageModels, words: Words) -> SpokenPage:
    """The short privacy notice."""
    model = models.notice
    body = (
        *(model.question, "Así se cuidan los datos que va a escribir."),
        *("Quién cuida sus datos", model.controller),
        *("Para qué se usan", model.purpose),
        *("Lo que usted puede pedir", model.rights),
        *("Dónde está el aviso completo", model.fullText),
    )
    return _page(words, body, "Continuar")


def question(models: PageModels, words: Words) -> SpokenPage:
    """The question, its help, what is missing, and every choice alike: the marked one is not told apart."""
    model = models.question
    head = (model.question, model.help, model.error)
    choices = [
        text for each in model.options for text in (each["text"], each["problem"] or each["line"]) if text
    ]
    fields = {
        "choice": choices,
        "date": [model.todayText, model.yesterdayText, model.label],
        "scan": [model.scanText, model.label, model.hint],
    }
    body = (*head, *fields.get(model.kind, [model.label, model.hint]))
    return _page(words, body, "Continuar", model.skipText if model.optional else "")


def review(models: PageModels, words: Words) -> SpokenPage:
    """The names of what was answered, without the answers, and what sending declares."""
    model = models.review
    rows = [text for each in model.rows for text in (each["label"], each["problem"])]
    declared = ("Al enviar usted declara que", *model.declaration) if model.canSend else ()
    body = (
        *("Revise y envíe", "Lea sus datos. Si algo está mal, toque «Cambiar».", model.trouble),
        *(words("speech.answers-silent"), *rows, *declared),
        "Después de enviar ya no podrá hacer cambios aquí.",
    )
    return _page(words, body, "Ver más" if model.hasMore else model.primaryText)


def filing(_models: PageModels, words: Words) -> SpokenPage:
    """The moment between sending and its answer."""
    return _page(words, ("Guardando su trámite…",))


def done(models: PageModels, words: Words) -> SpokenPage:
    """What happened to the trámite and to the paper; folio and clave stay on the screen."""
    model = models.done
    body = (
        *(model.heading, "" if model.received else model.subheading, words("speech.folio-silent")),
        *(model.printTitle, model.printText, *(("Sí, lo tengo", "No salió") if model.asksPaper else ())),
        *(("Qué sigue", *model.follows) if model.received else ()),
        *(model.dateTitle, model.dateText),
        *((model.dangerTitle, model.danger) if model.danger else ()),
    )
    return _page(words, body, "Terminar y borrar mis datos", "Hacer otro trámite")


def paper(models: PageModels, words: Words) -> SpokenPage:
    """That the trámite is safe, what became of the paper, and the ways to get it."""
    model = models.done
    if model.bigQr:
        code = ("Lléveselo en su celular", "Apunte la cámara a este código. No guarda sus datos personales.")
        return _page(words, code, "Terminar y borrar mis datos")
    waits = ("Ya avisamos al personal", model.staffText)
    wait = ("Esperar al personal", "Arreglan la impresora y sale completo")
    body = (
        *(model.safeHeading, model.safeText, words("speech.folio-silent"), model.paperTitle, model.paperText),
        *("¿Cómo quiere su comprobante?", "Verlo en mi celular", "Mostramos un código QR grande"),
        *(waits if model.waitingForStaff else wait),
    )
    return _page(words, body, "Terminar y borrar mis datos")


def follow_up(models: PageModels, words: Words) -> SpokenPage:
    """Which of the two is asked and where it is printed; never what was typed."""
    model = models.follow_up
    if model.stage == "clave":
        asked = ("¿Cuál es su clave?", "Viene en la parte que se corta de su comprobante.")
        return _page(words, (*asked, model.error, model.waitingText, "No tengo mi clave"), "Continuar")
    asked = ("¿Cuál es su folio?", "Viene en su comprobante. Son cuatro grupos de cuatro.")
    return _page(words, (*asked, model.error, model.waitingText or model.scanText), "Continuar")


def case(models: PageModels, words: Words) -> SpokenPage:
    """That the case is on the screen; its details are the citizen's own."""
    model = models.follow_up
    silent = words("speech.case-silent")
    printing = (model.printTitle, model.printText) if model.printKind else ()
    offered = "Imprimir acuse" if model.canPrintAcuse else ""
    body = ("Su trámite", silent, model.error, model.waitingText, *printing, offered)
    return _page(words, body, "Ver otro trámite")


def out_of_service(_models: PageModels, words: Words) -> SpokenPage:
    """That this terminal does not work, and what became of a trámite left half-way."""
    kept = "Si dejó un trámite a medias: lo que ya envió está a salvo. Lo demás se borró y no se envió."
    return _page(
        words, ("Esta ventanilla no está funcionando", "Todavía no sabemos a qué hora vuelve.", kept)
    )


def help_overlay(models: PageModels, words: Words) -> SpokenPage:
    """Help on every page, and whom to call."""
    model = models.help
    return _page(words, (model.title, *model.paragraphs, model.phone), "Seguir donde estaba")


def settings_overlay(models: PageModels, words: Words) -> SpokenPage:
    """What can be changed for this citizen's eyes, ears and time."""
    model = models.settings
    body = (
        *("Idioma y texto", "Lengua", *(each["autonym"] for each in model.languages)),
        *("Tamaño de letra", *(each["name"] for each in model.textModes)),
        *("Colores", *(each["name"] for each in model.colourSets)),
        *("Otras ayudas", *(each["name"] for each in model.aids)),
    )
    return _page(words, body, "Listo", "Como estaba")


PAGES: Final[Mapping[str, Speak]] = {
    "start": start,
    "home": home,
    "theme": theme,
    "sheet": sheet,
    "safety": safety,
    "notice": notice,
    "question": question,
    "review": review,
    "filing": filing,
    "done": done,
    "paper": paper,
    "follow-up": follow_up,
    "case": case,
    "out-of-service": out_of_service,
}
OVERLAYS: Final[Mapping[str, Speak]] = {"help": help_overlay, "settings": settings_overlay}
_WITHOUT_BAR: Final = frozenset({"start", "filing", "out-of-service"})
_WITHOUT_FINISH: Final = frozenset({"done", "paper"})


def can_be_said(page: str, overlay: str) -> bool:
    """Whether something is said here: not on the pages of staff, nor over a question to answer first."""
    return overlay in OVERLAYS if overlay else page in PAGES


def spoken(page: str, overlay: str, models: PageModels, words: Words, finish: str) -> tuple[str, ...]:
    """Everything said of what is on the screen now; empty where nothing can be said."""
    if not can_be_said(page, overlay):
        return ()
    if overlay:
        bar = (words.source("Ayuda"), words.source("Idioma y texto"), words.source(finish))
        return OVERLAYS[overlay](models, words).parts(words, bar)
    return PAGES[page](models, words).parts(words, _bar(page, models, words, finish))


def _bar(page: str, models: PageModels, words: Words, finish: str) -> tuple[str, ...]:
    """The rest of the bar: back, then the utilities."""
    if page in _WITHOUT_BAR:
        return ()
    back = page not in _WITHOUT_FINISH or (page == "paper" and models.done.bigQr)
    back = models.home.searching if page == "home" else back
    labels = (
        "Regresar" if back else "",
        "Ayuda",
        "Idioma y texto",
        "" if page in _WITHOUT_FINISH else finish,
    )
    return tuple(words.source(each) for each in labels)


def _lines(rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Name and line of each row, both translated by whoever says them."""
    return [text for each in rows for text in (each["name"], each["line"])]


def _pair(words: Words, name: str, value: str) -> str:
    return f"{words.source(name)}: {words.source(value)}" if value else ""
