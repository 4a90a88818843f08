import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from chats.guide.text import guide_text
from core.rich_text import read_blocks


class Command(BaseCommand):
    help = "Write the guide for connecting Ozon for readers of the repository and for the single-page application."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is stale")

    def handle(self, *_args: Any, **options: Any) -> None:
        files = {
            settings.ROOT / "docs" / "connect-ozon.md": guide_text(),
            settings.FRONTEND_DIR / "src" / "features" / "guide" / "connect-ozon.json": as_json(),
        }
        stale = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
        if options["check"] and stale:
            raise CommandError(f"Stale: {', '.join(path.name for path in stale)}. Run `make openapi`.")
        for path in stale:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8")


def as_json() -> str:
    blocks = [{"kind": type(block).__name__.lower(), **asdict(block)} for block in read_blocks(guide_text())]
    return json.dumps(blocks, ensure_ascii=False, indent=2) + "\n"
