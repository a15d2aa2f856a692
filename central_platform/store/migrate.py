"""Bring a database to the schema of this release, without a configuration file."""

from pathlib import Path
from typing import Final

from sqlalchemy import Engine, inspect, text

from central_platform.store.database import open_engine, reading, writing
from tramites.errors import ExpectedError

HEAD: Final = "0001"
_SCRIPTS: Final = Path(__file__).parent / "migrations"


class OutdatedSchemaError(ExpectedError):
    """The database was made by another release."""

    code = "database.schema"


def revision(engine: Engine) -> str | None:
    """The schema the database has; None when it is empty."""
    with reading(engine) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)


def migrate(url: str, target: str = "head") -> str | None:
    """Upgrade (or with `target="base"` empty) the database at `url`; the revision it has then."""
    engine = open_engine(url)
    try:
        return migrate_engine(engine, target)
    finally:
        engine.dispose()


def migrate_engine(engine: Engine, target: str = "head") -> str | None:
    """The same on an open engine, in one transaction where the database allows it."""
    if target != "head" or revision(engine) != HEAD:
        _run_alembic(engine, target)
    return revision(engine)


def require_current(engine: Engine) -> None:
    """Refuse to work on a schema of another release."""
    found = revision(engine)
    if found != HEAD:
        raise OutdatedSchemaError(
            f"la base de datos está en la versión {found or 'ninguna'} y se necesita {HEAD}; "
            "ejecute «ventanilla platform migrate»"
        )


def _run_alembic(engine: Engine, target: str) -> None:
    # Imported late: a start on a current database does not need Alembic.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        if target == "base":
            command.downgrade(config, target)
        else:
            command.upgrade(config, target)
