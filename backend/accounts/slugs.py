"""The address of a workspace, made from the name of an organisation."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 40
SILENT: Final = "ъь'’`\""
LATIN: Final = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
    | dict.fromkeys(SILENT, "")
)


def slug_of(name: str) -> str:
    """Small Latin letters, digits and hyphens; `team` for a name that has none of them."""
    latin = unicodedata.normalize("NFC", name.lower()).translate(LATIN)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-") or "team"
