"""Why a reply or a file is not taken, or can no longer be changed."""

from core.errors import Conflict, Invalid, NotFound


class TextEmpty(Invalid):
    code = "text_empty"


class TextTooLong(Invalid):
    code = "text_too_long"


class VariablesUnfilled(Invalid):
    code = "variables_unfilled"


class TextOrFile(Invalid):
    code = "text_or_file"


class IdempotencyKeyReused(Invalid):
    code = "idempotency_key_reused"
    status = 422


class SendBlocked(Conflict):
    """The account or the chat takes no replies now; the code is the one shown beside the composer."""

    code = "cannot_send"

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code  # type: ignore[misc]  # one class for all reasons, each with its own code


class ReplyNotRetryable(Conflict):
    code = "reply_not_retryable"


class ReplyNotCancellable(Conflict):
    code = "reply_not_cancellable"


class UploadNotFound(NotFound):
    code = "upload_not_found"


class UploadUsed(Conflict):
    code = "upload_used"


class FileEmpty(Invalid):
    code = "file_empty"


class FileTooLarge(Invalid):
    code = "file_too_large"


class FileTypeNotAllowed(Invalid):
    code = "file_type_not_allowed"
