"""The catalogue of log events: every line a log can hold, and what it tells a technician.

Logs are JSON lines. An event carries codes, counts, file and device names; never an answer, a clave, a PIN,
or the message of an exception, which may quote what a citizen typed. `tests/architecture` holds code and
catalogue together.
"""

from enum import Enum


class LogEvent(Enum):
    """The event's name and, for people, what it means and what to do."""

    CARD_FAILED = ("card.failed", "Una lectura o firma con tarjeta no se hizo; dice por qué. Nada se firmó.")
    CARD_NOT_RESET = (
        "card.not-reset",
        "La tarjeta no se pudo reiniciar después de usarla; pida que la saquen.",
    )
    CATALOGUE_LEFT_OUT = (
        "catalogue.left-out",
        "La plataforma no publica una definición; `platform check` dice cuál.",
    )
    CATALOGUE_REFUSED = ("catalogue.refused", "La terminal no ofrece un archivo del catálogo; trae la razón.")
    DEVICE_DRIVER_BUG = (
        "device.driver-bug",
        "Falla de un controlador; el aparato queda en falla y se reintenta.",
    )
    DISPATCH_BUG = ("dispatch.bug", "Falla al entregar a una dependencia; se reintenta.")
    DISPATCH_DATABASE_BUSY = ("dispatch.database-busy", "La base estaba ocupada; se reintenta.")
    LANGUAGE_REFUSED = ("language.refused", "Un paquete de lengua no se ofrece; trae la razón.")
    LANGUAGE_UNKNOWN = ("language.unknown", "Se pidió una lengua que no se ofrece; no cambió nada.")
    PLATFORM_BUG = ("platform.bug", "Falla de la plataforma al contestar; la terminal reintenta.")
    PLATFORM_DATABASE_BUSY = ("platform.database-busy", "La base estaba ocupada; la terminal reintenta.")
    PRINT_LEDGER_NOT_WRITTEN = ("print.ledger-not-written", "No se anotó un papel; el papel sí se imprime.")
    QUEUE_NOT_USABLE = (
        "queue.not-usable",
        "No se pueden guardar trámites; la ventanilla queda fuera de servicio.",
    )
    QUEUE_REPAIRED = ("queue.repaired", "La cola se reparó al abrir; dice qué y dónde quedó lo dañado.")
    SCANNER_OVERFLOW = (
        "scanner.overflow",
        "Ruido en el lector: se descartaron bytes; revise cable y aparato.",
    )
    SCREEN_WARNING = ("screen.warning", "Aviso del motor de pantallas; repórtelo.")
    SERVICE_NOT_TOLD = ("service.not-told", "No se pudo avisar al sistema que la ventanilla funciona.")
    SPEECH_FINISHED = ("speech.finished", "La voz terminó; dice cuántas frases, nunca cuáles.")
    SPEECH_PIPE_CLOSED = ("speech.pipe-closed", "El programa de voz terminó antes de leer todo.")
    SPEECH_STARTED = ("speech.started", "La voz empezó; dice cuántas frases, nunca cuáles.")
    SPEECH_UNAVAILABLE = ("speech.unavailable", "No hay voz en esta máquina; falta espeak-ng o su salida.")
    STAFF_ENTERED = ("staff.entered", "Entró una persona del personal; dice su nombre en la lista.")
    STAFF_LOCKED = ("staff.locked", "Cinco PIN equivocados o más; dice cuánto hay que esperar.")
    STAFF_NOT_CHECKED = (
        "staff.not-checked",
        "No se pudo anotar el intento, y sin nota no se compara el PIN.",
    )
    SYNC_PERSON_NEEDED = ("sync.person-needed", "La plataforma apartó un trámite; `queue list` dice cuál.")
    SYNC_QUEUE_UNAVAILABLE = ("sync.queue-unavailable", "La cola no se pudo leer al enviar; se reintenta.")
    SYNC_RECORD_REFUSED = ("sync.record-refused", "La plataforma no aceptó un envío; se reintenta aparte.")
    SYNC_RESULT_FOR_OTHER_BYTES = (
        "sync.result-for-other-bytes",
        "Respuesta de otro contenido; no cambió nada.",
    )
    SYNC_TROUBLE = ("sync.trouble", "La línea falló; dice cómo. Se reintenta sola.")
    TERMINAL_CRASHED = ("terminal.crashed", "Falla inesperada; la terminal vuelve a empezar sola.")
    THEME_APPLIED = ("theme.applied", "Se aplicó el tema de una institución.")
    THEME_REFUSED = ("theme.refused", "Un tema no cumple; se usa el neutral. Trae la razón.")

    @property
    def code(self) -> str:
        """The name in the log; never reused for anything else."""
        return self.value[0]

    @property
    def meaning(self) -> str:
        """What it tells a technician."""
        return self.value[1]
