"""Small real PNG files, painted from rectangles and discs."""

from __future__ import annotations

import struct
import zlib
from random import Random

WIDTH, HEIGHT = 360, 270
Colour = tuple[int, int, int]

_WALLS: tuple[Colour, ...] = ((236, 229, 216), (222, 231, 234), (231, 222, 232), (228, 234, 220))
_TABLE: Colour = (176, 138, 104)
_THINGS: tuple[Colour, ...] = ((92, 122, 99), (150, 70, 62), (74, 98, 140), (198, 160, 76))
_CRACK: Colour = (40, 34, 30)


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


def paint_photo(random: Random) -> bytes:
    """A mug on a table, cracked: the kind of photo a buyer sends."""
    canvas = Canvas(random.choice(_WALLS))
    canvas.rectangle(0, 190, WIDTH, HEIGHT, _TABLE)
    thing = random.choice(_THINGS)
    left = random.randint(90, 150)
    canvas.disc(left + 122, 140, 34, thing)
    canvas.disc(left + 122, 140, 20, (214, 206, 194))
    canvas.rectangle(left, 80, left + 120, 214, thing)
    canvas.disc(left + 60, 82, 10, (250, 248, 244))
    _crack(canvas, random, x=left + random.randint(30, 90), y=84)
    return canvas.png()


def _crack(canvas: Canvas, random: Random, *, x: int, y: int) -> None:
    for _ in range(random.randint(9, 14)):
        canvas.rectangle(x, y, x + 3, y + 8, _CRACK)
        x += random.randint(-6, 6)
        y += 8
