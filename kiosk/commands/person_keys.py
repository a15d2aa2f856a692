"""Checking a CURP or an RFC for `ventanilla identifier check`: the document of the contract and its words."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Any, Final

from tramites.identifiers.curp import Curp, CurpFlaw, CurpWarning, InvalidCurpError
from tramites.identifiers.rfc import InvalidRfcError, Rfc, RfcFlaw, RfcWarning

_WORDS: Final = {
    CurpFlaw.LENGTH.value: "una CURP tiene 18 letras y números",
    CurpFlaw.CHARACTERS.value: "una CURP solo tiene letras sin acento, sin Ñ, y números",
    CurpFlaw.LETTERS.value: "las primeras 4 son letras y la segunda es vocal o X",
    CurpFlaw.WORD.value: "esas 4 primeras letras no se asignan; la segunda se cambia por X",
    CurpFlaw.DATE.value: "las posiciones 5 a 10 no son una fecha que exista (año, mes, día)",
    CurpFlaw.SEX.value: "la posición 11 es H, M o X",
    CurpFlaw.STATE.value: "las posiciones 12 y 13 no son una entidad",
    CurpFlaw.CONSONANTS.value: "las posiciones 14 a 16 son consonantes o X",
    CurpFlaw.DIGIT.value: "el último número no corresponde; revise cada letra",
    CurpWarning.BIRTH_IN_FUTURE.value: "la fecha de nacimiento es futura; vea si la posición 17 es un cero",
    RfcFlaw.LENGTH.value: "un RFC tiene 13 letras y números, o 12 si es de una empresa",
    RfcFlaw.CHARACTERS.value: "un RFC solo tiene letras sin acento, Ñ, & y números",
    RfcFlaw.LETTERS.value: "empieza con 4 letras, o 3 si es de una empresa",
    RfcFlaw.DATE.value: "después de las letras no hay una fecha que exista (año, mes, día)",
    RfcFlaw.HOMOCLAVE.value: "los últimos 3 son dos letras o números y un número o A",
    RfcWarning.DIGIT.value: "el último carácter no es el que se calcula; compárelo con la constancia",
    RfcWarning.GENERIC.value: "es un RFC genérico; no es de una persona",
}
_ARTICLES: Final = {"curp": "una CURP", "rfc": "un RFC"}


def checked_curp(value: str, today: date) -> dict[str, Any]:
    """Whether it is well formed, and what its positions say."""
    try:
        curp = Curp.parse(value)
    except InvalidCurpError as error:
        return _not_valid("curp", value, error.flaw)
    return _valid("curp", value, curp.text, curp.warnings(today)) | {"parts": curp.parts()}


def checked_rfc(value: str) -> dict[str, Any]:
    """Whether it is well formed; a digit that does not fit is a warning."""
    try:
        rfc = Rfc.parse(value)
    except InvalidRfcError as error:
        return _not_valid("rfc", value, error.flaw)
    return _valid("rfc", value, rfc.text, rfc.warnings()) | {"parts": rfc.parts()}


def key_in_words(found: dict[str, Any]) -> str:
    """The same for people."""
    name = _ARTICLES[found["kind"]]
    if not found["valid"]:
        return f"No es {name}: {_WORDS[found['reason']]}."
    lines = [f"{found['normalised']} está escrito como {name}."]
    lines += [f"Aviso: {_WORDS[warning]}." for warning in found["warnings"]]
    return "\n".join([*lines, "Eso no prueba que exista: solo la autoridad lo sabe."])


def _valid(kind: str, value: str, normalised: str, warnings: Iterable[Enum]) -> dict[str, Any]:
    return {
        "kind": kind,
        "value": value,
        "normalised": normalised,
        "valid": True,
        "reason": None,
        "warnings": [warning.value for warning in warnings],
    }


def _not_valid(kind: str, value: str, flaw: Enum) -> dict[str, Any]:
    return {
        "kind": kind,
        "value": value,
        "normalised": None,
        "valid": False,
        "reason": flaw.value,
        "warnings": [],
        "parts": {},
    }
