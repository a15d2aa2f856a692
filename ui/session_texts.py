"""Sentences of one citizen's session, by code. `{name}` marks a place filled by the program."""

from collections.abc import Mapping
from typing import Final

START_WORDS: Final[Mapping[str, str]] = {
    "start.all-well": "Todo funciona ahora",
    "start.all-well-detail": "Impresora, lector de códigos y conexión listos",
    "start.no-printer": "Hoy no hay impresora",
    "start.no-printer-detail": "Su folio sale en pantalla, con QR",
    "start.no-line": "Sin conexión",
    "start.no-line-detail": "Puede hacer y guardar trámites; se envían después",
    "start.checking": "Revisando los aparatos",
    "start.checking-detail": "Puede empezar mientras tanto",
    "start.no-scanner": "Hoy no hay lector de códigos",
    "start.no-scanner-detail": "Puede escribir los datos en la pantalla",
    "start.crashed": "Hubo una falla en esta ventanilla. No se envió nada de lo que escribió.",
}

HOME_WORDS: Final[Mapping[str, str]] = {
    "home.count-one": "Aquí puede terminar {count} trámite.",
    "home.count-many": "Aquí puede terminar {count} trámites.",
    "home.nothing-found": "No encontramos «{typed}». Pruebe con otra palabra o toque Ayuda.",
    "home.finish": "Terminar",
    "home.finish-and-erase": "Terminar y borrar",
}

SHEET_WORDS: Final[Mapping[str, str]] = {
    "sheet.agency": "Este trámite lo resuelve: {agency}.",
    "sheet.minutes": "{minutes} minutos",
    "sheet.can": "Puede hacerlo ahora",
    "sheet.can-later": "Puede hacerlo ahora. Se envía cuando vuelva la conexión.",
    "sheet.can-no-paper": "Puede hacerlo ahora. Su folio sale en pantalla.",
    "sheet.cannot-line": "Ahora no se puede: este trámite necesita conexión.",
    "sheet.cannot-device": "Ahora no se puede: falta un aparato que este trámite necesita.",
    "sheet.cannot-store": "Ahora no se puede: esta ventanilla no puede guardar trámites. Avise al personal.",
}

REVIEW_WORDS: Final[Mapping[str, str]] = {
    "review.send": "Enviar",
    "review.empty": "Lo dejó vacío",
    "review.not-stored": "Todavía no se guardó su trámite. Toque Enviar otra vez o avise al personal.",
    "review.to-answer": "Falta esta respuesta",
}

PROOF_WORDS: Final[Mapping[str, str]] = {
    "proof.saved-offline": "Ahora no hay conexión. Se enviará solo, en cuanto vuelva.",
    "proof.saved-online": "Ya se está enviando. No tiene que esperar.",
    "proof.folio": "Su folio",
    "proof.folio-provisional": "Su folio",
    "proof.folio-note": "Con él puede seguir su trámite en cualquier ventanilla o por teléfono.",
    "proof.folio-note-provisional": "Sirve desde ahora. Será el mismo cuando se envíe.",
    "proof.to-send": "Pendiente de enviar",
    "proof.received": "Recibido",
    "proof.clave-note": "Su clave. Anótela aparte: con ella se ve todo su trámite.",
    "proof.step-saved": "Guardado en esta ventanilla",
    "proof.step-saved-line": "Hoy, {time}. Cifrado, aunque se vaya la luz.",
    "proof.step-send": "Se envía a: {agency}",
    "proof.step-send-line": "En cuanto haya conexión.",
    "proof.step-sending-line": "Se está enviando ahora.",
    "proof.step-sent-line": "Recibido hoy, {time}.",
    "proof.step-acuse": "Recibe su acuse",
    "proof.step-acuse-line": "Aquí o en cualquier ventanilla, con su folio.",
    "proof.date-title": "Qué fecha cuenta",
    "proof.counts-from": "Cuenta a partir del {day}.",
    "proof.danger-title": "Si hay peligro, no espere",
}

PAPER_WORDS: Final[Mapping[str, str]] = {
    "paper.comprobante": "comprobante",
    "paper.acuse": "acuse",
    "paper.waiting": "Su {paper} está por salir",
    "paper.waiting-line": "Esperamos un momento la respuesta.",
    "paper.printing": "Su {paper} está saliendo",
    "paper.printing-line": "Espere a que se corte solo.",
    "paper.confirmed": "Su {paper} salió completo",
    "paper.confirmed-line": "Tómelo de la ranura, debajo de la pantalla.",
    "paper.replaced-line": "Tome los dos. El nuevo dice «sustituye al anterior».",
    "paper.probable": "Su {paper} debió salir completo. ¿Lo tiene?",
    "paper.probable-line": "Tómelo de la ranura, debajo de la pantalla.",
    "paper.uncertain": "¿Salió completo su {paper}?",
    "paper.uncertain-line": "La impresora no nos lo pudo decir.",
    "paper.thanks": "Conserve su {paper}",
    "paper.no-more": "Anote su folio. En otra ventanilla le dan su {paper}.",
    "paper.no-more-line": "Su trámite está guardado.",
    "paper.none": "Hoy no hay impresora. Anote su folio",
    "paper.none-line": "También puede tomarle una foto a la pantalla.",
    "paper.silent": "La impresora no responde. Anote su folio",
    "paper.silent-line": "También puede tomarle una foto a la pantalla.",
    "paper.out": "Se acabó el papel y su {paper} no salió completo",
    "paper.out-before": "No hay papel para su {paper}",
    "paper.cover": "La impresora está abierta y su {paper} no salió completo",
    "paper.cover-before": "La impresora está abierta y su {paper} no ha salido",
    "paper.fault": "La impresora se detuvo y su {paper} no salió completo",
    "paper.fault-before": "La impresora no funciona y su {paper} no ha salido",
    "paper.partial-line": "Lo que salió no sirve: el nuevo dirá «sustituye al anterior».",
    "paper.before-line": "Saldrá solo en cuanto el personal lo arregle.",
    "paper.staff-key": "Clave para el personal: {key}",
    "paper.staff-coming": "Espere aquí. El personal ve el aviso en esta pantalla desde las {time}.",
    "paper.safe": "Su trámite está a salvo",
    "paper.registered": "Quedó guardado hoy a las {time}. No tiene que repetirlo.",
}

