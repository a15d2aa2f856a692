"""How a command ends: 0 yes, 1 no or trouble in the world, 2 wrong usage or configuration, 70 our bug."""

import sys
from typing import Any, Final, NoReturn

import click

from config.load import ConfigError
from tramites.errors import ExpectedError

NO_EXIT: Final = 1
USAGE_EXIT: Final = 2


class VentanillaGroup(click.Group):
    """A group whose commands end with the codes of the contract."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; expected trouble becomes one sentence on standard error."""
        try:
            return super().invoke(ctx)
        except ExpectedError as error:
            fail_with(error)


def fail_with(error: ExpectedError) -> NoReturn:
    """Say what is wrong and what to do, and end."""
    click.echo(f"{error}\n({error.code})", err=True)
    configuration = isinstance(error, ConfigError) or error.code.startswith(
        ("config.", "enrolment.", "device.")
    )
    sys.exit(USAGE_EXIT if configuration else NO_EXIT)
