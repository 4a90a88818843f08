import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.doctor.examination import Level, Result, examine_all
from core.doctor.mail import send_test_mail


class Command(BaseCommand):
    help = "Examine this deployment from end to end, and say what to mend. Ends with 1 when something is broken."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object for a machine")
        parser.add_argument("--send-mail-to", metavar="ADDRESS", default="", help="send a test mail to this address")

    def handle(self, *_args: Any, **options: Any) -> None:
        results: list[Result] = []
        for result in _results(options["send_mail_to"]):
            results.append(result)
            if not options["json"]:
                self._print(result)
        levels = Counter(result.finding.level for result in results)
        errors, warnings = levels[Level.ERROR], levels[Level.WARNING]
        if options["json"]:
            found = [_as_json(result) for result in results]
            self.stdout.write(json.dumps({"ok": not errors, "warnings": warnings, "findings": found}))
        elif errors or warnings:
            self.stdout.write(f"To mend: {errors}. Warnings: {warnings}.")
        else:
            self.stdout.write("Everything is in place.")
        if errors:
            sys.exit(1)

    def _print(self, result: Result) -> None:
        finding = result.finding
        self.stdout.write(f"{finding.level:<8} {result.examination}: {finding.text}")
        if finding.remedy:
            self.stdout.write(f"{'':<8} → {finding.remedy}")


def _results(send_mail_to: str) -> Iterator[Result]:
    yield from examine_all()
    if send_mail_to:
        yield Result("test mail", send_test_mail(send_mail_to))


def _as_json(result: Result) -> dict[str, str]:
    finding = result.finding
    return {
        "examination": result.examination,
        "level": finding.level,
        "text": finding.text,
        "remedy": finding.remedy,
    }
