"""The proxy between two real sockets: an echo that answers each request with its length."""

import socket
import socketserver
import threading
from collections.abc import Iterator

import pytest

from demo.proxy import Proxy

UPLOAD = b"x" * 4_000


class CountingPlatform(socketserver.ThreadingTCPServer):
    """Answers `size\\n` once it has read as many bytes as its first line says."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.received: list[int] = []
        self.whole = threading.Event()
        super().__init__(("127.0.0.1", 0), _Answering)

    def handle_error(self, _request: object, _address: object) -> None:
        """Cut connections are the point of these tests."""


class _Answering(socketserver.StreamRequestHandler):
    server: CountingPlatform

    def handle(self) -> None:
        for line in self.rfile:
            body = self.rfile.read(int(line))
            self.server.received.append(len(body))
            if len(body) == int(line):
                self.server.whole.set()
                self.wfile.write(b"%d\n" % len(body))


@pytest.fixture
def platform() -> Iterator[CountingPlatform]:
    server = CountingPlatform()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def proxy(platform: CountingPlatform) -> Iterator[Proxy]:
    line = Proxy(platform.server_address[1], seed=7)
    yield line
    line.close()


def heard_on(line: socket.socket) -> bytes:
    """The next line of an answer; a connection that is reset says as little as one that is closed."""
    try:
        return line.makefile("rb").readline()
    except OSError:
        return b""


def ask(proxy: Proxy, body: bytes) -> bytes:
    """What a terminal hears; empty when the line is dead."""
    try:
        with socket.create_connection(("127.0.0.1", proxy.port), timeout=5) as line:
            line.sendall(b"%d\n" % len(body) + body)
            return heard_on(line)
    except OSError:
        return b""


def test_an_open_line_relays_both_ways(proxy: Proxy) -> None:
    assert ask(proxy, UPLOAD) == b"4000\n"


def test_a_line_that_is_down_refuses(proxy: Proxy, platform: CountingPlatform) -> None:
    proxy.set("down")

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", proxy.port), timeout=5)
    assert platform.received == []


def test_a_line_that_comes_back_has_the_same_address(proxy: Proxy) -> None:
    address = proxy.port
    proxy.set("down")
    proxy.set("down")
    proxy.set("up")

    assert proxy.port == address
    assert ask(proxy, UPLOAD) == b"4000\n"


def test_a_line_that_goes_down_takes_its_connections_along(proxy: Proxy) -> None:
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=5) as line:
        line.sendall(b"10\nhalf")
        proxy.set("down")

        assert heard_on(line) == b""


def test_a_cut_at_the_request_keeps_the_platform_from_having_it_all(
    proxy: Proxy, platform: CountingPlatform
) -> None:
    proxy.set("cut", at="request")

    assert ask(proxy, UPLOAD) == b""
    assert not platform.whole.is_set()
    assert proxy.cuts == 1


def test_a_cut_at_the_answer_comes_after_the_platform_has_it(
    proxy: Proxy, platform: CountingPlatform
) -> None:
    proxy.set("cut", at="answer")

    assert ask(proxy, UPLOAD) == b""
    assert platform.received == [4_000]


def test_a_small_question_is_not_a_batch(proxy: Proxy) -> None:
    proxy.set("cut", at="answer")

    assert ask(proxy, b"x" * 200) == b"200\n"
    assert proxy.cuts == 0


@pytest.mark.parametrize("moment", ["request", "answer"])
def test_a_cut_happens_once(proxy: Proxy, moment: str) -> None:
    proxy.set("cut", at="request" if moment == "request" else "answer")
    ask(proxy, UPLOAD)

    assert ask(proxy, UPLOAD) == b"4000\n"


def test_a_random_cut_falls_somewhere_and_the_line_is_up_again(proxy: Proxy) -> None:
    proxy.set("cut")

    answers = [ask(proxy, UPLOAD) for _ in range(8)]

    assert proxy.cuts == 1
    assert answers.count(b"4000\n") >= 7


def test_a_portal_answers_with_a_login_page(proxy: Proxy) -> None:
    proxy.set("portal")

    assert ask(proxy, b"GET") == b"HTTP/1.1 200 OK\r\n"


def test_a_slow_line_still_delivers(proxy: Proxy) -> None:
    proxy.set("slow")

    assert ask(proxy, b"x" * 1_500) == b"1500\n"


def test_a_platform_that_is_off_is_a_dead_line() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        line = Proxy(nobody.getsockname()[1])
        assert ask(line, b"x") == b""
        line.close()
