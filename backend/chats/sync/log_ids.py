"""Whose work the lines of the log are about."""

from structlog.contextvars import bind_contextvars

from chats.models import ChatAccount


def log_as(account: ChatAccount) -> None:
    """From here on each line of the task names the workspace and the cabinet; the next task begins without."""
    bind_contextvars(workspace_id=account.workspace_id, account_id=account.pk)
