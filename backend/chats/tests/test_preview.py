import pytest

from chats.models import Message
from chats.sync.preview import PREVIEW_LENGTH, cut, preview_of


def test_a_text_becomes_one_line() -> None:
    assert preview_of(Message(text="  Добрый день!\n\nГде\tзаказ? ")) == "Добрый день! Где заказ?"


def test_files_stand_for_a_message_without_text() -> None:
    files = [
        {"is_image": True, "name": "a.jpg"},
        {"is_image": False, "name": "чек.pdf"},
        {"is_image": False, "name": ""},
    ]

    assert preview_of(Message(text="", attachments=files)) == "Фото, чек.pdf"


def test_a_long_text_is_cut_to_fit() -> None:
    shown = preview_of(Message(text="ж" * 1000))

    assert len(shown) == PREVIEW_LENGTH
    assert shown.endswith("ж…")


@pytest.mark.parametrize(
    "cluster",
    ["и\u0306", "👩\u200d👩\u200d👧", "👍🏽", "❤\ufe0f"],
    ids=["letter with its breve", "family", "thumb with its skin", "heart with its colour"],
)
def test_no_character_is_cut_in_two(cluster: str) -> None:
    line = "абв" + cluster + "где"

    for length in range(2, len(line) + 1):
        kept = cut(line, length).removesuffix("…")
        assert len(kept) in (*range(4), *range(3 + len(cluster), len(line) + 1))
