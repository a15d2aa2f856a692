"""What staff are told, in Spanish only: technician mode is not translated, no citizen reads this."""

from collections.abc import Mapping
from typing import Final

from devices.health import Outcome

KINDS: Final[Mapping[Outcome, str]] = {
    Outcome.PASSED: "ok",
    Outcome.WARNING: "warn",
    Outcome.FAILED: "bad",
    Outcome.UNKNOWN: "none",
    Outcome.SKIPPED: "none",
}
OVERALL: Final[Mapping[Outcome, str]] = {
    Outcome.PASSED: "Todo bien",
    Outcome.WARNING: "Necesita atención",
    Outcome.FAILED: "Necesita arreglo",
    Outcome.UNKNOWN: "Falta revisar",
    Outcome.SKIPPED: "Falta revisar",
}
TEST_WORDS: Final[Mapping[Outcome, str]] = {
    Outcome.PASSED: "Pasó",
    Outcome.WARNING: "Pasó; mire el papel",
    Outcome.FAILED: "Falló",
    Outcome.UNKNOWN: "No se supo",
    Outcome.SKIPPED: "No se hizo",
}
# What citizens go without while a check stands like this.
LOSSES: Final[Mapping[str, str]] = {
    "printer": "comprobantes en papel",
    "scanner": "leer códigos; tendrán que escribirlos",
    "queue": "guardar trámites",
    "disk": "guardar trámites",
    "clock": "una fecha segura en sus trámites",
    "line": "el acuse al momento",
    "enrolment": "ningún trámite",
    "catalogue": "trámites que ofrecer",
}


def wrong_pin(tries_left: int) -> str:
    """What is said after a PIN that is nobody's."""
    if tries_left == 1:
        return "Ese PIN no es de nadie. Queda 1 intento."
    return f"Ese PIN no es de nadie. Quedan {tries_left} intentos."


def locked(seconds: int) -> str:
    """How long the pad waits."""
    minutes, rest = divmod(seconds, 60)
    left = f"{minutes} min {rest} s" if minutes else f"{rest} s"
    return f"Demasiados intentos. Podrá intentar de nuevo en {left}."


NOBODY: Final = "Nadie tiene PIN en esta ventanilla. Hágalo en la consola: ventanilla staff add NOMBRE"
NOT_CHECKED: Final = (
    "No se pudo guardar el intento, así que no se comparó. Revise el disco con «ventanilla diagnose»."
)


def closes_in(seconds: int) -> str:
    """When technician mode closes by itself."""
    return f"Cierra en {max(1, round(seconds / 60))} min"
