"""What the routes call, joined once at start."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy import Engine

from central_platform.agencies.dispatch import Dispatcher
from central_platform.agencies.sandbox_cfe import SandboxCfe
from central_platform.authority import Authority
from central_platform.cases import Cases
from central_platform.catalogue import Catalogue, load_catalogue
from central_platform.enrolment import EnrolmentDesk
from central_platform.instants import Clock, utc_now
from central_platform.intake import Intake, IntakeStore
from central_platform.sessions import Sessions
from central_platform.settings import Settings
from central_platform.store.intake_store import SqlIntakeStore
from central_platform.terminals import Terminals


@dataclass(frozen=True, slots=True)
class Services:
    """One platform at work."""

    authority: Authority
    settings: Settings
    catalogue: Catalogue
    enrolment: EnrolmentDesk
    sessions: Sessions
    intake: Intake
    cases: Cases
    dispatcher: Dispatcher

    @classmethod
    def join(
        cls,
        authority: Authority,
        engine: Engine,
        settings: Settings,
        store: IntakeStore | None = None,
        clock: Clock = utc_now,
    ) -> Self:
        """Build every service; intake keeps records in `store`, the SQL store unless another is given."""
        terminals = Terminals(engine)
        catalogue = load_catalogue(settings.catalogue_dir, authority.catalogue_signer)
        return cls(
            authority=authority,
            settings=settings,
            catalogue=catalogue,
            enrolment=EnrolmentDesk(engine, authority, clock, demo=settings.demo),
            sessions=Sessions(engine, terminals, authority.signer, settings.limits, clock),
            intake=Intake(authority, terminals, store or SqlIntakeStore(engine), settings.limits, clock),
            cases=Cases(engine, terminals, authority.signer, clock),
            dispatcher=_dispatcher(authority, engine, settings, catalogue, clock),
        )


def _dispatcher(
    authority: Authority, engine: Engine, settings: Settings, catalogue: Catalogue, clock: Clock
) -> Dispatcher:
    folder = settings.state_dir / "agencies" / SandboxCfe.id
    cfe = SandboxCfe(engine, authority.agency_keys[SandboxCfe.id], folder, settings.delays, clock)
    return Dispatcher(engine, [cfe], catalogue.by_sha256, settings.delays, clock)
