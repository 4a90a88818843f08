"""The links of a message: which of them are files of the marketplace, and what text is left."""

import mimetypes
import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from connectors.http import origin
from connectors.records import FileKind, RemoteFile

OZON_ORIGIN = "https://api-seller.ozon.ru:443"
LINK = re.compile(
    r"(?P<picture>!?)\[(?P<label>(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,300})\]"
    r"\((?P<url>https?://(?:[^()\s]|\x20(?!\")|\([^()\n]{0,200}\)){1,2000})\)",
    re.IGNORECASE,
)
BARE = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)
SIZE_NOTE = re.compile(r"\s*\(\s*[\d.,]+\s*(?:[KMGкмгКМГ]?[BbБб]|байт|bytes?)\s*\)\s*$")

# Python's own table and what buyers send besides: a host may have a longer list, an image of a container has none.
TYPES = mimetypes.MimeTypes()
for _extension, _type in {
    ".webp": "image/webp",
    ".3gp": "video/3gpp",
    ".m4v": "video/x-m4v",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".rar": "application/vnd.rar",
}.items():
    TYPES.add_type(_type, _extension)


class FileLinks:
    """Knows which addresses are the marketplace's own: exactly its host, or the one it is reached at."""

    def __init__(self, *, base_url: str, on_foreign: Callable[[], None]) -> None:
        self._origins = {OZON_ORIGIN, origin(base_url)} - {None}
        self._on_foreign = on_foreign

    def take_out(self, text: str) -> tuple[str, tuple[RemoteFile, ...]]:
        """The text without the links that are files, and those files."""
        files: list[RemoteFile] = []

        def replace(link: re.Match[str]) -> str:
            ref = self.ref(link["url"])
            if ref is None:
                if link["picture"]:
                    self._on_foreign()
                return link.group()
            files.append(describe(ref, label=link["label"].strip(), is_picture=bool(link["picture"])))
            return ""

        left = LINK.sub(replace, text)
        if not files and BARE.fullmatch(left.strip()) and (ref := self.ref(left.strip())):
            return "", (describe(ref, label="", is_picture=False),)
        return (left.strip() if files else text), tuple(files)

    def ref(self, url: str) -> str | None:
        """Path and query of a file of the marketplace; None for everything else. Blanks of its name may stand there."""
        url = url.strip().replace(" ", "%20")
        if origin(url) not in self._origins:
            return None
        parts = urlsplit(url)
        if not is_safe_path(parts.path):
            return None
        return f"{parts.path}?{parts.query}" if parts.query else parts.path


def is_safe_path(path: str) -> bool:
    """True for a path that stays on the host it is put behind."""
    if not path.startswith("/") or path.startswith("//") or len(path) < 2:
        return False
    decoded = unquote(path)
    return decoded.isprintable() and "\\" not in decoded and ".." not in decoded.split("/") and " " not in path


def describe(ref: str, *, label: str, is_picture: bool) -> RemoteFile:
    last = unquote(urlsplit(ref).path.rsplit("/", 1)[-1])
    is_video = label.upper().startswith("VID")
    is_screenshot = label.lower().startswith("screenshot")
    shown = SIZE_NOTE.sub("", label)
    name = shown if "." in shown and not (is_picture or is_screenshot) else last or shown
    content_type = TYPES.guess_type(name)[0] or TYPES.guess_type(last)[0]
    kind = FileKind.DOCUMENT
    if is_video or (content_type or "").startswith("video/"):
        kind = FileKind.VIDEO
    elif is_picture or is_screenshot or (content_type or "").startswith("image/"):
        kind = FileKind.IMAGE
    return RemoteFile(ref=ref, kind=kind, name=name[:255] or None, content_type=content_type)
