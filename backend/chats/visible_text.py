"""Whether a reader would see anything of a text."""

import unicodedata
from typing import Final

# Spaces, controls and what only steers its neighbours: marks of direction, joiners, the mark of byte order.
UNSEEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
# Drawn as nothing although Unicode counts them as letters, marks or symbols: fillers of Hangul, the empty pattern of
# Braille, the joiner of graphemes, selectors of variants.
UNSEEN: Final = frozenset(
    {"\u115f", "\u1160", "\u3164", "\uffa0", "\u2800", "\u034f", "\u17b4", "\u17b5"}
    | {chr(code) for code in (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}
)


def is_visible(text: str) -> bool:
    return any(char not in UNSEEN and unicodedata.category(char) not in UNSEEN_CATEGORIES for char in text)
