"""The fonts of our papers, embedded in each: Noto Sans, which has Cyrillic."""

from functools import cache
from io import BytesIO
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PLAIN: Final = "NotoSans"
BOLD: Final = "NotoSans-Bold"


@cache
def register_fonts() -> None:
    """Once a process; unpacking them takes a moment, so nothing happens on import."""
    from pymupdf_fonts import NotoSans_Bold, NotoSans_Regular

    pdfmetrics.registerFont(TTFont(PLAIN, BytesIO(NotoSans_Regular.fontbuffer)))
    pdfmetrics.registerFont(TTFont(BOLD, BytesIO(NotoSans_Bold.fontbuffer)))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
