from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

LANGUAGE = "ru"


class Command(BaseCommand):
    help = "Bring locale/ up to date with the words in the code, and compile it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when it is stale")

    def handle(self, *_args: Any, **options: Any) -> None:
        from core import catalogue as catalogues  # needs Babel, which only developers have

        backend: Path = settings.BACKEND_DIR
        catalogue = catalogues.updated(backend, LANGUAGE)
        po = catalogues.po_file(backend, LANGUAGE)
        files = {po: catalogues.as_po(catalogue), po.with_suffix(".mo"): catalogues.as_mo(catalogue)}
        stale = [path for path, content in files.items() if not path.is_file() or path.read_bytes() != content]
        if not options["check"]:
            for path in stale:
                path.write_bytes(files[path])
        elif stale:
            raise CommandError("The catalogue is stale: run `manage.py update_catalogue`.")
        if missing := catalogues.untranslated(catalogue):
            raise CommandError(f"Without a Russian translation in {po.name}: {'; '.join(missing)}")
