"""What the slip says: comprobante before the platform's answer, acuse after it. Always in Spanish.

The clave stands below a line where the paper is torn, so that folio and clave can be kept apart.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from devices.contract import Align, Feed, Qr, Receipt, ReceiptPart, Rule, Text
from tramites.acuse import Filed, Received
from tramites.moments import day_in_words, local, moment_in_words


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the top of every slip of this terminal."""

    place: str
    help_phone: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Copy:
    """Which copy this is; copy 0 is the first, later ones replace it and say so."""

    number: int = 0

    def mark(self) -> tuple[ReceiptPart, ...]:
        """The words every copy but the first carries at the top and at the bottom."""
        if self.number == 0:
            return ()
        return (_centred(f"REIMPRESIÓN {self.number} · sustituye al anterior", bold=True),)


def comprobante(filed: Filed, clave: str | None, head: Letterhead, copy: Copy) -> Receipt:
    """The slip before the platform answered. `clave` is None after a crash: nobody knows it any more."""
    captured = moment_in_words(local(filed.captured_at, head.zone))
    return Receipt(
        (
            *_top(head, copy),
            _centred("Comprobante de captura", bold=True, double=True),
            _centred("No es acuse de recibo", bold=True),
            *_subject(filed),
            Text(f"Guardado en esta ventanilla el {captured}."),
            Text("Todavía no lo recibe la dependencia. Se envía solo, en cuanto haya conexión."),
            Feed(),
            Text("Para pedir su acuse", bold=True),
            Text(
                f"Vaya a cualquier ventanilla a partir de mañana, o llame al {head.help_phone}. Dé su folio."
            ),
            *_code(filed.code),
            *_clave(clave),
            *copy.mark(),
        )
    )


def acuse(filed: Filed, received: Received, clave: str | None, head: Letterhead, copy: Copy) -> Receipt:
    """The slip with the platform's answer: it states the real reception and the date that counts."""
    moment = moment_in_words(local(received.received_at, head.zone))
    counts = day_in_words(local(f"{received.counts_from}T12:00:00Z", head.zone).date())
    return Receipt(
        (
            *_top(head, copy),
            _centred("Acuse de recibo", bold=True, double=True),
            *_subject(filed),
            Text(f"Recibido por la plataforma el {moment}."),
            Text(f"Cuenta a partir del {counts}."),
            Feed(),
            Text("Para saber cómo va", bold=True),
            Text(f"Vaya a cualquier ventanilla o llame al {head.help_phone}. Dé su folio."),
            *_code(received.code),
            *_clave(clave),
            *copy.mark(),
        )
    )


def _top(head: Letterhead, copy: Copy) -> tuple[ReceiptPart, ...]:
    place = (_centred(head.place),) if head.place else ()
    return (_centred("Ventanilla", bold=True), *place, *copy.mark(), Rule())


def _subject(filed: Filed) -> tuple[ReceiptPart, ...]:
    return (
        Feed(),
        Text(filed.name, bold=True),
        Text(filed.agency),
        Feed(),
        Text("Su folio"),
        Text(filed.folio, bold=True, double=True),
        Feed(),
    )


def _code(text: str) -> tuple[ReceiptPart, ...]:
    return (Feed(), Qr(text), _centred("Este código no guarda sus datos personales."))


def _clave(clave: str | None) -> tuple[ReceiptPart, ...]:
    if clave is None:
        return ()
    return (
        Feed(),
        Rule("desprenda y guarde aparte"),
        Feed(),
        Text("Clave de su trámite"),
        Text(clave, bold=True, double=True),
        Text("Con el folio y esta clave se ve todo su trámite. No la comparta."),
    )


def _centred(text: str, *, bold: bool = False, double: bool = False) -> Text:
    return Text(text, bold=bold, double=double, align=Align.CENTER)
