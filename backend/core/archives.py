"""A zip archive that is sent while it is made: only the file under way is in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator


class _Pipe:
    """Takes what is written and hands it on; it cannot go back, which `zipfile` respects."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """There is nothing to close."""

    def drain(self) -> bytes:
        data = b"".join(self._waiting)
        self._waiting.clear()
        return data


def zip_stream(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
            yield pipe.drain()
    yield pipe.drain()
