"""Personal PINs of staff, and the lock-out after wrong ones: on disk, durable, over any restart.

A PIN is kept only as a scrypt verifier (RFC 7914) with its own salt. The count of wrong tries is written
before a try is compared, so pulling the plug forgives nothing; the delay runs on the steady clock of one boot
and starts anew in the next, so setting the wall clock forgives nothing either.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from offline_queue.clock import Clock
from terminal.files import write_private
from tramites.errors import ExpectedError

STAFF_FILE: Final = "staff.json"
LOCK_FILE: Final = "staff-lock.json"
LEAST_DIGITS: Final = 6
MOST_DIGITS: Final = 12
TRIES: Final = 5  # as VotingWorks: five, then 15 s doubling
FIRST_LOCK_SECONDS: Final = 15.0
LONGEST_LOCK_SECONDS: Final = 7680.0
_SALT_BYTES: Final = 16
_SCRYPT: Final = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


class StaffError(ExpectedError):
    """The list of staff cannot be read or changed; says what to do."""

    code = "staff.refused"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Who may enter, and what their PIN leaves behind. Bytes are base64."""

    name: str
    salt: str
    verifier: str


class _Staff(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    schema: str = "ventanilla-staff/1"
    people: tuple[Person, ...] = ()


class _Lock(msgspec.Struct, frozen=True, kw_only=True):
    """Wrong tries since the last right one; `until` counts on the steady clock of boot `boot_id`."""

    wrong: int = 0
    boot_id: str = ""
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Entered:
    """The PIN is this person's."""

    name: str


@dataclass(frozen=True, slots=True)
class WrongPin:
    """Nobody's PIN; `tries_left` before the pad is locked."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class PadLocked:
    """Too many wrong tries: nothing is compared for so long."""

    seconds: float


@dataclass(frozen=True, slots=True)
class NobodyListed:
    """No PIN was made on this terminal yet."""


@dataclass(frozen=True, slots=True)
class NotChecked:
    """The disk refused the note of the try, or the list is damaged: nothing was compared."""

    detail: str


EntryOutcome: TypeAlias = Entered | WrongPin | PadLocked | NobodyListed | NotChecked


class StaffList:
    """The people of `state_dir/staff.json`."""

    def __init__(self, state_dir: Path) -> None:
        self._file = state_dir / STAFF_FILE

    @property
    def names(self) -> tuple[str, ...]:
        """Who may enter. Raises StaffError when the file is damaged."""
        return tuple(person.name for person in self._read().people)

    def add(self, name: str, pin: str, entropy: Callable[[int], bytes]) -> None:
        """Let a person enter with this PIN. Raises StaffError naming what is missing."""
        name = name.strip()
        if not name:
            raise StaffError("Falta el nombre de la persona: ventanilla staff add NOMBRE")
        if not pin.isascii() or not pin.isdecimal() or not LEAST_DIGITS <= len(pin) <= MOST_DIGITS:
            raise StaffError(
                f"El PIN lleva de {LEAST_DIGITS} a {MOST_DIGITS} números, sin espacios ni letras."
            )
        if len(set(pin)) == 1 or pin in "01234567890123456789" or pin in "98765432109876543210":
            raise StaffError("Ese PIN se adivina: no repita un solo número ni los ponga en orden.")
        staff = self._read()
        if any(person.name.casefold() == name.casefold() for person in staff.people):
            raise StaffError(f"{self._file}: «{name}» ya está; quítelo con «ventanilla staff remove»")
        if _owner(staff.people, pin.encode()) is not None:
            raise StaffError("Ese PIN ya es de otra persona; elija otro.")
        salt = entropy(_SALT_BYTES)
        person = Person(name=name, salt=_text(salt), verifier=_text(_derived(pin.encode(), salt)))
        self._write((*staff.people, person))

    def remove(self, name: str) -> None:
        """Nobody enters with that person's PIN any more. Raises StaffError when nobody is called so."""
        people = self._read().people
        left = tuple(person for person in people if person.name.casefold() != name.strip().casefold())
        if len(left) == len(people):
            raise StaffError(f"{self._file}: no hay nadie que se llame «{name}»; vea «ventanilla staff list»")
        self._write(left)

    def owner_of(self, pin: bytes) -> str | None:
        """Whose PIN this is. Compares with everybody, so the time tells nothing."""
        return _owner(self._read().people, pin)

    def _read(self) -> _Staff:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_Staff)
        except FileNotFoundError:
            return _Staff()
        except (OSError, msgspec.MsgspecError) as error:
            raise StaffError(
                f"{self._file}: no se puede leer ({error}); bórrelo y haga otra vez los PIN"
            ) from error

    def _write(self, people: tuple[Person, ...]) -> None:
        try:
            write_private(self._file, msgspec.json.encode(_Staff(people=people)))
        except OSError as error:
            raise StaffError(
                f"{self._file}: no se pudo escribir ({error.strerror}); revise el disco"
            ) from error


