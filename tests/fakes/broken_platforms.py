"""Platforms with a planted fault, for harnesses that must notice: run as

python -m tests.fakes.broken_platforms no-dedupe|ack-before-commit --state DIR --port N [--with-parent]
"""

import argparse
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from central_platform.intake import IntakeStore
from central_platform.parent import end_with_parent
from central_platform.records import ArrivedBatch
from central_platform.serve import serve
from central_platform.settings import DEMO_DELAYS, Settings, demo_limits
from central_platform.store.database import writing
from central_platform.store.intake_store import SqlIntakeStore
from tramites.wire.messages import FolioResult, Outcome


class ForgetfulStore(SqlIntakeStore):
    """De-duplication removed: it never recognises a folio, and its unique keys are gone."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        with writing(engine) as connection:
            for index in ("intake_once", "cases_once", "case_events_once", "dispatch_once"):
                connection.execute(text(f"DROP INDEX IF EXISTS {index}"))

    def _stored(self, connection: Connection, folios: Iterable[str]) -> dict[str, tuple[str, FolioResult]]:
        return {}


class HastyStore:
    """Acknowledges first and commits later: a kill in between loses what was promised."""

    def __init__(self, engine: Engine, delay_seconds: float = 0.3) -> None:
        self._store = SqlIntakeStore(engine)
        self._delay_seconds = delay_seconds

    def keep(self, batch: ArrivedBatch) -> tuple[FolioResult, ...]:
        threading.Thread(target=self._commit_later, args=(batch,), daemon=True).start()
        return tuple(
            FolioResult(
                folio=record.entry.folio,
                sha256=record.entry.sha256,
                outcome=Outcome.ACCEPTED,
                received_at=batch.received_at,
                counts_from=batch.counts_from,
                qr=record.qr,
            )
            for record in batch.records
        )

    def known(self, terminal: str, folios: Iterable[str]) -> Mapping[str, FolioResult]:
        return self._store.known(terminal, folios)

    def _commit_later(self, batch: ArrivedBatch) -> None:
        time.sleep(self._delay_seconds)
        self._store.keep(batch)


FAULTS: dict[str, Callable[[Engine], IntakeStore]] = {
    "no-dedupe": ForgetfulStore,
    "ack-before-commit": HastyStore,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("fault", choices=sorted(FAULTS))
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--catalogue", type=Path)
    parser.add_argument("--with-parent", action="store_true")
    options = parser.parse_args()
    if options.with_parent:
        end_with_parent()
    settings = Settings(
        state_dir=options.state,
        port=options.port,
        catalogue_dir=options.catalogue,
        demo=True,
        limits=demo_limits(),
        delays=DEMO_DELAYS,
    )
    serve(settings, FAULTS[options.fault])


if __name__ == "__main__":
    main()
