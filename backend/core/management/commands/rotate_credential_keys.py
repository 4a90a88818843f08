from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.sealed_columns import reseal_column, sealed_columns


class Command(BaseCommand):
    help = (
        "Seal every stored secret with the first of CREDENTIAL_KEYS. Run it while the product runs, once all processes "
        "know the new key; afterwards the old keys can be taken out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only count what still needs an old key")

    def handle(self, *_args: Any, **options: Any) -> None:
        dry: bool = options["check"]
        done = [reseal_column(column, dry=dry) for column in sealed_columns()]
        for found in done:
            name = f"{found.column.model}.{found.column.name}"
            word = "need an old key" if dry else "sealed anew"
            self.stdout.write(f"{name}: {found.resealed} {word}, {found.current} under the first key already")
            if found.unreadable:
                ids = ", ".join(str(pk) for pk in found.unreadable)
                self.stderr.write(f"{name}: no key of CREDENTIAL_KEYS opens the secrets of the rows {ids}")
        if any(found.unreadable for found in done):
            raise CommandError("Some secrets cannot be read: keep the old keys, or have these secrets entered again.")
        if dry and any(found.resealed for found in done):
            raise CommandError("Old keys are still needed.")
