"""What citizens are told under each code: one Spanish sentence per code, translated like any other text.

Sentences follow the design's wording rules: usted, what is missing and how to write it, no blame, no codes.
"""

from collections.abc import Mapping
from typing import Final

from ui.session_texts import SESSION_SENTENCES

# What to say of a device in one chip; the word agrees in gender with the device's name.
DEVICE_WORDS: Final[Mapping[str, str]] = {
    "printer.name": "Impresora",
    "printer.ready": "Lista",
    "printer.busy": "Ocupada",
    "printer.unknown": "No se sabe",
    "printer.out-of-order": "No responde",
    "scanner.name": "Lector de códigos",
    "scanner.ready": "Listo",
    "scanner.busy": "Ocupado",
    "scanner.unknown": "No se sabe",
    "scanner.out-of-order": "No responde",
    "card-reader.name": "Lector de tarjeta",
    "card-reader.ready": "Listo",
    "card-reader.busy": "Ocupado",
    "card-reader.unknown": "No se sabe",
    "card-reader.out-of-order": "No responde",
    "network.name": "Conexión",
    "network.ready": "En línea",
    "network.unknown": "No se sabe",
    "network.out-of-order": "Sin conexión",
}

# Why the paper did not come out, for the line below "Su trámite está a salvo".
PRINTER_TROUBLE: Final[Mapping[str, str]] = {
    "printer.paper-out": "Se acabó el papel y su comprobante no salió completo",
    "printer.cover-open": "La impresora está abierta y su comprobante no salió completo",
    "printer.disconnected": "La impresora no responde y su comprobante no salió completo",
    "printer.fault": "La impresora se detuvo y su comprobante no salió completo",
    "printer.no-answer": "No sabemos si su comprobante salió completo",
}

# Errors of a field: what is missing and how to write it.
FIELD_TROUBLE: Final[Mapping[str, str]] = {
    "field.required": "Escriba este dato para continuar.",
    "field.choice-required": "Elija una opción para continuar.",
    "field.too-short": "Le falta una parte. Escríbalo completo.",
    "field.too-long": "Es más largo de lo que cabe. Escriba solo lo necesario.",
    "field.not-a-number": "Escríbalo solo con números.",
    "field.email": "Falta la arroba (@). Escríbalo así: nombre@correo.mx",
    "field.postal-code": "El código postal tiene 5 números.",
    "field.phone": "El teléfono tiene 10 números, con la clave de su ciudad.",
    "field.date": "Revise el día, el mes y el año.",
    "folio.invalid": "Revise su folio. Son cuatro grupos de cuatro, como en su comprobante.",
}

SENTENCES: Final[Mapping[str, str]] = {
    **DEVICE_WORDS,
    **PRINTER_TROUBLE,
    **FIELD_TROUBLE,
    **SESSION_SENTENCES,
}


def text(code: str) -> str:
    """The Spanish sentence of a code.

    Raises:
        KeyError: for a code nobody wrote a sentence for; a test walks every code there is.
    """
    return SENTENCES[code]
