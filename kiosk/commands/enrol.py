"""`ventanilla enrol`: this terminal and a platform come to trust each other, once."""

from pathlib import Path

import click

from config.load import load
from kiosk.command_errors import VentanillaCommand
from kiosk.commands.options import config_option


@click.command(cls=VentanillaCommand)
@click.option("--server", required=True, metavar="URL", help="Dirección de la plataforma, con https://.")
@click.option(
    "--token-file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
    metavar="FILE",
    help="Archivo con el pase de inscripción (VT1-…). Nunca se escribe en la línea de órdenes.",
)
@config_option
def enrol(server: str, token_file: Path, config_file: Path | None) -> None:
    """Inscribe esta terminal en una plataforma. El pase sirve una sola vez."""
    from terminal.enrolment import CATALOGUE_DIR, EnrolmentError
    from terminal.enrolment import enrol as trade_token

    terminal = load(config_file).settings.terminal
    state_dir = Path(terminal.state_dir)
    try:
        token = token_file.read_text(encoding="ascii").strip()
    except UnicodeDecodeError as error:
        raise EnrolmentError(f"{token_file}: no es un pase de inscripción; empieza con VT1-") from error
    enrolment = trade_token(server, token, state_dir, terminal.name)
    count = len(list((state_dir / CATALOGUE_DIR).glob("*.signed.json")))
    click.echo(f"Inscrita como {enrolment.terminal} («{enrolment.name}») en {enrolment.platform_url}.")
    click.echo(f"Trámites recibidos: {count}. Borre {token_file}: el pase ya no sirve.")
