"""Why a marketplace's rating and our figure of the same thing may differ, as far as its rules are published."""

from __future__ import annotations

from typing import Final

from connectors.ratings import RatingCode, RatingUnit

TOO_LITTLE_DATA: Final = "ratings_too_little_data"
KNOWN_CHATS: Final = "ratings_known_chats"
OF_ALL: Final = (
    "ratings_automatic_answers",
    "ratings_short_thanks",
    "ratings_other_period",
    "ratings_our_calculation",
)
OF_ONE: Final = {
    RatingCode.FIRST_REPLY: ("ratings_episodes", "ratings_seller_opened"),
    RatingCode.ANY_REPLY: (),
    RatingCode.REPLIED_DIALOGS: ("ratings_seller_opened",),
}
REASONS: Final = (TOO_LITTLE_DATA, KNOWN_CHATS, *OF_ALL, "ratings_episodes", "ratings_seller_opened")

SAME_SHARE: Final = 0.005
SAME_SECONDS: Final = 60.0
SAME_PART: Final = 0.02


def reasons(code: RatingCode, *, theirs: float, ours: float | None, knows_all_chats: bool) -> tuple[str, ...]:
    """Codes of the error table, those peculiar to the figure first; none where both say the same."""
    if ours is None:
        return (TOO_LITTLE_DATA,)
    if are_same(code.unit, theirs, ours):
        return ()
    unknown = () if knows_all_chats else (KNOWN_CHATS,)
    return (*unknown, *OF_ONE[code], *OF_ALL)


def are_same(unit: RatingUnit, theirs: float, ours: float) -> bool:
    """To what people would call the same: a minute or two per cent, half a point of a share."""
    if unit is RatingUnit.RATIO:
        return abs(theirs - ours) <= SAME_SHARE
    return abs(theirs - ours) <= max(SAME_SECONDS, SAME_PART * max(theirs, ours))
