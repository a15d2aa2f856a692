"""What a receipt becomes on the wire: the same bytes each time, and no command out of somebody's data."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.contract import Align, Feed, JobId, Qr, Receipt, ReceiptPart, Rule, Text
from devices.printers.encoder import ReceiptEncoder
from devices.printers.layout import ReceiptContentError, TextRow, columns_of, lay_out, wrap
from devices.printers.preview import preview_png, preview_text
from devices.printers.profiles import PROFILES

FONTS = Path("config/fonts")
JOB = JobId("A0z9")
LOOK_ALIKE = re.compile(rb"\x10[\x04\x05\x14]")

ANY_TEXT = st.text(max_size=60)
LATIN_TEXT = st.text(st.characters(codec="cp1252"), max_size=120)
PARTS: st.SearchStrategy[ReceiptPart] = st.one_of(
    st.builds(Text, ANY_TEXT, st.booleans(), st.booleans(), st.sampled_from(Align)),
    st.builds(Rule, ANY_TEXT),
    st.builds(Feed, st.integers(0, 300)),
    st.builds(Qr, st.text(max_size=40)),
)
RECEIPTS = st.lists(PARTS, max_size=4).map(lambda parts: Receipt(tuple(parts)))
PROFILE_NAMES = st.sampled_from(["generic-80mm", "generic-58mm", "tm-t88v"])


def encoded(receipt: Receipt, profile: str = "generic-80mm", job: JobId = JOB) -> bytes:
    return ReceiptEncoder(PROFILES[profile], FONTS).encode(receipt, job)


def walk(data: bytes) -> list[tuple[str, bytes]]:
    """The commands of a job by their declared lengths, as a printer reads them."""
    fixed = {
        b"\x1b@": 0,
        b"\x1bt": 1,
        b"\x1ba": 1,
        b"\x1b!": 1,
        b"\x1bE": 1,
        b"\x1bd": 1,
        b"\x1bJ": 1,
        b"\x1da": 1,
        b"\x1dV": 1,
    }
    found: list[tuple[str, bytes]] = []
    while data:
        head = data[:2]
        if head in fixed:
            length = 2 + fixed[head]
        elif head == b"\x1dv":
            length = 8 + int.from_bytes(data[4:6], "little") * int.from_bytes(data[6:8], "little")
        elif head == b"\x1d(":
            length = 5 + int.from_bytes(data[3:5], "little")
        else:
            assert data[0] >= 0x20 or data[:1] == b"\n", data[:20]
            length = 1
        name = "text" if length == 1 else head.decode("ascii")
        found.append((name, data[:length]))
        data = data[length:]
    return found


@given(RECEIPTS, PROFILE_NAMES)
def test_every_byte_of_a_job_is_a_command_of_ours_or_a_printable_character(
    receipt: Receipt, profile: str
) -> None:
    data = encoded(receipt, profile)

    commands = walk(data)

    assert commands[0] == ("\x1b@", b"\x1b@")
    assert [command for name, command in commands if name == "\x1bt"] == [b"\x1bt\x10"]
    assert not LOOK_ALIKE.search(data)


@given(RECEIPTS, PROFILE_NAMES)
def test_pictures_come_in_bands_no_wider_than_the_paper(receipt: Receipt, profile: str) -> None:
    for name, command in walk(encoded(receipt, profile)):
        if name == "\x1dv":
            assert int.from_bytes(command[4:6], "little") * 8 <= PROFILES[profile].dots
            assert 0 < int.from_bytes(command[6:8], "little") <= 255


@given(RECEIPTS, PROFILE_NAMES)
def test_the_same_receipt_and_identifier_give_the_same_bytes(receipt: Receipt, profile: str) -> None:
    assert encoded(receipt, profile) == encoded(receipt, profile)


@given(st.one_of(ANY_TEXT, LATIN_TEXT), st.sampled_from([16, 21, 24, 32, 42, 48]))
def test_no_line_is_wider_than_the_paper_and_no_letter_is_lost(text: str, columns: int) -> None:
    wrapped = wrap(text, columns)

    assert all(columns_of(line) <= columns for line in wrapped)
    assert "".join(wrapped).replace(" ", "") == text.replace(" ", "")


@given(RECEIPTS, PROFILE_NAMES)
def test_rows_stay_within_the_columns(receipt: Receipt, profile: str) -> None:
    for row in lay_out(receipt, PROFILES[profile]):
        if isinstance(row, TextRow):
            assert columns_of(row.text) * (2 if row.double else 1) <= PROFILES[profile].columns


def test_a_name_with_commands_in_it_neither_cuts_nor_opens_the_drawer() -> None:
    data = encoded(Receipt((Text("Ana\x1bp\x00\x19\x19 \x1dV\x00Núñez\x9b\x10\x04\x01"),)))

    assert b"Anap VN\xfa\xf1ez\n" in data
    assert data.count(b"\x1dV") == 1


def test_accents_go_out_in_the_configured_code_page_composed() -> None:
    data = encoded(Receipt((Text("Sen\u0303or Nu\u0301ñez ÁÉÍÓÚ €10"),)))

    assert "Señor Núñez ÁÉÍÓÚ €10".encode("cp1252") + b"\n" in data


def test_a_line_the_code_page_lacks_is_drawn_and_its_neighbours_are_not() -> None:
    names = [
        name for name, _ in walk(encoded(Receipt((Text("Uno"), Text("nāhuatl tlahtōlli"), Text("Dos")))))
    ]

    assert names.count("\x1dv") == 1
    assert names.count("text") == len("Uno\nDos\n")


def test_a_drawn_line_has_ink() -> None:
    [picture] = [command for name, command in walk(encoded(Receipt((Text("tlahtōlli"),)))) if name == "\x1dv"]

    assert any(picture[8:])


def test_a_job_ends_with_feed_cut_and_its_identifier() -> None:
    assert encoded(Receipt((Text("x"),))).endswith(b"x\n\x1bd\x06\x1dV\x00\x1d(H\x06\x0000A0z9")


def test_a_printer_without_cutter_or_identifier_gets_neither() -> None:
    assert encoded(Receipt((Text("x"),)), "generic-58mm").endswith(b"x\n\x1bd\x06")


def test_bold_survives_double_size_because_the_size_goes_first() -> None:
    data = encoded(Receipt((Text("x", bold=True, double=True, align=Align.CENTER), Text("y"))))

    assert data.index(b"\x1b!\x30") < data.index(b"\x1bE\x01") < data.index(b"x\n")
    assert data.index(b"x\n") < data.index(b"\x1bE\x00") < data.index(b"y\n")


def test_a_folio_too_wide_for_the_paper_is_broken_between_its_groups() -> None:
    assert wrap("2F7K-8QWE-3M4N-9XYB", 16) == ["2F7K-8QWE-3M4N-", "9XYB"]


def test_a_qr_code_of_more_than_512_bytes_is_refused_by_name() -> None:
    with pytest.raises(ReceiptContentError, match="514 bytes"):
        encoded(Receipt((Qr("ñ" * 257),)))


@pytest.mark.parametrize("job", ["abc", "abcde", "a c1", "añb1", "ab\n1"])
def test_an_identifier_that_is_not_four_printable_characters_is_refused(job: str) -> None:
    with pytest.raises(ReceiptContentError):
        encoded(Receipt(()), job=JobId(job))


@pytest.mark.parametrize("profile", sorted(PROFILES))
@pytest.mark.parametrize("content", ["V1|2F7K-8QWE-3M4N-9XYB|" + "a" * 270, "ñ" * 256, "x"])
def test_the_qr_code_on_paper_can_be_read_and_has_its_quiet_zone(profile: str, content: str) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    model = PROFILES[profile]
    paper = Image.new("1", (model.dots, 4000), 1)
    y = 0
    for name, command in walk(encoded(Receipt((Qr(content),)), profile)):
        if name == "\x1dv":
            width, rows = int.from_bytes(command[4:6], "little") * 8, int.from_bytes(command[6:8], "little")
            paper.paste(Image.frombytes("1", (width, rows), command[8:], "raw", "1;I"), (0, y))
            y += rows

    [code] = zxingcpp.read_barcodes(paper.convert("L"))

    assert code.bytes == content.encode()
    assert code.position.top_left.x >= 4  # at the very least the quiet zone's modules, one dot each


def test_the_preview_shows_every_line_and_stays_within_the_paper() -> None:
    receipt = Receipt(
        (
            Text("Comprobante", double=True, align=Align.CENTER),
            Rule(),
            Text("Folio X"),
            Rule("desprenda aquí"),
        )
    )

    lines = preview_text(receipt, PROFILES["generic-58mm"]).splitlines()

    assert lines == ["     Comprobante", "─" * 32, "Folio X", "- - - -  desprenda aquí  - - - -"]


def test_the_preview_picture_is_a_strip_of_paper_with_ink() -> None:
    picture = Image.open(io.BytesIO(preview_png(Receipt((Text("Folio"),)), PROFILES["generic-80mm"], FONTS)))

    assert picture.width == 576 + 64
    assert min(picture.convert("L").tobytes()) < 60


def test_missing_fonts_are_no_reason_to_withhold_a_receipt(tmp_path: Path) -> None:
    encoder = ReceiptEncoder(PROFILES["generic-80mm"], tmp_path / "none")

    assert b"\x1dv" in encoder.encode(Receipt((Text("tlahtōlli"),)), JOB)


@pytest.mark.parametrize("cache", ["None", "Path(sys.argv[1]) / 'made' / 'for-it'"])
def test_importing_the_library_leaves_no_folder_logger_or_variable_behind(tmp_path: Path, cache: str) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    script = (
        "import sys, os, logging; from pathlib import Path\n"
        "from devices.printers.library import load_dummy\n"
        f"load_dummy({cache})\n"
        "assert not logging.getLogger().handlers\n"
        "assert 'ESCPOS_CAPABILITIES_PICKLE_DIR' not in os.environ\n"
    )

    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "cache")],
        check=True,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(Path.cwd())},
    )

    assert list(temporary.iterdir()) == []


def test_a_cache_that_others_can_write_to_is_not_trusted(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    script = (
        "import sys; from pathlib import Path\n"
        "from devices.printers.library import load_dummy\n"
        "load_dummy(Path(sys.argv[1]))\n"
    )

    subprocess.run(
        [sys.executable, "-c", script, str(shared)],
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )

    assert list(shared.iterdir()) == []
