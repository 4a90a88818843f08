"""The photos that buyers send: the product of the chat on a table, and what is wrong with it."""

from __future__ import annotations

from random import Random
from typing import Final

from connectors.ozon.simulator.demo.canvas import HEIGHT, WIDTH, Canvas, Colour
from connectors.ozon.simulator.demo.goods import SOME_THING, THINGS

_WALLS: Final[tuple[Colour, ...]] = ((236, 229, 216), (222, 231, 234), (231, 222, 232), (228, 234, 220))
_TABLE: Final[Colour] = (176, 138, 104)
_CRACK: Final[Colour] = (40, 34, 30)


def paint_photo(random: Random, *, sku: str) -> bytes:
    """The product, as far as the shop sells one under this number; else something that breaks."""
    thing = THINGS.get(sku, SOME_THING)
    canvas = Canvas(random.choice(_WALLS))
    canvas.rectangle(0, 190, WIDTH, HEIGHT, _TABLE)
    left = random.randint(90, 150)
    thing.draw(canvas, left, thing.colour)
    crack_at = left + random.randint(50, 70)
    if thing.can_crack:
        _crack(canvas, random, x=crack_at, y=118)
    return canvas.png()


def _crack(canvas: Canvas, random: Random, *, x: int, y: int) -> None:
    for _ in range(random.randint(7, 11)):
        canvas.rectangle(x, y, x + 3, y + 8, _CRACK)
        x += random.randint(-5, 5)
        y += 8
