"""Where a walk over a list of chats stands, and how it notices that the list leads in a circle."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListPosition:
    """The cursor of the next page, an earlier cursor to compare with, and the pages behind."""

    cursor: str = ""
    anchor: str = ""
    pages: int = 0

    def after_page(self, cursor: str) -> ListPosition | None:
        """One page further; None when the list leads back to where the walk has been.

        The anchor is moved at the pages 1, 2, 4, 8 …, so a circle of any length is met after few more rounds than
        one, and no list of cursors is kept.
        """
        if cursor in (self.cursor, self.anchor):
            return None
        pages = self.pages + 1
        is_power_of_two = pages & (pages - 1) == 0
        return ListPosition(cursor=cursor, anchor=cursor if is_power_of_two else self.anchor, pages=pages)
