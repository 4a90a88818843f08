import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actor import Actor
from accounts.services.workspaces import create_workspace
from core import error_texts
from core.errors import DomainError


class Command(BaseCommand):
    help = "Open a workspace with its owner; prints them as JSON. The password is null when the owner had one already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True)
        parser.add_argument("--slug", required=True, help="its address: small letters, digits and hyphens")
        parser.add_argument("--owner-email", required=True)
        parser.add_argument("--password", help="made up unless given")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            made = create_workspace(
                name=options["name"],
                slug=options["slug"],
                owner_email=options["owner_email"],
                password=options["password"],
                author=Actor.for_system("create_workspace"),
            )
        except DomainError as refusal:
            raise CommandError(error_texts.text(refusal.code, "en", **refusal.params)) from refusal
        except ValidationError as refusal:
            raise CommandError("; ".join(refusal.messages)) from refusal
        answer = {
            "workspace": made.workspace.name,
            "slug": made.workspace.slug,
            "owner": made.owner.user.email,
            "password": made.password,
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
