"""Paper physics: what takes paper, what stops at its end, and what a person finds in the tray."""

import pytest

from devices.sim.printer.paper.piece import DotRow, TextLine
from devices.sim.printer.printer import Model
from tests.unit.devices.sim.bench import CP1252, CUT, INITIALIZE, Bench, eot, process_id, qr, raster, response


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"a\n", 1),
        (b"\n", 1),
        (b"\x1bd\x05", 5),
        (b"a\x1bd\x01", 1),
        (b"\x1bJ\x3c", 2),
        (raster(1, 90, bytes(90)), 3),
        (b"a" * 48 + b"\n", 1),
        (b"a" * 49 + b"\n", 2),
        (b"\x1d!\x10" + b"a" * 25 + b"\n", 2),
        (b"\x1bM\x01" + b"a" * 64 + b"\n", 1),
        (b"\x1dV\x00", 0),
        (b"\r\x00", 0),
    ],
)
def test_paper_taken(bench: Bench, data: bytes, lines: int) -> None:
    bench.send(data)

    assert bench.lines_left == 400 - lines


def test_a_line_is_never_less_tall_than_its_letters(bench: Bench) -> None:
    bench.send(b"\x1d!\x01a\n")

    assert bench.printer.mechanism.roll.left == 400 * 30 - 48


def test_a_receipt_exists_only_after_the_cut(bench: Bench) -> None:
    bench.send(b"text\n")
    assert (bench.texts, bench.hanging) == ([], "text")

    bench.send(CUT)
    assert (bench.texts, bench.hanging) == (["text"], "")


def test_a_cut_without_a_feed_leaves_the_last_lines_behind_the_blade(bench: Bench) -> None:
    bench.send(b"".join(b"%d\n" % number for number in range(8)), b"\x1dV\x00")

    assert bench.texts == ["0\n1\n2\n3\n4"]
    assert bench.hanging == "5\n6\n7"


@pytest.mark.parametrize("lines", range(12))
def test_paper_end_in_mid_job_keeps_the_rest_and_goes_on_with_a_new_roll(bench: Bench, lines: int) -> None:
    bench.paper(lines)

    before = bench.send(b"".join(b"line %d\n" % number for number in range(10)), CUT, process_id(b"AB01"))
    assert before == b""
    assert bench.send(eot(2)) == b"\x32"

    bench.new_roll()
    assert bench.work() == response(b"AB01")
    assert "\n".join(text for text in bench.texts).split("\n") == [f"line {number}" for number in range(10)]
    cuts = [True] if lines == 0 else [False, True] if lines < 10 else [False]
    assert [cut for _, cut in bench.pieces] == cuts


def test_the_second_piece_says_that_it_continues_the_first(bench: Bench) -> None:
    bench.paper(1)
    bench.send(b"one\ntwo\n", CUT)
    bench.new_roll()
    bench.work()

    assert [(piece.text(), piece.continues, cut) for piece, cut in bench.pieces] == [
        ("one", False, False),
        ("two", True, True),
    ]


def test_paper_can_end_in_the_middle_of_an_image(bench: Bench) -> None:
    bench.paper(1)
    bench.send(raster(1, 50, b"\xff" * 50), CUT)
    bench.new_roll()
    bench.work()

    rows = [sum(isinstance(item.ink, DotRow) for item in piece.placed) for piece, _ in bench.pieces]
    assert rows == [30, 20]


def test_a_code_counts_for_the_piece_on_which_its_last_row_stands(bench: Bench) -> None:
    bench.paper(1)
    bench.send(qr(b"payload"), b"\n", CUT)
    bench.new_roll()
    bench.work()

    assert [piece.codes for piece, _ in bench.pieces] == [[], ["payload"]]


def test_an_open_cover_stops_printing_until_it_is_closed(bench: Bench) -> None:
    bench.printer.cover_open = True
    assert bench.send(b"text\n", CUT, process_id(b"AB01")) == b""

    bench.printer.cover_open = False
    assert bench.work() == response(b"AB01")
    assert bench.texts == ["text"]


def test_a_jammed_blade_shows_at_the_cut(bench: Bench) -> None:
    bench.printer.cutter_jammed = True
    bench.send(b"text\n")
    assert bench.send(eot(1)) == b"\x12"

    bench.send(CUT)
    assert bench.send(eot(1), eot(3)) == b"\x1a\x1a"


