"""Where a person was born, as the CURP spells it: 32 entidades federativas and NE, born abroad."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class State:
    """An entidad federativa: two letters in the CURP, two digits at INEGI (None: born abroad)."""

    code: str
    inegi: str | None
    name: str


# Instructivo Normativo para la Asignación de la CURP (SEGOB, 2006). CL, CM, CS, CH: the most confused.
_ROWS: Final = (
    ("AS", "Aguascalientes"),
    ("BC", "Baja California"),
    ("BS", "Baja California Sur"),
    ("CC", "Campeche"),
    ("CL", "Coahuila de Zaragoza"),
    ("CM", "Colima"),
    ("CS", "Chiapas"),
    ("CH", "Chihuahua"),
    ("DF", "Ciudad de México"),
    ("DG", "Durango"),
    ("GT", "Guanajuato"),
    ("GR", "Guerrero"),
    ("HG", "Hidalgo"),
    ("JC", "Jalisco"),
    ("MC", "México"),
    ("MN", "Michoacán de Ocampo"),
    ("MS", "Morelos"),
    ("NT", "Nayarit"),
    ("NL", "Nuevo León"),
    ("OC", "Oaxaca"),
    ("PL", "Puebla"),
    ("QT", "Querétaro"),
    ("QR", "Quintana Roo"),
    ("SP", "San Luis Potosí"),
    ("SL", "Sinaloa"),
    ("SR", "Sonora"),
    ("TC", "Tabasco"),
    ("TS", "Tamaulipas"),
    ("TL", "Tlaxcala"),
    ("VZ", "Veracruz de Ignacio de la Llave"),
    ("YN", "Yucatán"),
    ("ZS", "Zacatecas"),
)
ABROAD: Final = State("NE", None, "Nacida o nacido en el extranjero")
STATES: Final = {
    code: State(code, f"{number:02}", name) for number, (code, name) in enumerate(_ROWS, start=1)
} | {ABROAD.code: ABROAD}
