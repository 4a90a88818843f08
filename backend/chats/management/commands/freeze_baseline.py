from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from chats.models import ChatAccount, SyncState
from chats.services.baselines import freeze


class Command(BaseCommand):
    help = (
        "Freeze the baseline of a chat account once more. Only for an import that was repeated because the first one "
        "was wrong: the earlier baseline is given up, and reports and pilots show the new one from then on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--account", type=int, required=True, help="Id of the chat account.")

    def handle(self, *_args: Any, account: int, **_options: Any) -> None:
        found = ChatAccount.objects.filter(pk=account).first()
        if found is None:
            raise CommandError(f"There is no chat account {account}.")
        if found.sync_state.import_state != SyncState.ImportState.DONE:
            raise CommandError(f"The import of chat account {account} is not through.")
        baseline = freeze(found, now=timezone.now(), anew=True)
        self.stdout.write(f"{baseline.sample_size} obligations frozen")
