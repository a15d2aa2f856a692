"""The schema and the way to it."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

import central_platform.store.migrations
from central_platform.store.database import UnusableDatabaseError, open_engine, reading, writing
from central_platform.store.migrate import HEAD, OutdatedSchemaError, migrate, require_current
from central_platform.store.schema import metadata


def _url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'platform.sqlite3'}"


def test_the_migrations_make_the_schema_of_this_release(tmp_path: Path) -> None:
    migrate(_url(tmp_path))
    engine = open_engine(_url(tmp_path))

    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    assert migrate(_url(tmp_path)) == migrate(_url(tmp_path)) == HEAD


def test_down_and_up_again(tmp_path: Path) -> None:
    migrate(_url(tmp_path))

    assert migrate(_url(tmp_path), "base") is None
    engine = create_engine(_url(tmp_path))
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    assert migrate(_url(tmp_path)) == HEAD


def test_head_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(central_platform.store.migrations.__path__[0])))
    config.set_main_option("path_separator", "os")

    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_database_of_another_release_is_refused_with_the_remedy(tmp_path: Path) -> None:
    engine = open_engine(_url(tmp_path))

    with pytest.raises(OutdatedSchemaError, match="platform migrate"):
        require_current(engine)
    engine.dispose()


def test_every_connection_is_wal_and_full(tmp_path: Path) -> None:
    engine = open_engine(_url(tmp_path))

    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_a_block_that_fails_leaves_nothing(tmp_path: Path) -> None:
    migrate(_url(tmp_path))
    engine = open_engine(_url(tmp_path))

    def write_and_fail() -> None:
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO clave_attempts (folio, wrong) VALUES ('x', 1)")
            raise KeyError

    with pytest.raises(KeyError):
        write_and_fail()
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM clave_attempts").scalar() == 0
    engine.dispose()


def test_a_reader_does_not_wait_for_the_writer(tmp_path: Path) -> None:
    migrate(_url(tmp_path))
    engine = open_engine(_url(tmp_path))

    with writing(engine) as writer:
        writer.exec_driver_sql("INSERT INTO clave_attempts (folio, wrong) VALUES ('x', 1)")
        with reading(engine) as reader:
            assert reader.exec_driver_sql("SELECT count(*) FROM clave_attempts").scalar() == 0
    engine.dispose()


def test_the_database_file_is_the_owners_alone(tmp_path: Path) -> None:
    migrate(_url(tmp_path))

    assert (tmp_path / "platform.sqlite3").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("url", ["nonsense", "sqlite://", "sqlite:///:memory:", "nosuchdb://x/y"])
def test_an_address_that_is_no_database_is_refused(url: str) -> None:
    with pytest.raises(UnusableDatabaseError, match="--database"):
        open_engine(url)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabaseError, match="nowhere"):
        open_engine(f"sqlite:///{tmp_path / 'nowhere' / 'platform.sqlite3'}")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "platform.sqlite3").write_bytes(b"this is no database file, though it is long enough" * 10)

    with pytest.raises(UnusableDatabaseError):
        migrate(_url(tmp_path))
