"""HTTP/1.1 that hands over what arrived before a line was cut, and ends without waiting for idle terminals.

WORKAROUND(uvicorn 0.54, h11_impl.RequestResponseCycle.receive): once the connection is lost, uvicorn reports
the disconnect and drops the piece of the body that it had read but not yet handed over. On a slow line that
piece holds whole records. Ends when uvicorn hands the buffered body over first.
"""

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

_LOOK_AGAIN_SECONDS: Final = 0.01
_FAREWELL_SECONDS: Final = 0.3
_LOOKS: Final = 500  # five seconds: an application that does not read by then does not want the body


class KeepingH11Protocol(H11Protocol):
    """Tells the application of a lost connection only after it took the last piece of the body."""

    _looks = 0

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait while a piece of a cut body is not yet taken."""
        if self._has_untaken_body() and self._looks < _LOOKS:
            self._looks += 1
            self.cycle.message_event.set()
            asyncio.get_running_loop().call_later(_LOOK_AGAIN_SECONDS, self.connection_lost, exc)
        else:
            super().connection_lost(exc)

    def shutdown(self) -> None:
        """Close; a terminal that sleeps on a kept connection never answers TLS's farewell, so that is cut."""
        super().shutdown()
        if self.transport.is_closing():
            asyncio.get_running_loop().call_later(_FAREWELL_SECONDS, self.transport.abort)

    def _has_untaken_body(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # uvicorn's annotation forgets the None at first
        return cycle is not None and bool(cycle.body) and not cycle.response_complete
