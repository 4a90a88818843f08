"""Small files that are what they say by their first bytes."""

from io import BytesIO
from typing import Final

PNG: Final = b"\x89PNG\r\n\x1a\n" + b"0" * 40
JPEG: Final = b"\xff\xd8\xff\xe0" + b"0" * 40
PDF: Final = b"%PDF-1.7\n" + b"0" * 40


def as_file(content: bytes) -> BytesIO:
    return BytesIO(content)
