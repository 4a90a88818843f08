"""The catalogue of the server's own words, compiled without gettext's tools.

They are read from the code and the pages of the admin, and kept in `locale/`.

Babel is needed to write catalogues, not to use them.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

KEYWORDS: Final = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
METHODS: Final = [
    ("**/tests/**", "ignore"),
    ("**/migrations/**", "ignore"),
    ("**/templates/admin/**.html", "core.catalogue:words_of_template"),
    ("**.py", "python"),
]
IN_TEMPLATE: Final = re.compile(r'{% *translate "([^"]+)"')


def updated(backend: Path, language: str) -> Catalog:
    """The catalogue as the code wants it now, with the translations there are."""
    wanted = Catalog(project="AgentIQ Chat Center")
    options = {"**.py": {"encoding": "utf-8"}}
    for _file, _line, message, _comments, context in extract_from_dir(backend, METHODS, options, KEYWORDS):
        wanted.add(message, context=context)
    with po_file(backend, language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    catalogue.update(wanted, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # The same words give the same file, whenever it is written.
    catalogue.creation_date = catalogue.revision_date = EPOCH
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = catalogue.project
    return catalogue


def words_of_template(
    file: IO[bytes], _keywords: object, _comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    for number, line in enumerate(file, start=1):
        for found in IN_TEMPLATE.finditer(line.decode()):
            yield number, "gettext", found[1], []


def as_po(catalogue: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalogue, width=120, sort_output=True, no_location=True, omit_header=False)
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    return [str(message.id) for message in catalogue if message.id and not all(_strings(message.string))]


def po_file(backend: Path, language: str) -> Path:
    return backend / "locale" / language / "LC_MESSAGES" / "django.po"


def _strings(string: object) -> tuple[object, ...]:
    return string if isinstance(string, tuple) else (string,)
