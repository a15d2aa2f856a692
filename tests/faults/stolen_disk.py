"""What whoever steals a terminal's disk can read: every file searched for every value, in every spelling.

Plain text in UTF-8, Latin-1 and UTF-16, whatever the case of its letters; hexadecimal; base64 in both
alphabets and all three alignments; and the same inside any zstd, gzip or zlib stream, nested ones too.
"""

import base64
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import msgspec
import zstandard

from central_platform.authority import Authority
from terminal.enrolment import CA_FILE, CATALOGUE_DIR, ENROLMENT_FILE, KEY_FILE
from terminal.files import write_private
from tests.fakes.platforms import platform_here
from tests.faults.headless_terminal import QUEUE_DIR
from tests.faults.nursery import Message, Nursery
from tests.faults.platform_child import CATALOGUE
from tramites.wire.keys import OpeningKeys, key_id

_ZSTD: Final = b"\x28\xb5\x2f\xfd"
_GZIP: Final = b"\x1f\x8b\x08"
# RFC 1950: the second byte makes the pair a multiple of 31; these are what compressors write.
_ZLIB: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MOST: Final = 64 * 1024 * 1024
QUEUE: Final = Path("terminal") / QUEUE_DIR
LOGS: Final = Path("logs")
_DEEPEST: Final = 3
_PIECE: Final = 64
Values = Sequence[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """A value that can be read: where, and how it is spelled there."""

    file: Path
    value: str
    spelling: str


def file_waiting(directory: Path, number: int) -> list[str]:
    """A terminal files so many trámites with the line down and stops. What its citizens answered.

    Afterwards `directory / QUEUE` is its queue with the print ledger, `directory / LOGS` what it logged.
    """
    values: list[str] = []

    def listen(message: Message) -> None:
        values.extend(message.get("answered", ()))

    enrol_by_hand(directory)
    (directory / LOGS).mkdir()
    terminal = Nursery("terminal", directory / LOGS / "terminal.log", listen)
    try:
        nobody = "https://127.0.0.1:9"  # the discard port: nothing listens there
        terminal.start("filled", state_dir=str(directory / "terminal"), url=nobody, seed=1, fill=number)
        terminal.wait()
    finally:
        terminal.close()
    return sorted(set(values))


def enrol_by_hand(directory: Path, definitions: Path = CATALOGUE) -> None:
    """An enrolled terminal in `directory / "terminal"`, its platform's keys in `directory / "platform"`."""
    state = directory / "terminal"
    with platform_here(directory / "platform", catalogue_dir=definitions) as platform:
        enrolled = platform.enrol()
        write_private(state / ENROLMENT_FILE, msgspec.json.encode(enrolled.enrolment))
        write_private(state / KEY_FILE, enrolled.signer.key.private_bytes_raw())
        write_private(state / CA_FILE, platform.authority.ca_pem)
        for number, document in enumerate(platform.services.catalogue.bundle.definitions):
            write_private(state / CATALOGUE_DIR / f"{number}.signed.json", document)


def opening_keys(directory: Path) -> OpeningKeys:
    """The agency's keys: what the thief has not got."""
    keys = Authority.open(directory / "platform").agency_keys.values()
    return {key_id(key.public_key()): key for key in keys}


def scan(directory: Path, values: list[str]) -> list[Finding]:
    """Search every file below a directory, or one file, for every value."""
    needles = _needles(values)
    findings: list[Finding] = []
    files = [directory] if directory.is_file() else [path for path in directory.rglob("*") if path.is_file()]
    for file in sorted(files):
        found = _found_in(file.read_bytes(), needles, "", _DEEPEST)
        findings += [Finding(file, value, spelling) for value, spelling in sorted(found)]
        named = _found_in(str(file.relative_to(directory)).encode(), needles, "file name: ", 0)
        findings += [Finding(file, value, spelling) for value, spelling in sorted(named)]
    return findings


@dataclass(frozen=True, slots=True)
class _Needle:
    """One spelling of one value, and the view of a file it is looked for in."""

    value: str
    spelling: str
    view: Callable[[bytes], bytes]
    sought: bytes


def _needles(values: Values) -> list[_Needle]:
    return [needle for value in values for needle in _spellings(value)]


def _spellings(value: str) -> Iterator[_Needle]:
    for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
        try:
            data = value.encode(encoding)
        except UnicodeEncodeError:
            continue
        yield _Needle(value, encoding, bytes.lower, data.lower())
        if encoding in {"utf-8", "latin-1"}:
            yield from _caseless(value, encoding)
            yield _Needle(value, f"hex of {encoding}", bytes.lower, data.hex().encode())
            yield from _base64(value, data, encoding)
    yield _Needle(value, "escaped JSON", bytes.lower, json.dumps(value)[1:-1].encode().lower())


def _caseless(value: str, encoding: str) -> Iterator[_Needle]:
    """`bytes.lower` knows ASCII only: letters with accents are looked for in the usual three cases."""
    for spelled in {value.casefold(), value.upper(), value.title()} - {value}:
        try:
            yield _Needle(value, f"{encoding}, other case", bytes.lower, spelled.encode(encoding).lower())
        except UnicodeEncodeError:
            continue


def _base64(value: str, data: bytes, encoding: str) -> Iterator[_Needle]:
    """The same bytes spell differently at each of three alignments; letters shared with neighbours go."""
    for before in range(3):
        whole = base64.b64encode(bytes(before) + data)
        first, end = -(-8 * before // 6), 8 * (before + len(data)) // 6
        for name, spelled in (("base64", whole), ("url-safe base64", whole.translate(_URL_SAFE))):
            yield _Needle(value, f"{name} of {encoding}", bytes, spelled[first:end])


_URL_SAFE: Final = bytes.maketrans(b"+/", b"-_")


def _found_in(data: bytes, needles: list[_Needle], where: str, depth: int) -> set[tuple[str, str]]:
    views: dict[Callable[[bytes], bytes], bytes] = {}
    found = set()
    for needle in needles:
        view = views.setdefault(needle.view, needle.view(data))
        if needle.sought in view:
            found.add((needle.value, where + needle.spelling))
    if depth:
        for name, inner in streams(data):
            found |= _found_in(inner, needles, f"{where}{name} › ", depth - 1)
    return found


def streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every compressed stream that begins anywhere in the data, as far as it can be read."""
    for at in _places(data, _ZSTD):
        yield from _named("zstd", _inflate_zstd(data[at:]))
    for at in _places(data, _GZIP):
        yield from _named("gzip", _inflate(data[at:], 16 + zlib.MAX_WBITS))
    for start in _ZLIB:
        for at in _places(data, start):
            yield from _named("zlib", _inflate(data[at:], zlib.MAX_WBITS))


def _named(name: str, inner: bytes) -> Iterator[tuple[str, bytes]]:
    if inner:
        yield name, inner


def _places(data: bytes, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def _inflate(data: bytes, bits: int) -> bytes:
    return _read_stream(lambda: zlib.decompressobj(bits), data)


def _inflate_zstd(data: bytes) -> bytes:
    return _read_stream(lambda: zstandard.ZstdDecompressor().decompressobj(), data)


class _Machine(Protocol):
    """What both libraries call a decompressor."""

    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, /) -> bytes: ...


def _read_stream(make: Callable[[], _Machine], data: bytes) -> bytes:
    """What can be read of a stream, though it is cut off, runs into something else, or is none."""
    out, good = _feed(make(), data, _PIECE)
    if good < len(data):
        out, _ = _feed(make(), data[: good + _PIECE], 1)
    return out


def _feed(machine: _Machine, data: bytes, piece: int) -> tuple[bytes, int]:
    """What came out, and up to where the input was good."""
    out = bytearray()
    for start in range(0, len(data), piece):
        try:
            out += machine.decompress(data[start : start + piece])
        except (zlib.error, zstandard.ZstdError):
            return bytes(out), start
        if machine.eof or len(out) >= _MOST:
            break
    return bytes(out), len(data)
