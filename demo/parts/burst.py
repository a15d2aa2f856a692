"""How many bytes a terminal has sent since the platform last spoke: by size alone one sees a batch go up."""

from typing import Final

BATCH_BYTES: Final = 1_500
"""More application data than this in one go is the upload of a batch; questions are smaller."""

_HEADER: Final = 5  # RFC 8446 §5.1: type, version (2), length (2)
_APPLICATION_DATA: Final = 23
_CONTENT_TYPES: Final = frozenset({20, 21, 22, 23})


class ClientBurst:
    """Counts application data only: with post-quantum keys a ClientHello alone can be as large as a batch.

    A stream that is not TLS is counted whole.
    """

    def __init__(self) -> None:
        self.size = 0
        self._header = b""
        self._left = 0
        self._counts = False

    def server_sent(self) -> None:
        """The platform spoke: what comes next is a new request."""
        self.size = 0

    def client_sent(self, data: bytes) -> None:
        """Bytes of the terminal went by."""
        while data:
            if self._left == 0:
                data = self._read_header(data)
            taken = min(self._left, len(data))
            self.size += taken if self._counts else 0
            self._left -= taken
            data = data[taken:]

    def _read_header(self, data: bytes) -> bytes:
        needed = _HEADER - len(self._header)
        self._header, data = self._header + data[:needed], data[needed:]
        if self._header[0] not in _CONTENT_TYPES:
            self._counts, self._left = True, len(self._header) + len(data)
            data, self._header = self._header + data, b""
        elif len(self._header) == _HEADER:
            self._counts = self._header[0] == _APPLICATION_DATA
            self._left = int.from_bytes(self._header[3:])
            self._header = b""
        return data
