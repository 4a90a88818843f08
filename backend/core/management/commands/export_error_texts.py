import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import error_texts

HEAD = """# Error codes

Every refusal has one body:
`{"type", "errors": [{"code", "detail", "attr", "remedy"?, "marketplace_code"?}], "extra"?}`.
Codes are stable; texts may be reworded. `detail` and `remedy` come in the language of `Accept-Language` (`ru`, `en`).
This page is generated: change `backend/core/error_codes.toml` and run `make openapi`.

| code | what happened | what helps |
| --- | --- | --- |
"""


class Command(BaseCommand):
    help = "Write the table of error codes for the single-page application and for the documentation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is stale")

    def handle(self, *_args: Any, **options: Any) -> None:
        files = {
            settings.FRONTEND_DIR / "src" / "api" / "error-texts.json": as_json(),
            settings.ROOT / "docs" / "errors.md": as_page(),
        }
        stale = [path for path, content in files.items() if not _is(path, content)]
        if not options["check"]:
            for path in stale:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(files[path], encoding="utf-8")
        elif stale:
            raise CommandError(f"Stale: {', '.join(path.name for path in stale)}. Run `make openapi`.")


def as_json() -> str:
    rows = {code: error_texts.table()[code] for code in error_texts.all_codes()}
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_page() -> str:
    rows = []
    for code in error_texts.all_codes():
        row = error_texts.table()[code]
        rows.append(f"| `{code}` | {row['en']}<br>{row['ru']} | {_lines(row)} |")
    return HEAD + "\n".join(rows) + "\n"


def _lines(row: dict[str, str]) -> str:
    return "<br>".join(filter(None, [row.get("remedy_en"), row.get("remedy_ru")]))


def _is(path: Path, content: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == content
