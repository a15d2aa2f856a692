"""The print buffer of one line: letters, tab stops, alignment and the printer's own wrapping."""

from dataclasses import replace

from devices.sim.printer.codepages import letter
from devices.sim.printer.paper.piece import Cell, TextLine
from devices.sim.printer.settings import Settings

_HALF, _ALL = 1, 2


class LineBuffer:
    """Letters waiting for the line to be printed. Positions are dots from the left margin."""

    def __init__(self) -> None:
        self._cells: list[Cell] = []
        self._pen = 0

    @property
    def empty(self) -> bool:
        """Whether the head stands at the beginning of the line."""
        return not self._cells and self._pen == 0

    def clear(self) -> None:
        """Drop what waits."""
        self._cells, self._pen = [], 0

    def full(self, settings: Settings) -> bool:
        """Whether the next letter would pass the right edge."""
        return not self.empty and self._pen + settings.style.cell_width > settings.width

    def add(self, byte: int, settings: Settings) -> None:
        """Set one letter behind the last."""
        self._cells.append(Cell(self._pen, letter(byte, settings.slot, settings.national), settings.style))
        self._pen += settings.style.cell_width + settings.letter_gap

    def tab(self, settings: Settings) -> None:
        """HT: move to the next tab stop; ignored behind the last one."""
        unit = settings.style.cell_width
        stops = [stop * unit for stop in settings.tab_stops if stop * unit > self._pen]
        if stops and stops[0] < settings.width:
            self._pen = stops[0]

    def take(self, settings: Settings) -> TextLine | None:
        """The finished line, aligned (ESC a), or None where there is none; the buffer is empty afterwards."""
        cells = self._cells
        shift = settings.left + offset(cells[-1].end if cells else 0, settings)
        self.clear()
        return TextLine(tuple(replace(cell, x=cell.x + shift) for cell in cells)) if cells else None


def offset(width: int, settings: Settings) -> int:
    """How far something `width` dots wide stands from the left margin under ESC a."""
    room = max(settings.width - width, 0)
    return {_HALF: room // 2, _ALL: room}.get(settings.align, 0)
