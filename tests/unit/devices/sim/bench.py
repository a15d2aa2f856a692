"""A simulated printer on a bench: no wire, no process, and a clock that stands still until it is moved."""

from dataclasses import dataclass, field

from devices.sim.printer.paper.piece import Piece
from devices.sim.printer.printer import Model, SimulatedPrinter

CUT = b"\x1dV\x42\x00"
INITIALIZE = b"\x1b@"
CP1252 = b"\x1bt\x10"


def eot(number: int) -> bytes:
    """DLE EOT n."""
    return b"\x10\x04" + bytes((number,))


def process_id(name: bytes) -> bytes:
    """GS ( H function 48."""
    return b"\x1d(H\x06\x0000" + name


def response(name: bytes) -> bytes:
    """What GS ( H is answered with."""
    return b"\x37\x22" + name + b"\x00"


def raster(width: int, rows: int, data: bytes) -> bytes:
    """GS v 0, normal size."""
    return b"\x1dv0\x00" + width.to_bytes(2, "little") + rows.to_bytes(2, "little") + data


def qr(payload: bytes, module: int = 6) -> bytes:
    """GS ( k: module size, error correction M, store, print."""
    size = (len(payload) + 3).to_bytes(2, "little")
    return (
        b"\x1d(k\x03\x001C" + bytes((module,)) + b"\x1d(k\x03\x001E1"
        b"\x1d(k" + size + b"1P0" + payload + b"\x1d(k\x03\x001Q0"
    )


@dataclass
class Bench:
    """One printer with ears: `heard` collects its answers, `pieces` the paper and whether a cut ended it."""

    model: Model = field(default_factory=Model)
    now: float = 0.0
    heard: bytearray = field(default_factory=bytearray)
    pieces: list[tuple[Piece, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.printer = SimulatedPrinter(self.model, self._hear, self._keep, lambda: self.now)

    @property
    def texts(self) -> list[str]:
        return [piece.text() for piece, _ in self.pieces]

    @property
    def hanging(self) -> str:
        return self.printer.mechanism.piece.text()

    @property
    def lines_left(self) -> int:
        return self.printer.mechanism.roll.lines

    def send(self, *data: bytes) -> bytes:
        """Send and let it work; give what it answered."""
        self.heard.clear()
        self.printer.receive(b"".join(data))
        self.printer.work()
        return bytes(self.heard)

    def work(self) -> bytes:
        """Let it go on; give what it said meanwhile."""
        self.heard.clear()
        self.printer.work()
        return bytes(self.heard)

    def paper(self, lines: int) -> None:
        self.printer.mechanism.roll.left = lines * 30

    def new_roll(self) -> None:
        self.printer.mechanism.tear_off(roll_changed=True)
        self.paper(400)

    def _hear(self, data: bytes) -> None:
        self.heard += data

    def _keep(self, piece: Piece, complete: bool) -> None:
        self.pieces.append((piece, complete))
