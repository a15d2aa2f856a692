"""`ventanilla receipt …`: what a slip is on paper, without a printer."""

from pathlib import Path

import click

from kiosk.command_errors import VentanillaGroup
from tramites.errors import ExpectedError

_new_file = click.Path(dir_okay=False, writable=True, path_type=Path)


class UnwritableOutputError(ExpectedError):
    """A file that was asked for cannot be written."""

    code = "receipt.output"


@click.group(cls=VentanillaGroup)
def receipt() -> None:
    """Dibuja un comprobante sin impresora."""


@receipt.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.json")
@click.option("--profile", default="generic-80mm", show_default=True, help="Modelo de impresora.")
@click.option(
    "-o", "output", type=_new_file, required=True, metavar="FILE.bin", help="Los bytes del trabajo."
)
@click.option("--preview", type=_new_file, metavar="FILE.png", help="Cómo se ve el papel.")
@click.option("--text", "text_file", type=_new_file, metavar="FILE.txt", help="Qué dice el papel.")
def render(file: Path, profile: str, output: Path, preview: Path | None, text_file: Path | None) -> None:
    """Escribe los bytes que recibiría la impresora y, si se pide, su imagen y su texto."""
    from devices.registry import render_receipt
    from kiosk.commands.receipt_file import ReceiptFileError, read_receipt
    from terminal.places import fonts_folder

    content = read_receipt(file)
    try:
        rendered = render_receipt(content, profile, fonts_folder())
    except ExpectedError as error:
        if error.code != "receipt.content":
            raise
        raise ReceiptFileError(f"{file}: {error}") from error
    _write(output, rendered.data)
    if preview is not None:
        _write(preview, rendered.png)
    if text_file is not None:
        _write(text_file, rendered.text.encode())


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UnwritableOutputError(
            f"{path}: no se puede escribir ({error.strerror}); revise la carpeta"
        ) from error
