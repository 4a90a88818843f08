import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import override

from chats.mail_examples import EXAMPLES
from core.mail import write_mail

CASES = [(template, number) for template, examples in EXAMPLES.items() for number in range(len(examples))]


def templates() -> Iterator[tuple[str, str]]:
    for path in settings.BACKEND_DIR.glob("*/templates/mail/*.txt"):
        name, language, _ = path.name.split(".")
        yield name, language


def test_every_mail_has_an_example_and_both_languages() -> None:
    found = set(templates())

    assert {name for name, _language in found} == set(EXAMPLES), "add what is missing to chats/mail_examples.py"
    assert found == {(name, language) for name in EXAMPLES for language in ("ru", "en")}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(("template", "number"), CASES)
def test_a_mail_is_whole_as_a_text_and_as_a_page(template: str, number: int, language: str) -> None:
    context = EXAMPLES[template][number]

    with override(language):
        mail = write_mail(template=template, to=[], language=language, context=context)

    assert mail.html is not None
    page = re.sub(r"<[^>]*>", " ", mail.html)
    assert 5 < len(mail.subject) < 120
    assert "\n" not in mail.subject
    for words in (mail.subject, mail.text, page):
        assert not re.search(r"{[{%]|None|\[\[", words)
    assert f'<html lang="{language}">' in mail.html
    assert language == "en" or re.search("[а-яё]", mail.subject)
    for address in re.findall(r"https://chats\.example\.com[^\s\"<]*", mail.text):
        assert address.rstrip(".") in mail.html.replace("&amp;", "&")


def test_the_command_writes_them_all(tmp_path: Path) -> None:
    call_command("preview_mails", "--language", "en", "--out", str(tmp_path))

    written = {path.name for path in tmp_path.iterdir()}
    assert written == {f"{name}-{number + 1}.en.{kind}" for name, number in CASES for kind in ("txt", "html")}
