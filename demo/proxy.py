"""The line between terminal and platform: a TCP proxy that is up, down, slow, cut, or a captive portal.

It sees only sizes, because the line is TLS. It runs its own event loop on a thread, so the world can change
the line at any moment.
"""

import asyncio
import random
import socket
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Final, Literal, TypeAlias

from demo.parts.burst import BATCH_BYTES, ClientBurst

LineMode: TypeAlias = Literal["up", "down", "slow", "cut", "portal"]

SLOW_BYTES_PER_SECOND: Final = 8_000  # 64 kbit/s
SLOW_ROUND_TRIP_SECONDS: Final = 0.6
_CHUNK: Final = 64 * 1024
_SLOW_CHUNK: Final = 1_000
_PAUSE_SECONDS: Final = 0.05
_LAST_TURNS_SECONDS: Final = 0.02  # an aborted transport closes its socket in one of the next turns
_LATEST_RANDOM_CUT: Final = 6_000  # bytes in both directions: somewhere in handshake, request or answer
_ANSWER_CUT_QUIET_SECONDS: Final = 0.3  # the platform gets all the terminal sent before the line dies
_PORTAL_PAGE: Final = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n"
    b"<!doctype html><title>Red de invitados</title><form>Acepte los t\xc3\xa9rminos para navegar</form>"
)