class StaffDoor:
    """Compares a PIN and keeps the lock-out. Blocks (scrypt, disk): call it outside the GUI's thread."""

    def __init__(self, state_dir: Path, clock: Clock) -> None:
        self._staff = StaffList(state_dir)
        self._file = state_dir / LOCK_FILE
        self._clock = clock

    def enter(self, pin: bytearray) -> EntryOutcome:
        """Who this is. `pin` is overwritten before this returns."""
        try:
            return self._entered(bytes(pin))
        except StaffError as error:
            return NotChecked(str(error))
        except OSError as error:
            return NotChecked(f"{self._file}: no se pudo escribir ({error.strerror})")
        finally:
            pin[:] = bytes(len(pin))

    def locked_seconds(self) -> float:
        """How long the pad stays locked; 0 when a PIN may be tried."""
        lock = self._lock()
        left = lock.until - self._clock.monotonic()
        return max(0.0, left) if lock.wrong >= TRIES else 0.0

    def _entered(self, pin: bytes) -> EntryOutcome:
        if not self._staff.names:
            return NobodyListed()
        if (left := self.locked_seconds()) > 0:
            return PadLocked(left)
        before = self._lock()
        after = self._next(before.wrong + 1)
        self._write(after)  # first the note, then the answer: pulling the plug forgives nothing
        name = self._staff.owner_of(pin)
        if name is not None:
            self._write(_Lock())
            return Entered(name)
        return PadLocked(lock_seconds(after.wrong)) if after.wrong >= TRIES else WrongPin(TRIES - after.wrong)

    def _lock(self) -> _Lock:
        """What is on disk; in another boot, or damaged, the delay starts anew."""
        try:
            lock = msgspec.json.decode(self._file.read_bytes(), type=_Lock)
        except FileNotFoundError:
            return _Lock()
        except (OSError, msgspec.MsgspecError):
            lock = _Lock(wrong=TRIES)
        if lock.wrong >= TRIES and lock.boot_id != self._clock.boot_id:
            lock = self._next(lock.wrong)
            self._write(lock)
        return lock

    def _next(self, wrong: int) -> _Lock:
        until = self._clock.monotonic() + lock_seconds(wrong)
        return _Lock(wrong=wrong, boot_id=self._clock.boot_id, until=until)

    def _write(self, lock: _Lock) -> None:
        write_private(self._file, msgspec.json.encode(lock))


def lock_seconds(wrong: int) -> float:
    """How long the pad is locked after so many wrong tries in a row."""
    if wrong < TRIES:
        return 0.0
    return min(LONGEST_LOCK_SECONDS, FIRST_LOCK_SECONDS * 2.0 ** min(wrong - TRIES, 16))


def _owner(people: tuple[Person, ...], pin: bytes) -> str | None:
    found = None
    for person in people:
        derived = _derived(pin, _bytes(person.salt))
        if hmac.compare_digest(derived, _bytes(person.verifier)):
            found = person.name
    return found


def _derived(pin: bytes, salt: bytes) -> bytes:
    return hashlib.scrypt(pin, salt=salt, **_SCRYPT)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise StaffError(f"{STAFF_FILE}: está dañado; bórrelo y haga otra vez los PIN") from error