FOLLOW_WORDS: Final[Mapping[str, str]] = {
    "follow.scan-ready": "O acerque el código de su comprobante al lector.",
    "follow.scan-none": "El lector de códigos no responde. Escriba su folio.",
    "follow.asking": "Estamos preguntando…",
    "clave.invalid": "Revise su clave. Son dos grupos de cuatro, en la parte que se desprende.",
    "case.not-found": "No encontramos ese folio con esa clave. Revíselos en su comprobante.",
    "case.locked": "Para cuidar su trámite, espere 15 minutos antes de intentar otra vez.",
    "case.no-line": "Ahora no hay conexión. Su trámite sigue guardado; pregunte más tarde.",
    "case.state-received": "Recibido",
    "case.state-with-agency": "En la dependencia",
    "case.state-crew-assigned": "Cuadrilla asignada",
    "case.state-crew-on-the-way": "Cuadrilla en camino",
    "case.state-resolved": "Atendido",
    "case.state-already-reported": "Ya estaba reportado",
    "case.state-needs-review": "En revisión",
    "case.state-other": "En trámite",
    "case.no-clave": "Con su clave puede ver todos los detalles.",
    "case.agency-folio": "Folio de la dependencia: {folio}",
}

QUESTION_WORDS: Final[Mapping[str, str]] = {
    "question.scan-ready": "El lector está listo",
    "question.scan-none": "El lector no responde. Escriba los números.",
    "question.option-scanner": "El lector no responde",
    "question.today": "Hoy",
    "question.yesterday": "Ayer",
    "question.yes": "Sí",
    "question.no": "No",
    "answer.missing": "Escriba este dato para continuar.",
    "answer.missing-choice": "Elija una opción para continuar.",
    "answer.too-short": "Le falta una parte. Escríbalo completo.",
    "answer.too-long": "Es más largo de lo que cabe. Escriba solo lo necesario.",
    "answer.not-listed": "Elija una de las opciones de la lista.",
    "answer.phone-digits": "El teléfono tiene 10 números, con la clave de su ciudad.",
    "answer.date-impossible": "Revise el día, el mes y el año.",
    "answer.date-in-future": "Esa fecha todavía no llega. Escriba un día que ya pasó.",
    "answer.date-too-old": "Esa fecha es de hace mucho tiempo. Revise el año.",
    "answer.unreadable": "Ese código no se puede leer. Acérquelo otra vez o escriba los números.",
}

TIME_WORDS: Final[Mapping[str, str]] = {
    "still-there.title": "¿Sigue ahí?",
    "still-there.text": "Para cuidar sus datos, cerraremos esta sesión y borraremos lo que escribió.",
    "still-there.not-sent": "Todavía no se ha enviado nada.",
    "still-there.filed": "Su trámite ya quedó registrado.",
}

HELP_WORDS: Final[Mapping[str, str]] = {
    "help.title": "Ayuda",
    "help.one": "Toque lo que quiere hacer. Si se equivoca, toque Regresar: no pierde nada.",
    "help.two": "Para letra más grande u otros colores, toque Idioma y texto.",
    "help.three": "Si se va, borramos todo lo que escribió.",
    "help.phone": "Si necesita hablar con alguien, llame al {phone}.",
}

SETTINGS_WORDS: Final[Mapping[str, str]] = {
    "settings.text-1": "Compacta",
    "settings.text-2": "Normal",
    "settings.text-3": "Grande",
    "settings.text-4": "Muy grande",
    "settings.light": "Claro",
    "settings.dark": "Oscuro",
    "settings.black-white": "Blanco y negro",
    "settings.contrast": "Alto contraste",
    "settings.more-time": "Darme más tiempo",
    "settings.louder": "Voz más fuerte",
}

# Said aloud only: where a page stands without its values, the voice says why.
SPEECH_WORDS: Final[Mapping[str, str]] = {
    "speech.buttons": "Abajo puede tocar",
    "speech.answers-silent": (
        "Sus respuestas están en la pantalla. No las decimos en voz alta, para cuidar sus datos."
    ),
    "speech.folio-silent": "Su folio está en la pantalla. No lo decimos en voz alta, para cuidar su trámite.",
    "speech.case-silent": (
        "Los detalles están en la pantalla. No los decimos en voz alta, para cuidar sus datos."
    ),
}

SESSION_SENTENCES: Final[Mapping[str, str]] = {
    **START_WORDS,
    **HOME_WORDS,
    **SHEET_WORDS,
    **REVIEW_WORDS,
    **PROOF_WORDS,
    **PAPER_WORDS,
    **FOLLOW_WORDS,
    **QUESTION_WORDS,
    **TIME_WORDS,
    **HELP_WORDS,
    **SETTINGS_WORDS,
    **SPEECH_WORDS,
}
