"""A platform for the kill harness: the real one, or one with a planted fault, served over HTTPS."""

from pathlib import Path
from typing import Any

# Everything a platform loads when it starts is loaded before the fork.
import uvicorn.lifespan.on
import uvicorn.protocols.http.h11_impl  # noqa: F401

from central_platform.serve import serve
from central_platform.settings import AgencyDelays, Settings, demo_limits
from central_platform.store.intake_store import SqlIntakeStore
from tests.fakes.broken_platforms import FAULTS

CATALOGUE = Path(__file__).parents[2] / "config" / "catalogue"
# News of a case is not asked for while terminals are killed: only the delivery of each folio counts here.
DELAYS = AgencyDelays(asks_every=36_000.0, longest_retry=1.0)


def run(order: dict[str, Any]) -> None:
    """Serve until killed."""
    settings = Settings(
        state_dir=Path(order["state_dir"]),
        port=order["port"],
        catalogue_dir=CATALOGUE,
        demo=True,
        limits=demo_limits(),
        delays=DELAYS,
    )
    serve(settings, FAULTS.get(order.get("fault", ""), SqlIntakeStore))
