"""Checks of what is not a device: queue, disk, clock, line, enrolment, catalogue. They change nothing."""

import ctypes
import shutil
import socket
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from devices.health import Check, Level, Outcome
from offline_queue import inspect
from offline_queue.line import LineState
from offline_queue.store import DATABASE_NAME
from terminal.catalogue import load_catalogue
from terminal.enrolment import CATALOGUE_DIR, load_identity
from tramites.errors import ExpectedError

_MEGABYTE: Final = 1024 * 1024
_NOT_BEFORE: Final = datetime(2026, 1, 1, tzinfo=UTC)  # a clock before this product lost its battery
_OLD_SECONDS: Final = 24 * 3600.0
_TIME_ERROR: Final = 5  # adjtimex(2): the clock is not synchronised
_TIMEX_BYTES: Final = 512  # larger than struct timex anywhere
_HTTPS: Final = 443


def check_queue(folder: Path, now: datetime, *, verify: bool = True) -> Check:
    """Both copies of the queue against each other, and what waits."""
    if not (folder / DATABASE_NAME).is_file():
        return _queue(
            Outcome.UNKNOWN,
            "none",
            "No se sabe",
            "Todavía no hay cola.",
            "Abra la ventanilla una vez: ella la crea.",
        )
    try:
        status = inspect.status(folder, now)
        problems = inspect.verify(folder).problems if verify else ()
    except ExpectedError as error:
        return _queue(Outcome.FAILED, "damaged", "Dañada", str(error), _SAVE_THE_FOLDER)
    if problems:
        what = f"{len(problems)} diferencias entre sus dos copias. La primera: {problems[0]}"
        return _queue(Outcome.FAILED, "damaged", "Dañada", what, _SAVE_THE_FOLDER)
    return _waiting(status)


_SAVE_THE_FOLDER: Final = (
    "No borre nada. Cierre y abra la ventanilla: se repara con la segunda copia;"
    " si sigue así, llame a soporte."
)


def _waiting(status: inspect.QueueStatus) -> Check:
    pending = status.counts["pending"]
    apart = status.counts["quarantined"] + status.counts["conflict"]
    words = "Nada espera." if not pending else f"{_counted(pending)} por enviar."
    age = status.oldest_pending_seconds or 0.0
    if pending:
        words += f" El más viejo espera {age_in_words(age)}."
    if apart:
        what = f"{words} {_counted(apart)} con atención de una persona en la plataforma."
        return _queue(
            Outcome.WARNING,
            "apart",
            "Apartados",
            what,
            "Avise al centro de operación; no hay que hacer nada aquí.",
        )
    if pending and age > _OLD_SECONDS:
        return _queue(
            Outcome.WARNING, "old", "Atrasada", words, "Revise la línea; se envía sola cuando vuelve."
        )
    return _queue(Outcome.PASSED, "sound", "Enviando" if pending else "Bien", words)


