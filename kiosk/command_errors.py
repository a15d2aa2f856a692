"""How a command ends: 0 yes, 1 no or trouble in the world, 2 wrong usage or configuration, 70 our bug.

Click's own words are English; the few that everybody reads are given here in Spanish.
"""

import sys
from typing import Any, Final, NoReturn

import click

from config.load import ConfigError
from tramites.errors import ExpectedError

NO_EXIT: Final = 1
USAGE_EXIT: Final = 2
_USAGE_CODES: Final = ("config.", "enrolment.", "device.", "receipt.file")
_NAMES: Final = {"help_option_names": ["-h", "--help"]}


class _InSpanish(click.Command):
    """Help in Spanish."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in Spanish."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Muestra esta ayuda y termina."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line "Uso: …"."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Uso: ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words after the command's name."""
        words = {"[OPTIONS]": "[OPCIONES]", "COMMAND [ARGS]...": "ORDEN [ARGUMENTOS]…"}
        return [words.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The section "Opciones"."""
        records = [each for option in self.get_params(ctx) if (each := option.get_help_record(ctx))]
        if records:
            with formatter.section("Opciones"):
                formatter.write_dl(records)


class VentanillaCommand(_InSpanish):
    """A command with its help in Spanish."""


class VentanillaGroup(_InSpanish, click.Group):
    """A group whose commands end with the codes of the contract."""

    command_class = VentanillaCommand
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("context_settings", _NAMES)
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The section "Órdenes"."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(90)) for name, command in found if command is not None]
        with formatter.section("Órdenes"):
            formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; expected trouble becomes one sentence on standard error."""
        try:
            return super().invoke(ctx)
        except ExpectedError as error:
            fail_with(error)


def fail_with(error: ExpectedError) -> NoReturn:
    """Say what is wrong and what to do, and end."""
    click.echo(f"{error}\n({error.code})", err=True)
    configuration = isinstance(error, ConfigError) or error.code.startswith(_USAGE_CODES)
    sys.exit(USAGE_EXIT if configuration else NO_EXIT)
