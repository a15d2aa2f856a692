"""The picture is drawn from the bytes: what a phone reads on it is what was sent."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from devices.sim.printer.paper import preview
from devices.sim.printer.paper.preview import Preview
from devices.sim.printer.paper.record import Record
from tests.unit.devices.sim.bench import CP1252, CUT, Bench, qr, raster

BOLD_ONLY = preview.FONT_FOLDERS[0]  # the product's own fonts: its screens use no other fixed-width face
URL = b"https://ventanilla.example/f/4KX7-09QW-11AB-2CD5"


def picture(folder: Path, *data: bytes, fonts: tuple[Path, ...] = preview.FONT_FOLDERS) -> Image.Image:
    bench = Bench()
    bench.send(*data, CUT)
    path = folder / "piece.png"
    Preview(576, fonts).draw(bench.pieces[0][0], path)
    with Image.open(path) as image:
        return image.convert("RGB")


def codes(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def dark(image: Image.Image) -> int:
    return sum(image.convert("L").histogram()[:128])


def test_a_qr_code_is_decodable(tmp_path: Path) -> None:
    assert codes(picture(tmp_path, b"Folio\n\n\x1ba\x01", qr(URL), b"\n\n")) == [URL.decode()]


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"{BFOLIO-123", "FOLIO-123"), (b"{C\x0c\x22\x38", "123456"), (b"{BA{C\x0c\x22{BZ", "A1234Z")],
)
def test_a_code128_is_decodable(tmp_path: Path, data: bytes, text: str) -> None:
    barcode = b"\x1dh\x50\x1dw\x02\x1dk\x49" + bytes((len(data),)) + data

    assert codes(picture(tmp_path, b"\x1ba\x01", barcode, b"\n\n")) == [text]


def test_raster_dots_stand_where_they_were_sent(tmp_path: Path) -> None:
    image = picture(tmp_path, raster(2, 2, b"\x80\x01\x00\x00"))

    row = [x for x in range(image.width) if image.getpixel((x, 24 + 96)) == preview.INK]
    assert row == [preview.SIDE_MARGIN, preview.SIDE_MARGIN + 15]


def test_the_paper_is_80_mm_wide_and_not_quite_white(tmp_path: Path) -> None:
    image = picture(tmp_path, b"a\n")

    assert image.width == 640
    assert image.getpixel((0, 0)) == preview.PAPER != (255, 255, 255)


def test_double_size_letters_take_about_four_times_the_ink(tmp_path: Path) -> None:
    normal, double = (dark(picture(tmp_path, size + b"MMMM\n")) for size in (b"", b"\x1d!\x11"))

    assert 3 < double / normal < 5


def test_bold_is_blacker_and_white_on_black_blacker_still(tmp_path: Path) -> None:
    normal, bold, inverse = (
        dark(picture(tmp_path, style + b"MMMM\n")) for style in (b"", b"\x1bE\x01", b"\x1dB\x01")
    )

    assert normal < bold < inverse


def test_upside_down_text_stands_at_the_other_edge(tmp_path: Path) -> None:
    image = picture(tmp_path, b"\x1b{\x01M\n")

    assert image.crop((320, 0, 640, image.height)).getextrema()[0][0] < 128
    assert image.crop((0, 0, 320, image.height)).getextrema()[0][0] > 128


def test_without_any_font_file_the_picture_is_still_drawn(tmp_path: Path) -> None:
    assert dark(picture(tmp_path, CP1252 + b"\x1bE\x01MMMM\n", fonts=())) > 0


def test_a_folder_with_only_a_bold_font_still_shows_what_is_bold(tmp_path: Path) -> None:
    normal, bold = (
        dark(picture(tmp_path, style + b"MMMM\n", fonts=(BOLD_ONLY,))) for style in (b"", b"\x1bE\x01")
    )

    assert normal < bold


def test_a_record_goes_on_counting_where_an_earlier_run_ended(tmp_path: Path) -> None:
    for _ in range(2):
        record = Record(tmp_path, None)
        bench = Bench()
        bench.send(b"text\n", CUT)
        record.finish(*bench.pieces[0])

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "receipt-0001.bin",
        "receipt-0001.txt",
        "receipt-0002.bin",
        "receipt-0002.txt",
    ]
    assert record.receipts[0].png is None
