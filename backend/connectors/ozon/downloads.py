"""Files of messages: always fetched from the address Ozon is reached at, whatever host the link named."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from connectors.errors import Rejected, TemporaryFailure
from connectors.http import AnswerLost
from connectors.ozon.client import OzonClient
from connectors.ozon.endpoints import FILE
from connectors.ozon.markdown import is_safe_path
from connectors.records import OpenedFile

LARGEST_FILE = 100 * 1024 * 1024
CONTENT_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}")


def open_download(client: OzonClient, *, ref: str, base_url: str) -> OpenedFile:
    """Open the file behind a ref; too large a file is refused before or while it is read."""
    path = ref.partition("?")[0]
    if not is_safe_path(path) or not ref.isprintable():
        raise Rejected("file_not_found")
    prefix = urlsplit(base_url).path
    answer = client.open_file(ref.removeprefix(prefix) if prefix and path.startswith(prefix + "/") else ref)
    declared = answer.headers.get("Content-Length", "")
    size = int(declared) if declared.isascii() and declared.isdigit() else None
    if size is not None and size > LARGEST_FILE:
        answer.close()
        raise Rejected("file_too_large", method=FILE.path)
    found = CONTENT_TYPE.match(answer.headers.get("Content-Type", "").strip().lower())
    content_type = found.group() if found else "application/octet-stream"
    return OpenedFile(chunks=bounded(answer.chunks), content_type=content_type, size=size)


def bounded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    total = 0
    try:
        for chunk in chunks:
            total += len(chunk)
            if total > LARGEST_FILE:
                raise Rejected("file_too_large", method=FILE.path)
            yield chunk
    except AnswerLost as error:
        raise TemporaryFailure("answer_lost", method=FILE.path) from error
