from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.scopes import Scope
from accounts.services.api_keys import issue_api_key


class Command(BaseCommand):
    help = "Issue an API key of a workspace; prints the key alone. It is shown this once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workspace", required=True, metavar="SLUG")
        parser.add_argument("--name", required=True)
        parser.add_argument("--scopes", nargs="+", choices=Scope.values, help="all unless given")

    def handle(self, *_args: Any, **options: Any) -> None:
        workspace = Workspace.objects.filter(slug=options["workspace"]).first()
        if workspace is None:
            raise CommandError(f"There is no workspace with the address {options['workspace']!r}.")
        _api_key, key = issue_api_key(
            workspace=workspace,
            name=options["name"],
            scopes=options["scopes"],
            author=Actor.for_system("issue_api_key"),
        )
        self.stdout.write(key)
