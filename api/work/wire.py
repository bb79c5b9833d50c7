"""Messages between the server and its workers: a length, then a pickle. Both ends are ours."""

from __future__ import annotations

import pickle
import struct
from typing import IO, Any

_LENGTH = struct.Struct("!Q")


def pack(message: Any) -> bytes:
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def length(header: bytes) -> int:
    size: int = _LENGTH.unpack(header)[0]
    return size


HEADER = _LENGTH.size


def read(stream: IO[bytes]) -> Any | None:
    """The next message, or None where the stream ends. Waits as long as it takes."""
    header = stream.read(HEADER)
    if len(header) < HEADER:
        return None
    body = stream.read(length(header))
    return pickle.loads(body) if len(body) == length(header) else None
