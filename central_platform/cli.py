"""`ventanilla platform …`: the commands of the central platform. Heavy imports wait until one runs."""

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, ParamSpec

import click

from central_platform.settings import DEMO_DELAYS, AgencyDelays, Limits, Settings, demo_limits
from tramites.errors import ExpectedError

if TYPE_CHECKING:
    from sqlalchemy import Engine

P = ParamSpec("P")
_WRONG: Final = 1
_MISCONFIGURED: Final = 2
_CONFIGURATION_CODES: Final = frozenset({"database.unusable", "catalogue.unusable"})


def _explained(command: Callable[P, None]) -> Callable[P, None]:
    """An expected error is a sentence on standard error and an exit code, never a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except ExpectedError as error:
            click.echo(f"{error} [{error.code}]", err=True)
            sys.exit(_MISCONFIGURED if error.code in _CONFIGURATION_CODES else _WRONG)

    return run


def _place(command: Callable[..., None]) -> Callable[..., None]:
    """Where a platform's state and database are: the options every command shares."""
    state = click.option(
        "--state",
        "state_dir",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("platform-state"),
        show_default=True,
        envvar="VENTANILLA_PLATFORM_STATE",
        help="Carpeta de llaves y datos de la plataforma.",
    )
    database = click.option(
        "--database",
        metavar="URL",
        default=None,
        help="Base de datos; si falta, SQLite en la carpeta de estado.",
    )
    return state(database(command))


_json = click.option("--json", "as_json", is_flag=True, help="Escribe un documento JSON.")


@click.group(help="La plataforma central: recibe, guarda una sola vez y acusa recibo.")
def platform() -> None:
    """Group of the platform's commands."""


@platform.command(help="Atiende a las terminales por HTTPS hasta recibir SIGTERM.")
@_place
@click.option("--host", default="127.0.0.1", show_default=True, help="Dirección donde escucha.")
@click.option("--port", type=click.IntRange(0, 65535), default=8443, show_default=True, help="0: uno libre.")
@click.option(
    "--name", "names", multiple=True, help="Otro nombre o dirección para el certificado; se repite."
)
@click.option("--catalogue", type=click.Path(path_type=Path), help="Carpeta de definiciones que se publican.")
@click.option(
    "--demo", is_flag=True, help="Inscribe terminales de demostración; la dependencia responde en segundos."
)
@click.option("--with-parent", is_flag=True, help="Termina cuando termina el proceso que la inició (Linux).")
@_explained
def serve(  # noqa: PLR0913, PLR0917  # one argument per option
    state_dir: Path,
    database: str | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    catalogue: Path | None,
    demo: bool,  # noqa: FBT001  # a flag of the command line
    with_parent: bool,  # noqa: FBT001  # a flag of the command line
) -> None:
    """Serve."""
    if with_parent:
        from central_platform.parent import end_with_parent

        end_with_parent()
    from central_platform import serve as server

    server.serve(
        Settings(
            state_dir=state_dir,
            database=database,
            host=host,
            port=port,
            names=names,
            catalogue_dir=catalogue,
            demo=demo,
            limits=demo_limits() if demo else Limits(),
            delays=DEMO_DELAYS if demo else AgencyDelays(),
        )
    )


@platform.command(help="Lleva la base de datos a la versión de este programa.")
@_place
@_json
@_explained
def migrate(state_dir: Path, database: str | None, as_json: bool) -> None:  # noqa: FBT001  # a flag of the command line
    """Migrate."""
    from central_platform.store.migrate import migrate_engine

    with _engine(state_dir, database) as engine:
        revision = migrate_engine(engine)
    _tell({"revision": revision}, f"La base de datos está en la versión {revision}.", as_json=as_json)


@platform.command("create-token", help="Crea un pase para inscribir una terminal; se usa una sola vez.")
@_place
@click.option("--label", default="", help="Para qué terminal es; solo para quien opera la plataforma.")
@click.option(
    "--hours", type=click.FloatRange(0, min_open=True), default=24.0, show_default=True, help="Cuánto vale."
)
@_json
@_explained
def create_token(
    state_dir: Path,
    database: str | None,
    label: str,
    hours: float,
    as_json: bool,  # noqa: FBT001  # a flag of the command line
) -> None:
    """Create a token."""
    from central_platform.authority import Authority
    from central_platform.enrolment import create_token as create
    from central_platform.instants import utc_now
    from central_platform.store.migrate import require_current

    authority = Authority.open(state_dir)
    with _engine(state_dir, database, migrated=True) as engine:
        require_current(engine)
        token = create(engine, authority, utc_now, label, hours)
    found = {"token": token.text, "label": token.label, "expires_at": token.expires_at}
    _tell(found, token.text, as_json=as_json)


@platform.command(help="Revisa llaves, certificado, base de datos y catálogo.")
@_place
@click.option("--catalogue", type=click.Path(path_type=Path), help="Carpeta de definiciones que se publican.")
@_json
@_explained
def check(state_dir: Path, database: str | None, catalogue: Path | None, as_json: bool) -> None:  # noqa: FBT001  # a flag of the command line
    """Check."""
    from central_platform.check import checked

    report = checked(Settings(state_dir=state_dir, database=database, catalogue_dir=catalogue))
    _tell(report.as_json(), report.as_text(), as_json=as_json)
    sys.exit(0 if report.ok else _WRONG)


@platform.command(help="Muestra los folios recibidos: estado, veces guardado y veces entregado.")
@_place
@click.option("--folio", help="Solo este folio.")
@_json
@_explained
def cases(state_dir: Path, database: str | None, folio: str | None, as_json: bool) -> None:  # noqa: FBT001  # a flag of the command line
    """List the folios."""
    import msgspec

    from central_platform.fleet import case_lines
    from central_platform.store.migrate import require_current
    from tramites.identifiers.folio import Folio

    asked = None if folio is None else Folio.parse(folio)
    with _engine(state_dir, database) as engine:
        require_current(engine)
        lines = case_lines(engine, asked)
    text = "\n".join(
        f"{line.folio}  {line.case_state}  guardado {line.times}  entregado {line.deliveries}"
        for line in lines
    )
    _tell({"cases": msgspec.to_builtins(lines)}, text or "No hay folios.", as_json=as_json)
    sys.exit(0 if lines or folio is None else _WRONG)


@contextmanager
def _engine(state_dir: Path, database: str | None, *, migrated: bool = False) -> "Iterator[Engine]":
    from central_platform.key_files import private_folder
    from central_platform.store.database import is_sqlite, open_engine
    from central_platform.store.migrate import migrate_engine

    if not state_dir.exists():
        private_folder(state_dir)
    engine = open_engine(Settings(state_dir=state_dir, database=database).database_url)
    try:
        if migrated and is_sqlite(engine):
            migrate_engine(engine)
        yield engine
    finally:
        engine.dispose()


def _tell(found: dict[str, Any], text: str, *, as_json: bool) -> None:
    if not as_json:
        click.echo(text)
        return
    import json

    click.echo(json.dumps(found, ensure_ascii=False))
