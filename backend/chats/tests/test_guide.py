from django.core.management import call_command

from chats.guide.text import guide_codes, guide_text
from core import error_texts


def test_what_is_committed_is_what_the_table_of_errors_says() -> None:
    call_command("export_guide", "--check")


def test_every_error_of_a_connection_stands_there_with_its_remedy() -> None:
    text = guide_text()

    assert {"key_expired", "subscription_no_replies", "account_connected_elsewhere"} <= set(guide_codes())
    for code in guide_codes():
        happened, remedy = error_texts.text(code, "ru"), error_texts.remedy(code, "ru")
        assert remedy
        assert f"| {happened} | {remedy} | `{code}` |" in text