def test_the_buffer_is_finite_and_gives_room_again(bench: Bench) -> None:
    bench.printer.cover_open = True
    bench.send(b"x" * 4096)
    assert bench.printer.room == 0

    bench.printer.cover_open = False
    bench.work()
    assert bench.printer.room == 4096


def test_a_power_cycle_loses_the_rest_and_its_id_but_not_the_hanging_paper(bench: Bench) -> None:
    bench.paper(1)
    bench.send(b"one\ntwo\n", CUT, process_id(b"AB01"))
    bench.paper(100)

    bench.printer.power_cycle()

    assert bench.work() == b""
    assert (bench.texts, bench.hanging) == ([], "one")


def test_a_slow_line_lets_few_bytes_through_at_a_time() -> None:
    bench = Bench(Model(baud=9600))
    assert bench.printer.room == 9

    bench.send(b"x" * 9)
    assert bench.printer.room == 0
    bench.now = 0.01
    assert bench.printer.room == 9


def test_the_bytes_kept_are_those_that_made_the_paper(bench: Bench) -> None:
    body = INITIALIZE + CP1252 + b"text\n" + CUT

    bench.send(eot(1), body, process_id(b"AB01"), body)

    assert [bytes(piece.raw) for piece, _ in bench.pieces] == [body, body]


@pytest.mark.parametrize(
    ("slot", "byte", "letter"),
    [(16, 0xD1, "Ñ"), (16, 0x80, "€"), (0, 0xA5, "Ñ"), (2, 0xB5, "Á"), (19, 0xD5, "€"), (13, 0x8D, "ı")],
)
def test_letters_come_from_the_chosen_code_page(bench: Bench, slot: int, byte: int, letter: str) -> None:
    bench.send(b"\x1bt" + bytes((slot, byte)) + b"\n")

    assert bench.hanging == letter


def test_a_code_page_the_printer_lacks_changes_nothing(bench: Bench) -> None:
    bench.send(CP1252, b"\x1bt\xfe\xd1\n")

    assert bench.hanging == "Ñ"


def test_initialize_resets_code_page_and_style(bench: Bench) -> None:
    bench.send(CP1252, b"\x1bE\x01\x1d!\x11\x1ba\x01", INITIALIZE, b"\xa5\n")

    [placed] = bench.printer.mechanism.piece.placed
    assert isinstance(placed.ink, TextLine)
    [cell] = placed.ink.cells
    assert (cell.letter, cell.x, cell.style.bold, cell.style.wide) == ("Ñ", 0, False, 1)


def test_esc_exclamation_clears_what_it_does_not_set(bench: Bench) -> None:
    bench.send(b"\x1bE\x01\x1b-\x01\x1b!\x30a\n")

    [placed] = bench.printer.mechanism.piece.placed
    assert isinstance(placed.ink, TextLine)
    style = placed.ink.cells[0].style
    assert (style.bold, style.underline, style.wide, style.tall) == (False, 0, 2, 2)


def test_alignment_margin_and_tabs_move_the_text(bench: Bench) -> None:
    bench.send(b"\x1ba\x01abcd\n\x1ba\x02abcd\n\x1ba\x00a\tb\n\x1dL\x30\x00abcd\n")

    assert bench.hanging == f"{' ' * 22}abcd\n{' ' * 44}abcd\na       b\n    abcd"


def test_national_sets_replace_ascii(bench: Bench) -> None:
    bench.send(b"\x1bR\x0c\\|[\n")

    assert bench.hanging == "Ññ¡"


def test_images_are_dropped_where_a_line_was_begun_and_the_log_says_so(bench: Bench) -> None:
    bench.send(b"abc", raster(1, 1, b"\xff"), b"\n")

    assert bench.hanging == "abc"
    assert "GS v 0" in bench.printer.log[-1]


def test_stored_graphics_are_printed_by_function_50(bench: Bench) -> None:
    store = b"\x1d(L\x0c\x000p0\x01\x011\x08\x00\x02\x00\xaa\x55"

    bench.send(store)
    assert bench.printer.mechanism.piece.placed == []
    bench.send(b"\x1d(L\x02\x0002")

    assert [item.ink.data for item in bench.printer.mechanism.piece.placed] == [b"\xaa", b"\x55"]


def test_a_receipt_of_white_paper_is_no_receipt(bench: Bench) -> None:
    bench.send(b"\n\n", CUT)

    assert bench.pieces == []
