from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from conftest import Queued
from core.mail import send_mail
from core.tasks import deliver_mail


@pytest.fixture
def _templates(tmp_path: Path, settings: object) -> None:
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "hello.ru.txt").write_text("Здравствуйте, {{ name }}\n\nЭто письмо.\n", encoding="utf-8")
    (folder / "hello.en.txt").write_text("Hello, {{ name }}\n\nThis is a letter.\n", encoding="utf-8")
    (folder / "hello.en.html").write_text("<p>Hello, {{ name }}</p>", encoding="utf-8")
    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]  # type: ignore[attr-defined]
    settings.TEMPLATES = templates  # type: ignore[attr-defined]


@pytest.mark.usefixtures("_templates")
def test_a_mail_is_written_in_the_readers_language_and_queued(queued: Queued) -> None:
    send_mail(template="hello", to=["inna@example.com"], language="ru", context={"name": "Инна"})

    [(task, written)] = queued
    page = written.pop("html")
    assert task == "core.deliver_mail"
    assert written == {"subject": "Здравствуйте, Инна", "text": "Это письмо.\n", "to": ["inna@example.com"]}
    assert "<p>Это письмо.</p>" in page


@pytest.mark.usefixtures("_templates")
def test_a_text_without_a_page_gets_the_common_one_in_which_nothing_is_markup(queued: Queued) -> None:
    send_mail(template="hello", to=["inna@example.com"], language="ru", context={"name": "<b>Инна</b>"})

    [(_task, written)] = queued
    assert "<b>" not in written["html"]


@pytest.mark.usefixtures("_templates")
def test_a_mail_with_a_page_beside_it_has_both(queued: Queued) -> None:
    send_mail(template="hello", to=["inna@example.com"], language="en", context={"name": "<Inna>"})
    (_name, arguments) = queued[0]

    deliver_mail(**arguments)

    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    assert message.subject == "Hello, &lt;Inna&gt;"
    assert message.alternatives[0][0] == "<p>Hello, &lt;Inna&gt;</p>"
