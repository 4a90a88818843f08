import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as real_settings
from django.test import Client

from accounts.actor import Actor
from accounts.tests.factories import make_user
from billing.models import Document
from billing.pages.keys import KEYS
from billing.services.documents import change_document
from billing.tests.money import make_seller

pytestmark = pytest.mark.django_db
SYSTEM = Actor.for_system("tests")
PAGES = ["/", "/thanks", "/privacy", "/offer", "/help/connect-ozon"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_without_a_script_or_a_cookie(client: Client, settings: Any, path: str) -> None:
    settings.SUPPORT_CONTACT = "support@example.com"

    response = client.get(path)

    page = response.content.decode()
    assert response.status_code == 200
    assert response.headers["Content-Language"] == "ru"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert not response.cookies
    assert "<script" not in page
    assert "style=" not in page
    assert page.count("<h1") == 1
    assert re.search(r'<meta name="description" content="[^"]{20,}">', page)
    assert re.search(r'<meta property="og:title" content="[^"]+">', page)
    assert 'href="mailto:support@example.com"' in page


def test_every_picture_has_its_size_and_its_file(client: Client) -> None:
    page = client.get("/").content.decode()

    pictures = re.findall(r"<img [^>]*>", page)
    assert all(re.search(r'width="\d+" height="\d+"', picture) for picture in pictures)
    files = set(re.findall(r'/static/(site/[^" ]+)"', page))
    assert len(files) == 7
    assert all((Path(real_settings.BACKEND_DIR) / "billing" / "static" / file).is_file() for file in files)


def test_every_link_of_the_pages_leads_somewhere(client: Client) -> None:
    pages = {path: client.get(path).content.decode() for path in PAGES}

    for page in pages.values():
        for link in re.findall(r'href="(/[^"]*)"', page):
            path, _, anchor = link.partition("#")
            if path in pages and anchor:
                assert f'id="{anchor}"' in pages[path]
            elif not path.startswith(("/static/", "/favicon", "/login", "/sign-up")):
                assert path in pages


def test_whoever_is_signed_in_gets_the_application(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.FRONTEND_DIST = tmp_path
    (tmp_path / "index.html").write_text("<title>app</title>", encoding="utf-8")
    visitor = client.get("/")
    client.force_login(make_user())

    member = client.get("/")

    assert "кому ответить следующим" in visitor.content.decode()
    assert member.content.decode() == "<title>app</title>"
    assert "Cookie" in visitor.headers["Vary"]


def test_a_document_shows_its_newest_revision(client: Client) -> None:
    document = Document.objects.get(kind="offer")

    change_document(
        document=document, title="Оферта", text="## Цена\n\n<b>Без</b> скидок.", author=SYSTEM, now=document.updated_at
    )

    page = client.get("/offer").content.decode()
    assert "Редакция 2" in page
    assert "&lt;b&gt;Без&lt;/b&gt; скидок." in page


def test_search_engines_are_told_the_pages(client: Client) -> None:
    robots, sitemap = client.get("/robots.txt"), client.get("/sitemap.xml")

    assert "Disallow: /w/" in robots.content.decode()
    assert "/help/connect-ozon</loc>" in sitemap.content.decode()


@pytest.mark.parametrize(
    ("rate", "words"), [(None, "Без НДС"), (20, "НДС 20\N{NO-BREAK SPACE}% включён в цену")], ids=["without", "with"]
)
def test_the_page_names_who_sells_with_the_tax_and_whom_a_plan_suits(
    client: Client, rate: int | None, words: str
) -> None:
    make_seller(vat_rate=rate)

    page = client.get("/").content.decode()

    assert words in page
    assert "ООО «Тихая гавань», ИНН 7799000012, КПП 779901001" in page
    assert "Одному магазину" in page
    assert page.count("<kbd>") == len(KEYS)
    assert '<link rel="alternate" hreflang="ru" href="' in page


def test_nobody_is_named_before_our_requisites_are_set(client: Client) -> None:
    page = client.get("/").content.decode()

    assert "ИНН" not in page
    assert "НДС" not in page


def test_who_loses_the_way_reads_it_in_words_and_a_program_gets_a_code(client: Client) -> None:
    person = client.get("/cases/drugaya", headers={"Accept": "text/html,*/*;q=0.8"})
    program = client.get("/cases/drugaya", headers={"Accept": "*/*"})
    caller = client.get("/api/v1/nowhere", headers={"Accept": "text/html"})

    assert (person.status_code, program.status_code, caller.status_code) == (404, 404, 404)
    assert "<h1>Такой страницы нет.</h1>" in person.content.decode()
    assert program.json()["errors"][0]["code"] == caller.json()["errors"][0]["code"] == "not_found"
