"""Which tables grow with the chats, and whose migrations are judged."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings

LARGE: Final = {
    ("accounts", "auditentry"),
    ("chats", "change"),
    ("chats", "chat"),
    ("chats", "message"),
    ("chats", "reply"),
    ("chats", "replyattempt"),
    ("chats", "synchour"),
    ("chats", "syncrun"),
    ("sla", "baselineobligation"),
    ("sla", "delivery"),
    ("sla", "event"),
    ("sla", "notification"),
    ("sla", "obligation"),
}


def names_of_tables(models: Iterable[tuple[str, str]]) -> list[str]:
    """As PostgreSQL knows them; `LookupError` for what is no model that has one."""
    return sorted(apps.get_model(app, model)._meta.db_table for app, model in models)


def our_apps() -> set[str]:
    return {app.label for app in apps.get_app_configs() if Path(app.path).is_relative_to(settings.BACKEND_DIR)}


def to_be_judged(migrations: Iterable[tuple[str, str]], frozen: Mapping[str, int]) -> list[tuple[str, str]]:
    """Those of our apps, all of them, that come after the number up to which an app is frozen."""
    ours = our_apps()
    return [(app, name) for app, name in migrations if app in ours and int(name.partition("_")[0]) > frozen.get(app, 0)]
