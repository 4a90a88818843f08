"""What is refused before the network, because Ozon would refuse it or the buyer would not get it whole."""

from connectors.errors import Rejected
from connectors.ozon.capabilities import CAPABILITIES
from connectors.records import OutgoingFile, OutgoingPart


def refuse_unsendable(part: OutgoingPart) -> None:
    """Raise Rejected unless the part is exactly one sendable text or one sendable file."""
    if (part.text is not None) == bool(part.files) or len(part.files) > CAPABILITIES.files_per_part:
        raise Rejected("part_not_supported" if part.text is not None or part.files else "text_empty")
    if part.text is not None:
        refuse_text(part.text)
    for file in part.files:
        refuse_file(file)


def refuse_text(text: str) -> None:
    if not text.strip():
        raise Rejected("text_empty")
    if len(text) > CAPABILITIES.text_max:
        raise Rejected("text_too_long")


def refuse_file(file: OutgoingFile) -> None:
    stem, dot, extension = file.name.rpartition(".")
    if not dot or not stem or extension.lower() not in CAPABILITIES.file_types:
        raise Rejected("file_type_not_allowed")
    if not file.content:
        raise Rejected("file_empty")
    if len(file.content) > CAPABILITIES.file_max_bytes:
        raise Rejected("file_too_large")
