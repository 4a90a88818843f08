"""What our papers are put together from."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

import segno
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Paragraph, SimpleDocTemplate, Table

from billing.papers.fonts import BOLD, PLAIN, register_fonts

MARGIN: Final = 15 * mm
# What stands beside the padding of a page.
WIDTH: Final = A4[0] - 2 * MARGIN - 12
LINE: Final = 0.6
TEXT: Final = ParagraphStyle("text", fontName=PLAIN, fontSize=9, leading=12)
SMALL: Final = ParagraphStyle("small", parent=TEXT, fontSize=8, leading=10)
STRONG: Final = ParagraphStyle("strong", parent=TEXT, fontName=BOLD)
CENTRED: Final = ParagraphStyle("centred", parent=STRONG, alignment=TA_CENTER)
RIGHT: Final = ParagraphStyle("right", parent=TEXT, alignment=TA_RIGHT)
RIGHT_STRONG: Final = ParagraphStyle("right strong", parent=STRONG, alignment=TA_RIGHT)
TITLE: Final = ParagraphStyle("title", parent=STRONG, fontSize=14, leading=18)


class Code(Flowable):  # type: ignore[misc]
    """A QR code drawn as squares: sharp at any size, and no picture in the file."""

    def __init__(self, content: str, *, side: float) -> None:
        super().__init__()
        self._rows = [bytes(row) for row in segno.make(content, error="m", micro=False, encoding="utf-8").matrix]
        self.width = self.height = side

    def draw(self) -> None:
        size = self.width / len(self._rows)
        self.canv.setFillColor(black)
        for number, row in enumerate(self._rows):
            for place, is_dark in enumerate(row):
                if is_dark:
                    self.canv.rect(place * size, self.height - (number + 1) * size, size, size, stroke=0, fill=1)


def text(words: str, style: ParagraphStyle = TEXT) -> Paragraph:
    """What people wrote stays what they wrote, also where it looks like markup."""
    return Paragraph(escape(words), style)


def rule() -> HRFlowable:
    return HRFlowable(width="100%", thickness=1.2, color=black, spaceBefore=2 * mm, spaceAfter=4 * mm)


def table(rows: Sequence[Sequence[Any]], widths: Sequence[float], style: Sequence[Any], *, head: int = 0) -> Table:
    plain = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    return Table(list(rows), colWidths=list(widths), style=[*plain, *style], repeatRows=head, hAlign="LEFT")


def pairs(*rows: tuple[str, str]) -> Table:
    """A label, and beside it what it is about."""
    shown = [[text(label), text(words, STRONG)] for label, words in rows]
    return table(shown, (WIDTH * 0.15, WIDTH * 0.85), [("LEFTPADDING", (0, 0), (0, -1), 0)])


def one_line(what: str, line: str, amount: str, totals: Sequence[tuple[str, str]]) -> Table:
    """The table of a paper about one thing: its line under the heads, then the totals."""
    heads = ("№", what, "Кол-во", "Ед.", "Цена", "Сумма")
    rows = [
        [text(head, CENTRED) for head in heads],
        [text("1"), text(line), text("1", RIGHT), text("мес."), text(amount, RIGHT), text(amount, RIGHT)],
        *([text(label, RIGHT_STRONG), "", "", "", "", text(figure, RIGHT_STRONG)] for label, figure in totals),
    ]
    style: list[Any] = [("GRID", (0, 0), (-1, 1), LINE, "black"), ("BOX", (0, 0), (-1, 1), 1.2, "black")]
    style += [("SPAN", (0, number), (4, number)) for number in range(2, len(rows))]
    widths = (WIDTH * 0.05, WIDTH * 0.47, WIDTH * 0.1, WIDTH * 0.08, WIDTH * 0.15, WIDTH * 0.15)
    return table(rows, widths, style, head=1)


def paper(parts: Sequence[Flowable], *, title: str, author: str) -> bytes:
    register_fonts()
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=title,
        author=author,
        lang="ru",
        invariant=True,
    )
    document.build(list(parts))
    return out.getvalue()
