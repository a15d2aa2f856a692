"""A receipt as the bytes of one ESC/POS job: the same on every printer, never a command out of data.

Order of a job: ESC @, ESC t once, GS a (so that the printer says by itself why it stops while bytes wait),
the rows, feed, cut, GS ( H with the job's identifier. python-escpos writes the commands it writes right;
text is encoded here.
"""

import re
from pathlib import Path
from typing import Any, Final, assert_never

from PIL import Image

from devices.contract import Align, JobId, Receipt
from devices.printers.drawing import RULE_MARGIN_DOTS, Typeface, centred, draw_qr, draw_rule
from devices.printers.layout import BlankRow, LineRow, QrRow, ReceiptContentError, Row, TextRow, lay_out
from devices.printers.library import load_dummy
from devices.printers.profiles import PrinterProfile

_LOOK_ALIKE: Final = re.compile(rb"\x10(?=[\x04\x05\x14])")
"""DLE EOT, DLE ENQ, DLE DC4: some printers obey these even inside the data of another command."""

_BAND_ROWS: Final = 255
_LINES_BEFORE_CUT: Final = 6
_INK_THRESHOLD: Final = 140
_SAY_CHANGES: Final = b"\x1d\x61\x0e"  # GS a: online, errors and paper, each change without being asked
_SELECT_CODE_PAGE: Final = b"\x1b\x74"
_FEED_DOTS: Final = b"\x1b\x4a"
_CUT: Final = b"\x1d\x56\x00"
_REPORT_WHEN_PRINTED: Final = b"\x1d\x28\x48\x06\x00\x30\x30"
_JOB_SHAPE: Final = re.compile(r"[!-~]{4}")
# Any library profile at least as wide as the picture: it is used for its check of widths, nothing else.
_LIBRARY_PROFILES: Final = {576: "TM-T20II", 512: "TM-T88V", 384: "POS-5890"}


class ReceiptEncoder:
    """Makes jobs for one printer model."""

    def __init__(self, profile: PrinterProfile, fonts: Path, cache: Path | None = None) -> None:
        self.profile = profile
        self._typeface = Typeface(fonts)
        self._cache = cache

    def encode(self, receipt: Receipt, job: JobId) -> bytes:
        """The job's bytes. Raises ReceiptContentError for what cannot be printed."""
        if not _JOB_SHAPE.fullmatch(job):
            raise ReceiptContentError("a job identifier is four printable ASCII characters")
        sheet = _Sheet(load_dummy(self._cache)(profile=_LIBRARY_PROFILES[self.profile.dots]), self.profile)
        sheet.start()
        for row in lay_out(receipt, self.profile):
            self._put(row, sheet)
        sheet.finish(job)
        return _checked(sheet.data())

    def _put(self, row: Row, sheet: "_Sheet") -> None:
        match row:
            case TextRow():
                letters = _letters(row.text)
                if letters is None:
                    sheet.picture(self._typeface.draw(row, self.profile))
                else:
                    sheet.text(row, letters)
            case LineRow():
                sheet.feed_dots(RULE_MARGIN_DOTS)
                sheet.picture(draw_rule(self.profile))
                sheet.feed_dots(RULE_MARGIN_DOTS)
            case QrRow():
                sheet.picture(centred(draw_qr(row), self.profile.dots))
            case BlankRow(lines):
                sheet.feed_lines(lines)
            case _:
                assert_never(row)


class _Sheet:
    """One job being written with python-escpos, which is told everything and trusted to remember nothing."""

    def __init__(self, library: Any, profile: PrinterProfile) -> None:
        self._library = library
        self._profile = profile
        self._style = (Align.LEFT, False, False)

    def start(self) -> None:
        self._library.hw("INIT")
        self._raw(_SELECT_CODE_PAGE + bytes((self._profile.cp1252_slot,)))
        self._raw(_SAY_CHANGES)

    def text(self, row: TextRow, letters: bytes) -> None:
        self._set_style(row.align, double=row.double, bold=row.bold)
        self._raw(letters + b"\n")

    def picture(self, drawn: Image.Image) -> None:
        self._set_style(Align.LEFT, double=False, bold=False)
        self._library.image(_safe_dots(drawn), impl="bitImageRaster", fragment_height=_BAND_ROWS)

    def feed_dots(self, dots: int) -> None:
        self._raw(_FEED_DOTS + bytes((dots,)))

    def feed_lines(self, lines: int) -> None:
        self._set_style(Align.LEFT, double=False, bold=False)
        while lines > 0:
            self._library.print_and_feed(min(lines, _BAND_ROWS))
            lines -= _BAND_ROWS

    def finish(self, job: JobId) -> None:
        self.feed_lines(_LINES_BEFORE_CUT)
        if self._profile.has_cutter:
            self._raw(_CUT)
        if self._profile.process_id:
            self._raw(_REPORT_WHEN_PRINTED + job.encode("ascii"))

    def data(self) -> bytes:
        return bytes(self._library.output)

    def _set_style(self, align: Align, *, double: bool, bold: bool) -> None:
        if self._style == (align, double, bold):
            return
        self._style = (align, double, bold)
        # The size goes first: ESC ! clears bold.
        size = {"double_width": True, "double_height": True} if double else {"normal_textsize": True}
        self._library.set(**size)
        self._library.set(bold=bold, align=align.value)

    def _raw(self, data: bytes) -> None:
        self._library._raw(data)  # noqa: SLF001  # python-escpos' documented way to send a command it lacks


def _letters(text: str) -> bytes | None:
    """The line in Windows-1252, or None when that code page lacks one of its letters."""
    try:
        return text.replace("\N{NO-BREAK SPACE}", " ").encode("cp1252")
    except UnicodeEncodeError:
        return None


def _safe_dots(drawn: Image.Image) -> Image.Image:
    """Black and white without dithering, and without bytes that look like a real-time command."""
    width = (drawn.width + 7) // 8 * 8
    padded = Image.new("L", (width, drawn.height), 255)
    padded.paste(drawn, (0, 0))
    dots = padded.point(_blackened).convert("1", dither=Image.Dither.NONE).tobytes("raw", "1;I")
    safe = _LOOK_ALIKE.sub(b"\x11", dots)
    return Image.frombytes("1", padded.size, safe, "raw", "1;I")


def _blackened(grey: int) -> int:
    return 0 if grey < _INK_THRESHOLD else 255


def _checked(data: bytes) -> bytes:
    if _LOOK_ALIKE.search(data):
        raise ReceiptContentError("a job with a real-time command inside was not sent: report this receipt")
    return data
