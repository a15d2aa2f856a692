"""Checks of devices: what was looked at, how it came out, in a technician's words, and what to do about it.

Levels, after UnifiedPOS `CheckHealth`: internal moves nothing and may run at any time; external moves the
hardware (a test slip). Each test leaves a record with its time; the last one is shown beside the live state.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Final, assert_never

import msgspec

from devices.contract import (
    Align,
    Condition,
    Confirmed,
    DeviceStatus,
    Feed,
    PrintOutcome,
    Receipt,
    Refused,
    Rule,
    Stopped,
    Text,
    Uncertain,
    WeaklyConfirmed,
)
from devices.discovery import MatchedDevice


class Level(Enum):
    """How far a check goes."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class Outcome(Enum):
    """How a check came out. UNKNOWN is neither good nor bad: nobody could tell."""

    PASSED = "passed"
    WARNING = "warning"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


# Worst first: the first of these that occurs is the condition of the whole.
WORST_FIRST: Final = (Outcome.FAILED, Outcome.UNKNOWN, Outcome.WARNING, Outcome.PASSED, Outcome.SKIPPED)


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing looked at. `sentence` and `remedy` are Spanish, for technicians, without personal data."""

    id: str  # "printer", "queue", …: stable, unique in a report
    name: str
    level: Level
    outcome: Outcome
    code: str  # "printer.paper-out": stable, for fleets and tickets
    word: str  # one or two words for a chip; agrees in gender with `name`
    sentence: str
    remedy: str = ""


class LastTest(msgspec.Struct, frozen=True, kw_only=True):
    """The last test of one device at one level."""

    id: str
    level: Level
    outcome: Outcome
    sentence: str
    at: str  # RFC 3339


DEVICE_NAMES: Final = {"printer": "Impresora de comprobantes", "scanner": "Lector de códigos"}
_READY: Final = {"printer": "Lista", "scanner": "Listo"}
_BUSY: Final = {"printer": "Ocupada", "scanner": "Ocupado"}
_GONE: Final = {"printer": "Desconectada", "scanner": "Desconectado"}


def overall(checks: Iterable[Check]) -> Outcome:
    """The condition of the whole: the worst there is; nothing looked at is unknown."""
    present = {check.outcome for check in checks}
    return next((outcome for outcome in WORST_FIRST if outcome in present), Outcome.UNKNOWN)


def check_device(device: MatchedDevice, status: DeviceStatus | None) -> Check:
    """The internal check of one device, from its sensors; without a status nobody asked it."""
    if not device.address:
        return _said(device.role, Outcome.SKIPPED, "not-configured", "No hay", "No está en los ajustes.")
    if status is None:
        return _unknown(device, "Aún no se consulta.")
    return _condition(device, status)


def check_test_slip(outcome: PrintOutcome) -> Check:
    """The external check of the printer: what became of its test slip."""
    match outcome:
        case Confirmed():
            return _slip(
                Outcome.PASSED, "confirmed", "Pasó", "Salió la hoja de prueba; la impresora lo confirmó."
            )
        case WeaklyConfirmed():
            return _slip(
                Outcome.WARNING,
                "weakly-confirmed",
                "Mírela",
                "La impresora la procesó, pero no puede confirmar el papel.",
                "Vea si la hoja de prueba salió completa y cortada.",
            )
        case Stopped(_, condition):
            found = _condition(_BENCH, DeviceStatus(condition))
            return _slip(
                Outcome.FAILED,
                "stopped",
                found.word,
                f"Se detuvo a media hoja. {found.sentence}",
                found.remedy,
            )
        case Uncertain():
            return _slip(
                Outcome.UNKNOWN,
                "uncertain",
                "No se sabe",
                "La línea se perdió a media hoja; no se sabe qué salió.",
                "Vea el papel y el cable, y repita la prueba.",
            )
        case Refused(condition):
            found = _condition(_BENCH, DeviceStatus(condition))
            return _slip(
                Outcome.FAILED, "refused", found.word, f"No se envió nada. {found.sentence}", found.remedy
            )
        case _:
            assert_never(outcome)


def make_test_slip(terminal: str, moment: str) -> Receipt:
    """About three centimetres of paper that nobody can take for a comprobante."""
    return Receipt(
        (
            Text("HOJA DE PRUEBA", bold=True, align=Align.CENTER),
            Text(f"Ventanilla {terminal}", align=Align.CENTER),
            Text(moment, align=Align.CENTER),
            Rule(),
            Text("áéíóúüñ ÁÉÍÓÚÜÑ ¿? 0123456789"),
            Text("No es un comprobante. Puede tirarla."),
            Feed(1),
        )
    )


_BENCH: Final = MatchedDevice("printer", "-", "", "", None)


def _condition(device: MatchedDevice, status: DeviceStatus) -> Check:
    role = device.role
    match status.condition:
        case Condition.READY:
            return _said(role, Outcome.PASSED, "ready", _READY[role], "Contesta y no tiene pendientes.")
        case Condition.BUSY:
            return _said(role, Outcome.PASSED, "busy", _BUSY[role], "Está trabajando.")
        case Condition.PAPER_LOW:
            return _said(role, Outcome.WARNING, "paper-low", *_PAPER_LOW)
        case Condition.PAPER_OUT:
            return _said(role, Outcome.FAILED, "paper-out", *_PAPER_OUT)
        case Condition.COVER_OPEN:
            return _said(role, Outcome.FAILED, "cover-open", *_COVER_OPEN)
        case Condition.FAULT:
            return _said(
                role,
                Outcome.FAILED,
                "fault",
                "Con falla",
                _with_detail("Avisa de una falla.", status),
                _FAULT[role],
            )
        case Condition.DISCONNECTED:
            return _disconnected(device, status)
        case Condition.UNKNOWN:
            return _unknown(device, _with_detail("No contesta.", status))
        case _:
            assert_never(status.condition)


_PAPER_LOW: Final = (
    "Poco papel",
    "Queda poco papel; todavía imprime.",
    "Ponga un rollo nuevo antes de irse.",
)
_PAPER_OUT: Final = (
    "Sin papel",
    "Se acabó el papel.",
    "Ponga un rollo térmico del mismo ancho, con el lado que se imprime hacia el cabezal.",
)
_COVER_OPEN: Final = ("Abierta", "La tapa está abierta.", "Ciérrela hasta oír el clic.")
_FAULT: Final = {
    "printer": "Apáguela, abra la tapa, quite el papel atorado, ciérrela y enciéndala.",
    "scanner": "Desconéctelo, espere diez segundos y conéctelo otra vez.",
}


def _disconnected(device: MatchedDevice, status: DeviceStatus) -> Check:
    where = f" ({device.address})" if device.address != "-" else ""
    return _said(
        device.role,
        Outcome.FAILED,
        "disconnected",
        _GONE[device.role],
        _with_detail(f"No se encuentra en su línea{where}.", status),
        "Vea la luz del aparato y los dos extremos del cable; si lo cambió de puerto, revise su dirección"
        " en los ajustes.",
    )


def _unknown(device: MatchedDevice, sentence: str) -> Check:
    return _said(
        device.role,
        Outcome.UNKNOWN,
        "unknown",
        "No se sabe",
        sentence,
        "Espere unos segundos; si sigue así, apáguelo, enciéndalo y revise su velocidad en los ajustes.",
    )


def _with_detail(sentence: str, status: DeviceStatus) -> str:
    return f"{sentence} Detalle: {status.detail}." if status.detail else sentence


def _said(role: str, outcome: Outcome, what: str, word: str, sentence: str, remedy: str = "") -> Check:
    return Check(
        id=role,
        name=DEVICE_NAMES[role],
        level=Level.INTERNAL,
        outcome=outcome,
        code=f"{role}.{what}",
        word=word,
        sentence=sentence,
        remedy=remedy,
    )


def _slip(outcome: Outcome, what: str, word: str, sentence: str, remedy: str = "") -> Check:
    return Check(
        id="printer",
        name="Hoja de prueba",
        level=Level.EXTERNAL,
        outcome=outcome,
        code=f"printer.test-{what}",
        word=word,
        sentence=sentence,
        remedy=remedy,
    )