class Proxy:
    """Relays loopback connections to the platform as the present mode allows."""

    def __init__(self, upstream_port: int, *, seed: int = 0) -> None:
        self._upstream_port = upstream_port
        self._random = random.Random(seed)  # noqa: S311 - where to cut, not a secret
        self._mode: LineMode = "up"
        self._cut_at: Literal["request", "answer"] | None = None
        self._connections: set[_Connection] = set()
        self._callers: set[asyncio.Task[None]] = set()
        self.cuts = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._thread.start()
        # Keeps the port ours while the line is down: bound, never listening.
        self._place = socket.socket()
        self._place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self._place.bind(("127.0.0.1", 0))
        self.port: int = self._place.getsockname()[1]
        """Where the terminal connects."""
        self._server: asyncio.Server = self._ask(self._listen())

    @property
    def mode(self) -> LineMode:
        """What the line is now; a cut is over as soon as it happened."""
        return self._mode

    def set(self, mode: LineMode, at: Literal["request", "answer"] | None = None) -> None:
        """Change the line. "cut" with `at` cuts the next upload of a batch, without it anywhere; once."""
        self._ask(self._change(mode, at))

    def close(self) -> None:
        """Let go of the port and end the thread."""
        self._ask(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()
        self._place.close()

    def _ask(self, question: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(question, self._loop).result(timeout=10)

    async def _listen(self) -> asyncio.Server:
        return await asyncio.start_server(self._welcome, "127.0.0.1", self.port, reuse_port=True)

    async def _change(self, mode: LineMode, at: Literal["request", "answer"] | None) -> None:
        if mode == "down":
            await self._refuse()
        elif self._mode == "down":
            self._server = await self._listen()
        self._mode, self._cut_at = mode, at
        if mode in {"down", "portal"}:
            self._abort_all()
        for connection in self._connections:
            connection.draw_cut()

    async def _stop(self) -> None:
        await self._refuse()
        self._abort_all()
        while self._callers:
            tasks = tuple(self._callers)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(_LAST_TURNS_SECONDS)

    async def _refuse(self) -> None:
        """Stop listening. WORKAROUND(CPython 3.11): a server closed while it accepts leaves one open."""
        for place in self._server.sockets:
            self._loop.remove_reader(place.fileno())
        await asyncio.sleep(_LAST_TURNS_SECONDS)
        self._server.close()

    def _abort_all(self) -> None:
        for connection in tuple(self._connections):
            connection.abort()

    def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Not a coroutine: a task that is cancelled before it begins would leave its connection open."""
        serving = _show_portal if self._mode == "portal" else self._relay
        task = self._loop.create_task(serving(reader, writer))
        self._callers.add(task)

        def ended(task: asyncio.Task[None]) -> None:
            self._callers.discard(task)
            if task.cancelled():
                writer.transport.abort()

        task.add_done_callback(ended)

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            upstream = await asyncio.open_connection("127.0.0.1", self._upstream_port)
        except (OSError, asyncio.CancelledError):
            writer.transport.abort()
            return
        connection = _Connection(self, (reader, writer), upstream)
        self._connections.add(connection)
        try:
            await connection.run()
        finally:
            self._connections.discard(connection)
            connection.abort()

    def random_cut(self) -> int:
        """After how many bytes a cut without a moment falls."""
        return self._random.randrange(1, _LATEST_RANDOM_CUT)

    def wants_cut(self, at: str | None) -> bool:
        """Whether the line is to be cut at this moment."""
        return self._mode == "cut" and self._cut_at == at

    def cut_happened(self) -> None:
        """The cut is over; the line is up again for the next connection."""
        self.cuts += 1
        self._mode, self._cut_at = "up", None

    @property
    def is_slow(self) -> bool:
        """Whether bytes crawl."""
        return self._mode == "slow"


_Stream: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class _Connection:
    """One connection of the terminal and its other half to the platform."""

    def __init__(self, proxy: Proxy, client: _Stream, platform: _Stream) -> None:
        self._proxy = proxy
        self._client, self._platform = client, platform
        self._burst = ClientBurst()
        self._bytes_left = proxy.random_cut()
        self._client_sent_at = 0.0
        self._losing_answer: asyncio.Task[None] | None = None

    def draw_cut(self) -> None:
        """Choose anew after how many bytes a random cut falls."""
        self._bytes_left = self._proxy.random_cut()

    async def run(self) -> None:
        """Relay both ways until either side ends."""
        await asyncio.gather(
            self._pump(self._client[0], self._platform[1], self._let_request_pass),
            self._pump(self._platform[0], self._client[1], self._let_answer_pass),
        )

    def abort(self) -> None:
        """Both sides see the line die."""
        self._client[1].transport.abort()
        self._platform[1].transport.abort()

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, passes: Callable[[bytes], bytes]
    ) -> None:
        clock = asyncio.get_running_loop().time
        passed_at = 0.0
        try:
            while data := await source.read(_SLOW_CHUNK if self._proxy.is_slow else _CHUNK):
                if self._proxy.is_slow:
                    await _crawl(len(data), after_a_pause=clock() - passed_at > _PAUSE_SECONDS)
                passed_at = clock()
                sink.write(passes(data))
                await sink.drain()
            if sink.can_write_eof():
                sink.write_eof()
        except OSError:
            self.abort()

    def _let_request_pass(self, data: bytes) -> bytes:
        self._client_sent_at = asyncio.get_running_loop().time()
        before = self._burst.size
        self._burst.client_sent(data)
        if self._proxy.wants_cut("request") and self._burst.size > BATCH_BYTES:
            return self._cut_after(data[: max(0, BATCH_BYTES - before) // 2])
        return self._count(data)

    def _let_answer_pass(self, data: bytes) -> bytes:
        if self._losing_answer:
            return b""
        if self._proxy.wants_cut("answer") and self._burst.size > BATCH_BYTES:
            self._proxy.cut_happened()
            self._losing_answer = asyncio.create_task(self._cut_when_quiet())
            return b""
        self._burst.server_sent()
        return self._count(data)

    async def _cut_when_quiet(self) -> None:
        clock = asyncio.get_running_loop().time
        while clock() - self._client_sent_at < _ANSWER_CUT_QUIET_SECONDS:  # noqa: ASYNC110 - time is awaited
            await asyncio.sleep(_ANSWER_CUT_QUIET_SECONDS / 4)
        self.abort()

    def _count(self, data: bytes) -> bytes:
        self._bytes_left -= len(data)
        if self._bytes_left <= 0 and self._proxy.wants_cut(None):
            return self._cut_after(data[: len(data) + self._bytes_left])
        return data

    def _cut_after(self, data: bytes) -> bytes:
        """The last bytes of a line that dies right after them."""
        self._proxy.cut_happened()
        asyncio.get_running_loop().call_later(0.02, self.abort)
        self._burst = ClientBurst()
        return data


async def _crawl(size: int, *, after_a_pause: bool) -> None:
    """Take the time of a slow line: its width always, its length once per burst."""
    latency = SLOW_ROUND_TRIP_SECONDS / 2 if after_a_pause else 0.0
    await asyncio.sleep(latency + size / SLOW_BYTES_PER_SECOND)


async def _show_portal(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer whatever is asked with a login page, as the network of a hotel does."""
    try:
        await reader.read(_CHUNK)
        writer.write(_PORTAL_PAGE)
        await writer.drain()
    except OSError:
        return
    finally:
        writer.close()
