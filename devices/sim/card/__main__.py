"""Start simulated cards for the two readers of a vpcd: python -m devices.sim.card."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from devices.sim.card.cards import DEFAULT_PIN, KeyPlace, Wallet
from devices.sim.card.desk import Desk
from devices.sim.control import ControlServer
from devices.sim.pki.folder import PkiFolderError, open_or_make
from devices.sim.pki.profiles import NAMES
from devices.sim.process import Loop, add_process_arguments, announce, bind_to_life_of_starter


def main(arguments: Sequence[str] | None = None) -> None:
    """Run until stopped by its control socket, a signal or the end of its starter."""
    parser = _arguments()
    options = parser.parse_args(arguments)
    loop = Loop()
    bind_to_life_of_starter(options, loop)
    try:
        pki = open_or_make(options.pki)
    except PkiFolderError as error:
        parser.error(str(error))
    desk = Desk(Wallet(pki, options.tries), options.port, loop.selector, loop.stop)
    control = ControlServer(Path(options.control), loop.selector, desk.orders())
    if options.profile is not None:
        desk.insert(options.profile, KeyPlace.SIGNATURE.value, DEFAULT_PIN, 0)
    announce(control=options.control, port=options.port, pki=str(pki.folder), trust=str(pki.trust))
    try:
        loop.run(desk.work)
    finally:
        control.close()
        desk.close()
        loop.close()


def _arguments() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m devices.sim.card", description=__doc__)
    add_process_arguments(parser)
    parser.add_argument(
        "--port", required=True, type=int, help="where the first reader listens; the second: the next port"
    )
    parser.add_argument(
        "--pki", required=True, type=Path, metavar="DIR", help="certificates and keys, made at first use"
    )
    parser.add_argument("--profile", choices=NAMES, help="whose card lies in the first reader at the start")
    parser.add_argument("--tries", type=int, default=3, help="wrong PINs until a card locks itself (3)")
    return parser


if __name__ == "__main__":
    main()
