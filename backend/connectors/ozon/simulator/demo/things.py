"""What stands on the table of a photo: one shape for each kind of goods, in the colour of the product."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from connectors.ozon.simulator.demo.canvas import Canvas, Colour, darker

PALE: Final[Colour] = (250, 248, 244)
WOOD: Final[Colour] = (120, 88, 60)


@dataclass(frozen=True, slots=True)
class Thing:
    draw: Callable[[Canvas, int, Colour], None]
    colour: Colour
    can_crack: bool = True
    """What is sewn or thin has no crack across it."""


def mug(canvas: Canvas, left: int, colour: Colour) -> None:
    canvas.disc(left + 122, 140, 34, colour)
    canvas.disc(left + 122, 140, 20, PALE)
    canvas.rectangle(left, 80, left + 120, 214, colour)
    canvas.rectangle(left, 72, left + 120, 84, darker(colour))


def flask(canvas: Canvas, left: int, colour: Colour) -> None:
    canvas.rectangle(left + 36, 24, left + 84, 64, darker(colour))
    canvas.disc(left + 60, 92, 38, colour)
    canvas.rectangle(left + 22, 90, left + 98, 220, colour)
    canvas.rectangle(left + 22, 150, left + 98, 156, darker(colour))


def kettle(canvas: Canvas, left: int, colour: Colour) -> None:
    canvas.disc(left + 60, 92, 54, darker(colour))
    canvas.disc(left + 60, 92, 42, PALE)
    canvas.rectangle(left + 110, 128, left + 168, 146, colour)
    canvas.disc(left + 60, 152, 66, colour)
    canvas.rectangle(left, 152, left + 120, 218, colour)
    canvas.disc(left + 60, 84, 9, darker(colour))


def lamp(canvas: Canvas, left: int, colour: Colour) -> None:
    canvas.rectangle(left + 55, 110, left + 65, 212, darker(colour))
    canvas.rectangle(left + 18, 206, left + 102, 220, darker(colour))
    for step in range(70):
        half = 24 + step // 2
        canvas.rectangle(left + 60 - half, 50 + step, left + 60 + half, 51 + step, colour)


def board(canvas: Canvas, left: int, colour: Colour) -> None:
    canvas.rectangle(left - 20, 110, left + 150, 214, colour)
    canvas.rectangle(left + 150, 144, left + 200, 178, colour)
    canvas.disc(left + 184, 161, 8, PALE)
    for line in range(126, 210, 22):
        canvas.rectangle(left - 20, line, left + 150, line + 2, darker(colour))


def cloth(canvas: Canvas, left: int, colour: Colour) -> None:
    for fold, top in enumerate(range(130, 214, 21)):
        canvas.rectangle(left - 20 + fold * 3, top, left + 160 - fold * 3, top + 19, colour)
        canvas.rectangle(left - 20 + fold * 3, top + 19, left + 160 - fold * 3, top + 21, darker(colour))


def pillow(canvas: Canvas, left: int, colour: Colour) -> None:
    for x in (left, left + 130):
        for y in (126, 190):
            canvas.disc(x, y, 24, colour)
    canvas.rectangle(left - 16, 120, left + 146, 196, colour)
    canvas.rectangle(left, 106, left + 130, 212, colour)
    canvas.rectangle(left + 10, 158, left + 120, 161, darker(colour))


def towels(canvas: Canvas, left: int, colour: Colour) -> None:
    """One too few: buyers of the set write for that."""
    for place, top in enumerate((104, 140, 176)):
        shade = colour if place % 2 == 0 else darker(colour)
        canvas.disc(left - 6, top + 17, 17, shade)
        canvas.rectangle(left - 6, top, left + 140, top + 34, shade)
        canvas.rectangle(left + 112, top, left + 122, top + 34, PALE)


def slippers(canvas: Canvas, left: int, colour: Colour) -> None:
    for x in (left - 10, left + 92):
        canvas.disc(x + 36, 142, 36, WOOD)
        canvas.rectangle(x, 142, x + 72, 200, WOOD)
        canvas.disc(x + 36, 200, 36, WOOD)
        canvas.disc(x + 36, 142, 32, colour)
        canvas.rectangle(x + 4, 142, x + 68, 172, colour)
        canvas.rectangle(x + 4, 168, x + 68, 176, PALE)
