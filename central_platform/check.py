"""`ventanilla platform check`: is this platform fit to serve, and if not, what to do."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from central_platform import certificates, key_files
from central_platform.authority import Authority
from central_platform.catalogue import load_catalogue
from central_platform.fleet import FleetCounts, fleet_counts
from central_platform.instants import Clock, rfc3339, utc_now
from central_platform.settings import Settings
from central_platform.store.database import integrity_problem, open_engine
from central_platform.store.migrate import require_current
from tramites.definition import InvalidDefinitionError, read_definition
from tramites.errors import ExpectedError

_NEAR_END: Final = timedelta(days=30)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was found; no problems means fit to serve."""

    problems: tuple[str, ...]
    certificate_ends: str | None
    definitions: int
    counts: FleetCounts | None

    @property
    def ok(self) -> bool:
        """Fit to serve."""
        return not self.problems

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return {"ok": self.ok, **found}

    def as_text(self) -> str:
        """For people."""
        return "\n".join(self.problems) if self.problems else "Todo en orden."


def checked(settings: Settings, clock: Clock = utc_now) -> Report:
    """Look at everything a start would need, without starting or making anything."""
    if not (settings.state_dir / "authority" / "ca.pem").exists():
        missing = f"{settings.state_dir}: aún no tiene llaves; inicie la plataforma una vez"
        return Report(problems=(missing,), certificate_ends=None, definitions=0, counts=None)
    authority = Authority.open(settings.state_dir, settings.names, clock)
    problems = list(_key_problems(settings.state_dir))
    ends = certificates.ends(authority.server_certificate_file.read_bytes())
    problems += _certificate_problems(ends, clock())
    definitions, unfit = _definitions(settings, authority)
    counts, broken = _database(settings)
    return Report(
        problems=(*problems, *unfit, *broken),
        certificate_ends=rfc3339(ends),
        definitions=definitions,
        counts=counts,
    )


def _key_problems(state_dir: Path) -> Iterator[str]:
    for folder in ("authority", "agencies"):
        for file in sorted((state_dir / folder).rglob("*.key")):
            if key_files.readable_by_others(file):
                yield f"{file}: otros usuarios pueden leerla; ejecute chmod 600"


def _certificate_problems(ends: datetime, now: datetime) -> list[str]:
    if ends - now > _NEAR_END:
        return []
    return [f"el certificado del servidor vence el {rfc3339(ends)}; reinicie la plataforma para renovarlo"]


def _definitions(settings: Settings, authority: Authority) -> tuple[int, list[str]]:
    try:
        catalogue = load_catalogue(settings.catalogue_dir, authority.catalogue_signer)
    except ExpectedError as error:
        return 0, [str(error)]
    problems = list(catalogue.problems)
    for sha256, definition in catalogue.by_sha256.items():
        try:
            read_definition(msgspec.json.encode(definition), f"{definition['id']} ({sha256[:8]})")
        except InvalidDefinitionError as error:
            problems.append(str(error))
    return len(catalogue.by_sha256), problems


def _database(settings: Settings) -> tuple[FleetCounts | None, list[str]]:
    try:
        engine = open_engine(settings.database_url)
    except ExpectedError as error:
        return None, [str(error)]
    try:
        broken = integrity_problem(engine)
        if broken is not None:
            return None, [f"base de datos dañada: {broken}; recupérela del respaldo"]
        require_current(engine)
        return fleet_counts(engine), []
    except ExpectedError as error:
        return None, [str(error)]
    finally:
        engine.dispose()
