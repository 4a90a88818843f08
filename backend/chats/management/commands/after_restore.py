from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from chats.services.restoring import doubt_replies, expect_failed_replies, skip_changes, sweep_everything
from core.restored import begin_settling, end_settling, skip_ids


class Command(BaseCommand):
    help = (
        "Settle a database that was restored from a backup, before the product starts on it; `make restore` runs it. "
        "Replies that may have been sent since the backup are looked for at the marketplace and never sent by "
        "themselves. May be repeated."
    )
    requires_migrations_checks = False

    def handle(self, *_args: Any, **_options: Any) -> None:
        now = timezone.now()
        begin_settling()
        call_command("migrate", interactive=False, verbosity=0)
        skip_ids()
        feeds = skip_changes()
        doubted = doubt_replies(now=now)
        expected = expect_failed_replies()
        swept = sweep_everything(now=now)
        end_settling()
        self.stdout.write(f"{doubted} replies are looked for at the marketplace, {expected} failed ones with them")
        self.stdout.write(f"{swept} cabinets are swept from end to end, {feeds} change feeds begin anew")
        self.stdout.write("The database may be written in: start the product.")
