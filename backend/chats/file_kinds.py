"""What a file is by its content; its name and declared type are only claims."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

LONGEST_NAME: Final = 100
UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\[\]()`]+')


@dataclass(frozen=True)
class FileKind:
    content_type: str
    extension: str
    other_extensions: tuple[str, ...] = ()


PNG: Final = FileKind("image/png", "png")
JPEG: Final = FileKind("image/jpeg", "jpg", ("jpeg",))
WEBP: Final = FileKind("image/webp", "webp")
PDF: Final = FileKind("application/pdf", "pdf")


def recognise(head: bytes) -> FileKind | None:
    """The kind that the first bytes of a file prove, or None."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"%PDF-"):
        return PDF
    return None


def safe_name(name: str, kind: FileKind) -> str:
    """A name without paths or control characters, ending in an extension that tells the truth."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    printable = "".join(letter for letter in UNSAFE.sub("_", last) if letter.isprintable())
    stem, dot, extension = printable.rpartition(".")
    if not dot:
        stem, extension = printable, ""
    if extension.lower() not in (kind.extension, *kind.other_extensions):
        extension = kind.extension
    stem = " ".join(stem.split()).strip(" ._") or "file"
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension.lower()}"