def age_in_words(seconds: float) -> str:
    """As in "12 minutos", "3 horas", "2 días"."""
    for size, one, many in ((86400, "día", "días"), (3600, "hora", "horas"), (60, "minuto", "minutos")):
        count = int(seconds // size)
        if count:
            return f"{count} {one if count == 1 else many}"
    return "menos de un minuto"


def check_disk(folder: Path, reserve_bytes: int) -> Check:
    """Whether trámites still fit: below the reserve none is taken any more."""
    try:
        usage = shutil.disk_usage(folder)
    except OSError as error:
        remedy = "Revise [terminal] state_dir en los ajustes."
        return _disk(Outcome.FAILED, "none", "No está", f"{folder}: {error.strerror}.", remedy)
    words = f"Quedan {usage.free // _MEGABYTE} MB; la reserva es de {reserve_bytes // _MEGABYTE} MB."
    if usage.free < reserve_bytes:
        return _disk(
            Outcome.FAILED, "full", "Lleno", words, "Libere espacio fuera de la carpeta de la ventanilla."
        )
    if usage.free < 2 * reserve_bytes:
        return _disk(
            Outcome.WARNING, "low", "Poco", words, "Libere espacio fuera de la carpeta de la ventanilla."
        )
    return _disk(Outcome.PASSED, "room", "Bien", words)


def check_clock(now: datetime, synchronised: bool | None, newest_act: str | None = None) -> Check:  # noqa: FBT001  # a fact, not a switch
    """Whether the hour can be believed. `newest_act` is the time of the newest trámite (RFC 3339)."""
    hour = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    if now < _NOT_BEFORE or (newest_act and now < datetime.fromisoformat(newest_act)):
        what = f"Dice {hour}, una hora anterior a lo que ya se hizo aquí."
        return _clock(
            Outcome.FAILED, "behind", "Atrasado", what, "Ponga la hora y cambie la pila de la placa."
        )
    if synchronised is None:
        return _clock(
            Outcome.UNKNOWN, "unknown", "No se sabe", f"Dice {hour}; no se puede saber si está a tiempo."
        )
    if not synchronised:
        what = f"Dice {hour}; nadie la ha comparado con la hora oficial."
        return _clock(
            Outcome.WARNING, "alone", "Sin comparar", what, "Revise la línea y el servicio de hora (NTP)."
        )
    return _clock(Outcome.PASSED, "trusted", "A tiempo", f"Dice {hour}, comparada con la hora oficial.")


def clock_synchronised() -> bool | None:
    """What the kernel says of its clock (adjtimex, asking only); None where it does not tell."""
    try:
        answer = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    except (OSError, AttributeError):
        return None
    return None if answer < 0 else answer != _TIME_ERROR


def check_line(state: LineState) -> Check:
    """What the sync knows of the line."""
    outcome, what, word, sentence, remedy = _LINES[state]
    return _line(outcome, what, word, sentence, remedy)


_LINES: Final = {
    LineState.UNKNOWN: (
        Outcome.UNKNOWN, "unknown", "No se sabe", "Todavía no se intenta.", "Espere un minuto."
    ),
    LineState.UP: (Outcome.PASSED, "up", "En línea", "La plataforma contesta a esta ventanilla.", ""),
    LineState.DOWN: (
        Outcome.WARNING,
        "down",
        "Sin línea",
        "La plataforma no contesta; los trámites se guardan y se envían después.",
        "Revise el cable de red, el módem y sus luces.",
    ),
    LineState.CAPTIVE: (
        Outcome.FAILED,
        "captive",
        "Red con portal",
        "Contesta otra cosa en lugar de la plataforma.",
        "La red pide entrar en una página: pida una red sin portal o que dejen pasar a esta máquina.",
    ),
    LineState.REFUSED: (
        Outcome.FAILED,
        "refused",
        "Rechazada",
        "La plataforma contesta, pero no acepta a esta ventanilla.",
        "Llame al centro de operación: revise su inscripción.",
    ),
}  # fmt: skip


def check_reach(
    platform_url: str, seconds: float, connect: Callable[..., socket.socket] = socket.create_connection
) -> Check:
    """Whether something answers where the platform is: a way there, not yet its welcome."""
    parts = urlsplit(platform_url)
    host, port = parts.hostname or "", parts.port or _HTTPS
    try:
        connect((host, port), timeout=seconds).close()
    except OSError as error:
        return _line(
            Outcome.WARNING,
            "unreachable",
            "Sin línea",
            f"{host}:{port} no contesta ({error}); los trámites se guardan y se envían después.",
            "Revise el cable de red, el módem y sus luces.",
        )
    what = f"Hay camino hasta {host}:{port}; la ventanilla abierta dice si la plataforma la acepta."
    return _line(Outcome.PASSED, "reachable", "Hay línea", what)


def check_enrolment(state_dir: Path) -> Check:
    """Whether this terminal has its key and knows its platform."""
    try:
        identity = load_identity(state_dir)
    except ExpectedError as error:
        return _enrolment(Outcome.FAILED, "none", "Falta", str(error), "Inscríbala con «ventanilla enrol».")
    enrolment = identity.enrolment
    if not identity.ca_file.is_file():
        what = f"{identity.ca_file}: no existe."
        return _enrolment(Outcome.FAILED, "no-ca", "Incompleta", what, "Vuelva a inscribir la ventanilla.")
    words = f"Inscrita como {enrolment.terminal} en {enrolment.platform_url}."
    if enrolment.demo:
        return _enrolment(Outcome.WARNING, "demo", "Demostración", words, "No atienda a personas con ella.")
    return _enrolment(Outcome.PASSED, "enrolled", "Bien", words)


def check_catalogue(state_dir: Path, today: date) -> Check:
    """How many trámites are offered, and which files are refused and why."""
    try:
        keys = load_identity(state_dir).catalogue_keys()
    except ExpectedError:
        words = "Sin inscripción no se sabe qué firma aceptar."
        return _catalogue(Outcome.UNKNOWN, "unknown", "No se sabe", words, "Inscriba primero la ventanilla.")
    found = load_catalogue(state_dir / CATALOGUE_DIR, keys, today)
    offered = (
        f"Se ofrecen {len(found.offered)} trámites." if len(found.offered) != 1 else "Se ofrece 1 trámite."
    )
    remedy = "Pida el catálogo vigente a la plataforma; lo demás sigue funcionando."
    if found.refused:
        first = found.refused[0]
        what = f"{offered} Archivos rechazados: {len(found.refused)}. {first.file}: {first.reason}"
        return _catalogue(Outcome.WARNING, "refused", "Con rechazos", what, remedy)
    if not found.offered:
        return _catalogue(Outcome.FAILED, "empty", "Vacío", offered, remedy)
    return _catalogue(Outcome.PASSED, "sound", "Bien", offered)


def _counted(count: int) -> str:
    return "1 trámite" if count == 1 else f"{count} trámites"


def _maker(identifier: str, name: str) -> Callable[..., Check]:
    def make(outcome: Outcome, what: str, word: str, sentence: str, remedy: str = "") -> Check:
        return Check(
            id=identifier,
            name=name,
            level=Level.INTERNAL,
            outcome=outcome,
            code=f"{identifier}.{what}",
            word=word,
            sentence=sentence,
            remedy=remedy,
        )

    return make


_queue = _maker("queue", "Cola")
_disk = _maker("disk", "Disco")
_clock = _maker("clock", "Reloj")
_line = _maker("line", "Red")
_enrolment = _maker("enrolment", "Inscripción")
_catalogue = _maker("catalogue", "Catálogo")
