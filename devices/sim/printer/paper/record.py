"""The pieces of paper as files: the bytes that made each, its text and its picture."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from devices.sim.printer.paper.piece import Piece

Draw: TypeAlias = Callable[[Piece, Path], None]
"""Draws a piece into the file it is given."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One recorded piece of paper; `complete`: the printer cut it, nobody tore it off."""

    index: int
    text: str
    complete: bool
    continues: bool
    bin: Path
    png: Path | None
    codes: tuple[str, ...]
    barcodes: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The shape the control socket answers with."""
        return {
            "index": self.index,
            "text": self.text,
            "complete": self.complete,
            "continues": self.continues,
            "bin": str(self.bin),
            "png": None if self.png is None else str(self.png),
            "codes": list(self.codes),
            "barcodes": list(self.barcodes),
        }


class Record:
    """Writes each finished piece as receipt-NNNN.bin, .txt and .png; a file appears whole or not at all."""

    def __init__(self, folder: Path, draw: Draw | None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._draw = draw
        self._next = 1 + max((int(path.stem[-4:]) for path in folder.glob("receipt-[0-9]*.bin")), default=0)
        self.receipts: list[Receipt] = []

    def finish(self, piece: Piece, complete: bool) -> None:  # noqa: FBT001 - the mechanism's callback
        """Keep one piece."""
        stem = f"receipt-{self._next:04d}"
        text = piece.text()
        receipt = Receipt(
            index=self._next,
            text=text,
            complete=complete,
            continues=piece.continues,
            bin=self._write(f"{stem}.bin", lambda path: path.write_bytes(piece.raw)),
            png=self._picture(f"{stem}.png", piece),
            codes=tuple(piece.codes),
            barcodes=tuple(piece.barcodes),
        )
        self._write(f"{stem}.txt", lambda path: path.write_text(f"{text}\n", encoding="utf-8"))
        self._next += 1
        self.receipts.append(receipt)

    def _picture(self, name: str, piece: Piece) -> Path | None:
        draw = self._draw
        return None if draw is None else self._write(name, lambda path: draw(piece, path))

    def _write(self, name: str, write: Callable[[Path], object]) -> Path:
        path = self._folder / name
        unfinished = self._folder / f".{name}"
        write(unfinished)
        return unfinished.replace(path)
