import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from chats.demo import names
from chats.demo.access import keep_access, read_access
from chats.demo.cabinet import ImportUnfinished, settle_cabinet
from chats.demo.company import settle_company
from core import error_texts
from core.errors import DomainError


class Command(BaseCommand):
    help = (
        "Put the demo in place: a workspace with people, an API key and the cabinets of the Ozon simulator that "
        "OZON_API_URL names. Prints how to get in as JSON; running it again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--access",
            type=Path,
            default=settings.LOCAL_DIR / "demo.json",
            help="The file that keeps how to get in.",
        )

    def handle(self, *_args: Any, access: Path, **_options: Any) -> None:
        workspace, kept = settle_company(read_access(access))
        keep_access(access, kept)
        try:
            for title, credentials in names.shops().items():
                settle_cabinet(workspace, title=title, credentials=credentials)
        except DomainError as refusal:
            raise CommandError(error_texts.text(refusal.code, "en", **refusal.params)) from refusal
        except ImportUnfinished as late:
            raise CommandError("The chats of the demo cabinet could not be imported in time.") from late
        answer = {
            "workspace": workspace.slug,
            "login": names.OWNER_EMAIL,
            "password": kept.password,
            "api_key": kept.api_key,
        }
        self.stdout.write(json.dumps(answer))
