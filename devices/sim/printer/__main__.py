"""Start a simulated receipt printer: python -m devices.sim.printer."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from devices.sim.control import ControlServer
from devices.sim.line import Line, SerialLine, TcpLine
from devices.sim.printer.desk import Desk
from devices.sim.printer.paper.preview import FONT_FOLDERS, Preview
from devices.sim.printer.paper.record import Record
from devices.sim.printer.printer import Model
from devices.sim.process import Loop, add_process_arguments, announce, bind_to_life_of_starter


def main(arguments: Sequence[str] | None = None) -> None:
    """Run until stopped by its control socket, a signal or the end of its starter."""
    options = _arguments().parse_args(arguments)
    loop = Loop()
    bind_to_life_of_starter(options, loop)
    desk = _desk(options, loop)
    line = _line(options, loop, desk)
    desk.connect(line)
    control = ControlServer(Path(options.control), loop.selector, desk.orders())
    port = line.port if isinstance(line, TcpLine) else None
    announce(serial=options.serial, port=port, control=options.control)
    try:
        loop.run(desk.work)
    finally:
        control.close()
        line.unplug()
        loop.close()


def _desk(options: Namespace, loop: Loop) -> Desk:
    model = Model(
        columns=options.columns,
        paper_lines=options.paper_lines,
        near_end_lines=options.near_end_lines,
        near_end_sensor=not options.no_near_end_sensor,
        buffer_bytes=options.buffer,
        watches_data=not options.no_real_time_in_data,
        baud=options.baud,
        seconds_per_line=options.slow_mechanics,
    )
    folders = (*([options.fonts] if options.fonts else []), *FONT_FOLDERS)
    draw = None if options.no_preview else Preview(model.columns * 12, folders).draw
    record = Record(options.out, draw)
    return Desk(model, record, loop.stop)


def _line(options: Namespace, loop: Loop, desk: Desk) -> Line:
    if options.serial is not None:
        return SerialLine(Path(options.serial), loop.selector, desk.room, desk.deliver)
    return TcpLine(options.tcp, loop.selector, desk.room, desk.deliver)


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m devices.sim.printer", description=__doc__)
    add_process_arguments(parser)
    wire = parser.add_mutually_exclusive_group(required=True)
    wire.add_argument("--serial", metavar="LINK", help="the name of the pseudo-terminal")
    wire.add_argument("--tcp", type=int, metavar="PORT", help="a port of 127.0.0.1; 0 for a free one")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="where the receipts are written"
    )
    parser.add_argument("--columns", type=int, default=48, help="letters of font A in a line (48)")
    parser.add_argument("--paper-lines", type=int, default=400, help="length of a new roll (400)")
    parser.add_argument(
        "--near-end-lines", type=int, default=40, help="lines left when the roll is thin (40)"
    )
    parser.add_argument(
        "--no-near-end-sensor", action="store_true", help="a model that only sees the paper's end"
    )
    parser.add_argument("--buffer", type=int, default=4096, metavar="BYTES", help="the receive buffer (4096)")
    parser.add_argument(
        "--no-real-time-in-data", action="store_true", help="look for DLE only between commands"
    )
    parser.add_argument(
        "--baud", type=int, default=0, help="speed of the line; 0 (default) for as fast as it goes"
    )
    parser.add_argument(
        "--slow-mechanics", type=float, default=0.0, metavar="SECONDS", help="time per line (0)"
    )
    parser.add_argument("--fonts", type=Path, metavar="DIR", help="a folder with NotoSansMono fonts")
    parser.add_argument("--no-preview", action="store_true", help="draw no pictures")
    return parser


if __name__ == "__main__":
    main()
