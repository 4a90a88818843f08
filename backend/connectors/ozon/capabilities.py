"""What Ozon can do. Formats and sizes of files are not documented; these are known to work."""

from connectors.records import Capabilities, ReadsBy

CAPABILITIES = Capabilities(
    text_max=1000,
    file_max_bytes=10 * 1024 * 1024,
    file_types=("jpg", "jpeg", "png", "pdf"),
    files_per_part=1,
    text_with_files=False,
    reads_by=ReadsBy.CHAT,
    mark_read=True,
    knows_unread=True,
    push=True,
    min_poll_seconds=60,
    ratings=True,
    products=True,
    orders=True,
    reply_window_hours=48,
)
