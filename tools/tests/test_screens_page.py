"""docs/screens.md, and the pictures beside it."""

import re
from typing import Final

from stack.paths import ROOT

_DOCS: Final = ROOT / "docs"
_PICTURES: Final = _DOCS / "pictures" / "screens"
_MOST_BYTES: Final = 2_500_000


def test_the_page_of_screens_shows_the_pictures_that_are_there_and_no_other() -> None:
    page = (_DOCS / "screens.md").read_text(encoding="utf-8")

    shown = set(re.findall(r'<img src="([^"]+)"', page))

    assert shown
    assert shown == {str(picture.relative_to(_DOCS)) for picture in _PICTURES.iterdir()}


def test_the_pictures_of_all_screens_weigh_little() -> None:
    assert sum(picture.stat().st_size for picture in _PICTURES.iterdir()) < _MOST_BYTES
