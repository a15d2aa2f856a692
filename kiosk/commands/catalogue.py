"""`ventanilla catalogue …`: what this terminal offers, and whether a definition can be offered."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

from config.load import load
from kiosk.command_errors import NO_EXIT, VentanillaGroup
from kiosk.commands.options import config_option, json_option
from kiosk.output import print_json, print_table
from tramites.errors import ExpectedError

if TYPE_CHECKING:
    from terminal.catalogue import Catalogue, Offered

_existing = click.Path(exists=True, path_type=Path)
_DEFINITION: Final = "tramite/"  # how the «esquema» of every definition begins


class UnknownTramiteError(ExpectedError):
    """This terminal does not offer a trámite of that name."""

    code = "catalogue.unknown"


@click.group(cls=VentanillaGroup)
def catalogue() -> None:
    """Los trámites que se ofrecen."""


@catalogue.command("list")
@config_option
@json_option
def list_offered(config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Lo que esta terminal ofrece hoy, y los archivos que no acepta, con la razón."""
    found = _load(config_file)
    if as_json:
        offered = [_summary(each) for each in found.offered.values()]
        refused = [{"file": each.file, "code": each.code, "reason": each.reason} for each in found.refused]
        print_json({"offered": offered, "refused": refused})
        return
    rows = [
        (each.definition.id, each.definition.version, each.definition.name) for each in found.offered.values()
    ]
    print_table(("Trámite", "Versión", "Nombre"), rows)
    for refusal in found.refused:
        click.echo(f"No se ofrece {refusal.file}: {refusal.reason} ({refusal.code})")


@catalogue.command()
@config_option
def fetch(config_file: Path | None) -> None:
    """Baja otra vez las definiciones firmadas de la plataforma y quita las que ya no publica."""
    from terminal.enrolment import fetch_catalogue, load_identity

    settings = load(config_file).settings
    state_dir = Path(settings.terminal.state_dir)
    server = settings.platform.url or load_identity(state_dir).enrolment.platform_url
    number = fetch_catalogue(server.rstrip("/"), state_dir)
    click.echo(f"{number} definiciones. La ventanilla las ofrece cuando vuelve a empezar.")


@catalogue.command()
@click.argument("tramite", metavar="ID")
@config_option
@json_option
def show(tramite: str, config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Un trámite: qué pide, cuánto cuesta, qué preguntas hace."""
    found = _load(config_file).offered.get(tramite)
    if found is None:
        raise UnknownTramiteError(
            f"esta terminal no ofrece «{tramite}»; «ventanilla catalogue list» dice cuáles"
        )
    if as_json:
        print_json(_summary(found) | {"definition": msgspec.to_builtins(found.definition)})
    else:
        _tell(found)


@catalogue.command()
@click.argument("words", nargs=-1, required=True, metavar="TEXT…")
@config_option
@json_option
def search(words: tuple[str, ...], config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Lo que encontraría un ciudadano con sus palabras."""
    found = _load(config_file).find(" ".join(words))
    if as_json:
        print_json({"found": [_summary(each) for each in found]})
    else:
        click.echo("\n".join(f"{each.definition.id}  {each.definition.name}" for each in found) or "Nada.")
    sys.exit(0 if found else NO_EXIT)


@catalogue.command()
@click.argument("paths", nargs=-1, required=True, type=_existing, metavar="PATH…")
@json_option
def lint(paths: tuple[Path, ...], as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Revisa definiciones: archivo, clave y qué corregir. De una carpeta, todas las que haya."""
    found = [{"file": str(file), "problem": _problem(file)} for path in paths for file in _definitions(path)]
    if as_json:
        print_json({"files": found})
    else:
        for each in found:
            click.echo(each["problem"] or f"{each['file']}: se puede ofrecer.")
    sys.exit(NO_EXIT if any(each["problem"] for each in found) else 0)


@catalogue.command()
@click.argument("files", nargs=-1, required=True, type=_existing, metavar="FILE…")
@config_option
@json_option
def verify(files: tuple[Path, ...], config_file: Path | None, as_json: bool) -> None:  # noqa: FBT001  # Click's flag
    """Comprueba la firma y la vigencia de definiciones firmadas, con las llaves de la inscripción."""
    found = [_verified(file, config_file) for file in files]
    if as_json:
        print_json({"files": found})
    else:
        for each in found:
            words = f"{each['file']}: {each['id']} {each['version']}, firma buena."
            click.echo(words if each["valid"] else f"{each['file']}: {each['reason']} ({each['code']})")
    sys.exit(0 if all(each["valid"] for each in found) else NO_EXIT)


def _load(config_file: Path | None) -> "Catalogue":
    from terminal.catalogue import load_catalogue
    from terminal.enrolment import CATALOGUE_DIR, load_identity
    from terminal.today import local_date

    settings = load(config_file).settings
    state_dir = Path(settings.terminal.state_dir)
    keys = load_identity(state_dir).catalogue_keys()
    return load_catalogue(state_dir / CATALOGUE_DIR, keys, local_date(settings))


def _summary(offered: "Offered") -> dict[str, Any]:
    definition = offered.definition
    return {
        "id": definition.id,
        "version": definition.version,
        "name": definition.name,
        "agency": definition.agency.id,
        "themes": list(definition.themes),
        "offline": definition.offline,
        "valid_from": definition.valid_from,
        "valid_until": definition.valid_until,
        "sha256": offered.sha256,
    }


def _tell(offered: "Offered") -> None:
    definition = offered.definition
    rows: list[tuple[object, object]] = [
        ("Trámite", f"{definition.id} {definition.version}"),
        ("Nombre", definition.name),
        ("Dependencia", definition.agency.name),
        ("Costo", definition.cost),
        ("Minutos", definition.minutes),
        ("Sin conexión", definition.offline),
        ("Vigente desde", definition.valid_from),
        ("Vigente hasta", definition.valid_until or "sin fin"),
        *(("Requisito", each.text) for each in definition.requirements),
        *(("Pregunta", page.question) for page in definition.pages),
        ("SHA-256", offered.sha256),
    ]
    print_table(("", ""), rows)


def _definitions(path: Path) -> list[Path]:
    """A file is taken at its word; in a folder, files of other kinds (themes) may lie beside definitions."""
    if path.is_file():
        return [path]
    return [file for file in sorted(path.rglob("*.json")) if _says_it_is_a_definition(file)]


def _says_it_is_a_definition(file: Path) -> bool:
    try:
        content = msgspec.json.decode(file.read_bytes())
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return True  # what is wrong with it is said when it is read
    schema = content.get("esquema") if isinstance(content, dict) else None
    return not isinstance(schema, str) or schema.startswith(_DEFINITION)


def _problem(file: Path) -> str | None:
    from tramites.definition import read_definition

    try:
        read_definition(file.read_bytes(), str(file))
    except OSError as error:
        return f"{file}: no se puede leer ({error.strerror})"
    except ExpectedError as error:
        return str(error)
    return None


def _verified(file: Path, config_file: Path | None) -> dict[str, Any]:
    from terminal.catalogue import read_offered
    from terminal.enrolment import load_identity
    from terminal.today import local_date

    settings = load(config_file).settings
    keys = load_identity(Path(settings.terminal.state_dir)).catalogue_keys()
    try:
        offered = read_offered(file, keys, local_date(settings))
    except ExpectedError as error:
        return {"file": str(file), "valid": False, "code": error.code, "reason": str(error)}
    return {"file": str(file), "valid": True} | _summary(offered)
