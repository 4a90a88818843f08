from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What an API key may do. Members are not limited by scopes, but by their role."""

    CHATS_READ = "chats:read", _("read chats")
    CHATS_WRITE = "chats:write", _("answer in chats")
    TEMPLATES_WRITE = "templates:write", _("change templates")
    ACCOUNTS_READ = "accounts:read", _("read chat accounts")
    ACCOUNTS_WRITE = "accounts:write", _("change chat accounts")
    POLICIES_WRITE = "policies:write", _("change reply targets")
    REPORTS_READ = "reports:read", _("read reports")
