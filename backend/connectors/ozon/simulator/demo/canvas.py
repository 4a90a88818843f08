"""Small real PNG files, painted from rectangles and discs."""

from __future__ import annotations

import struct
import zlib

WIDTH, HEIGHT = 360, 270
Colour = tuple[int, int, int]


class Canvas:
    def __init__(self, colour: Colour) -> None:
        self._rows = [bytearray(bytes(colour) * WIDTH) for _ in range(HEIGHT)]

    def rectangle(self, left: int, top: int, right: int, bottom: int, colour: Colour) -> None:
        left, right = max(0, left), min(WIDTH, right)
        for row in self._rows[max(0, top) : min(HEIGHT, bottom)]:
            row[left * 3 : right * 3] = bytes(colour) * max(0, right - left)

    def disc(self, x: int, y: int, radius: int, colour: Colour) -> None:
        for dy in range(-radius, radius + 1):
            half = int((radius * radius - dy * dy) ** 0.5)
            self.rectangle(x - half, y + dy, x + half, y + dy + 1, colour)

    def png(self) -> bytes:
        pixels = b"".join(b"\0" + bytes(row) for row in self._rows)
        header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def darker(colour: Colour) -> Colour:
    red, green, blue = (part * 3 // 4 for part in colour)
    return red, green, blue
