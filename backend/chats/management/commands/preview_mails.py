from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from chats.mail_examples import EXAMPLES
from core.error_texts import LANGUAGES
from core.mail import write_mail


class Command(BaseCommand):
    help = "Write every mail of the product, with invented contents, as a text and a page to look at."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", choices=LANGUAGES, help="One of them; both unless told.")
        parser.add_argument("--out", type=Path, default=settings.LOCAL_DIR / "mail-previews", help="A folder.")

    def handle(self, *_args: Any, language: str | None, out: Path, **_options: Any) -> None:
        out.mkdir(parents=True, exist_ok=True)
        for template, contexts in EXAMPLES.items():
            for number, context in enumerate(contexts, start=1):
                for chosen in [language] if language else LANGUAGES:
                    mail = write_mail(template=template, to=[], language=chosen, context=context)
                    stem = out / f"{template}-{number}.{chosen}"
                    stem.with_name(f"{stem.name}.txt").write_text(f"{mail.subject}\n\n{mail.text}", encoding="utf-8")
                    stem.with_name(f"{stem.name}.html").write_text(mail.html or "", encoding="utf-8")
        self.stdout.write(str(out))
