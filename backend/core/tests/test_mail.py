"""How mails are written, and that what they say is kept sealed."""

from pathlib import Path

import pytest

from conftest import Queued
from core.mail import send_mail
from core.models import WaitingMail
from core.tests.waiting_mails import waiting_mails


@pytest.fixture(autouse=True)
def _templates(db: None, tmp_path: Path, settings: object) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "hello.ru.txt").write_text("Здравствуйте, {{ name }}\n\nЭто письмо.\n", encoding="utf-8")
    (folder / "hello.en.txt").write_text("Hello, {{ name }}\n\nThis is a letter.\n", encoding="utf-8")
    (folder / "hello.en.html").write_text("<p>Hello, {{ name }}</p>", encoding="utf-8")
    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]  # type: ignore[attr-defined]
    settings.TEMPLATES = templates  # type: ignore[attr-defined]


def test_a_mail_is_written_in_the_readers_language_kept_sealed_and_queued(queued: Queued) -> None:
    send_mail(template="hello", to=["inna@example.com"], language="ru", context={"name": "Инна"})

    row = WaitingMail.objects.get()
    [written] = waiting_mails()
    page = written.pop("html")
    assert queued == [("core.deliver_mail", {"mail_id": row.pk})]
    assert "Инна" not in str(WaitingMail.objects.values().get())
    assert written == {"subject": "Здравствуйте, Инна", "text": "Это письмо.\n", "to": ["inna@example.com"]}
    assert "<p>Это письмо.</p>" in page


def test_a_text_without_a_page_gets_the_common_one_in_which_nothing_is_markup() -> None:
    send_mail(template="hello", to=["inna@example.com"], language="ru", context={"name": "<b>Инна</b>"})

    assert "<b>" not in waiting_mails()[0]["html"]


def test_a_mail_with_a_page_beside_it_has_both() -> None:
    send_mail(template="hello", to=["inna@example.com"], language="en", context={"name": "<Inna>"})

    [written] = waiting_mails()
    assert written["subject"] == "Hello, &lt;Inna&gt;"
    assert written["html"] == "<p>Hello, &lt;Inna&gt;</p>"
