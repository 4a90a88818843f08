import pytest

from chats.visible_text import is_visible


@pytest.mark.parametrize("text", ["Да.", "…", " . ", "👍", "👨‍👩‍👧", "\u200b+", "❤\ufe0f", "é", "نعم"])
def test_a_sign_of_any_script_is_seen(text: str) -> None:
    assert is_visible(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\xa0",
        "\u200b",
        "\ufeff",
        "\u200e\u200f\u202a\u202c\u2066\u2069",
        "\u2060\xad",
        "\u2800",
        "\u3164",
        "\ufe0f",
    ],
)
def test_what_leaves_no_trace_on_the_screen_is_not(text: str) -> None:
    assert not is_visible(text)
