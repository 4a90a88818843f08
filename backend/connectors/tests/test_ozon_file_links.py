"""Only links to exactly Ozon's host, or to where Ozon is reached, become files."""

import mimetypes

import pytest

from connectors.ozon.markdown import FileLinks
from connectors.records import FileKind

REACHED_AT = "http://127.0.0.1:9900"


def links(base_url: str = REACHED_AT) -> FileLinks:
    return FileLinks(base_url=base_url, on_foreign=lambda: None)


@pytest.mark.parametrize(
    ("url", "ref"),
    [
        ("https://api-seller.ozon.ru/v2/chat/file/a/1.jpg", "/v2/chat/file/a/1.jpg"),
        ("https://api-seller.ozon.ru:443/v2/chat/file/a/1.jpg?x=1", "/v2/chat/file/a/1.jpg?x=1"),
        ("HTTPS://API-SELLER.ozon.ru/v2/chat/file/a", "/v2/chat/file/a"),
        ("http://127.0.0.1:9900/v2/chat/file/a/1.jpg#top", "/v2/chat/file/a/1.jpg"),
    ],
)
def test_links_to_the_marketplace_are_files(url: str, ref: str) -> None:
    assert links().ref(url) == ref


@pytest.mark.parametrize(
    "url",
    [
        "http://api-seller.ozon.ru/v2/chat/file/a",
        "https://api-seller.ozon.ru.evil.example/v2/chat/file/a",
        "https://api-seller.ozon.ru@evil.example/v2/chat/file/a",
        "https://user@api-seller.ozon.ru/v2/chat/file/a",
        "https://evil.example/api-seller.ozon.ru/v2/chat/file/a",
        "https://evil.example\\@api-seller.ozon.ru/v2/chat/file/a",
        "https://api-seller.ozon.ru:8443/v2/chat/file/a",
        "https://xapi-seller.ozon.ru/v2/chat/file/a",
        "https://api-seller.ozon.ru",
        "https://api-seller.ozon.ru/",
        "https://api-seller.ozon.ru//evil.example/a",
        "https://api-seller.ozon.ru/v2/../v1/roles",
        "https://api-seller.ozon.ru/v2/%2e%2e/v1/roles",
        "https://api-seller.ozon.ru/v2/chat/file/a%0d%0aX:1",
        "https://seller.ozon.ru/api/chat/v2/file/download/1/2/3/4",
        "http://127.0.0.1:9901/v2/chat/file/a",
        "http://[::1/v2/chat/file/a",
        "https://api-seller.ozon.ru:port/v2/chat/file/a",
        "ftp://api-seller.ozon.ru/v2/chat/file/a",
        "//api-seller.ozon.ru/v2/chat/file/a",
    ],
)
def test_every_other_link_stays_text(url: str) -> None:
    text = f"![]({url})"

    assert links().take_out(text) == (text, ())


def test_a_part_that_is_only_an_address_of_a_file_is_a_file() -> None:
    text, files = links().take_out(" https://api-seller.ozon.ru/v2/chat/file/a/photo.png ")

    assert text == ""
    assert (files[0].ref, files[0].is_image) == ("/v2/chat/file/a/photo.png", True)


def test_brackets_in_names_do_not_cut_a_link() -> None:
    text, files = links().take_out("[счёт [1] (2).pdf (1,5 МБ)](https://api-seller.ozon.ru/v2/chat/file/a/b(2).pdf)")

    assert text == ""
    assert (files[0].name, files[0].ref) == ("счёт [1] (2).pdf", "/v2/chat/file/a/b(2).pdf")


@pytest.mark.parametrize("name", ["чек за ноябрь.pdf", "чек (1 из 2).pdf"])
def test_a_name_that_stands_in_the_link_as_it_is_is_known_again(name: str) -> None:
    text, files = links().take_out(f"Вот [{name} (120 KB)](https://api-seller.ozon.ru/v2/chat/file/a/{name}) и всё")

    assert text == "Вот  и всё"
    assert (files[0].name, files[0].ref) == (name, f"/v2/chat/file/a/{name}".replace(" ", "%20"))


def test_a_link_with_a_title_is_no_file() -> None:
    text = '[чек](https://api-seller.ozon.ru/v2/chat/file/a "Чек")'

    assert links().take_out(text) == (text, ())


def test_a_huge_text_full_of_brackets_is_read_in_reasonable_time() -> None:
    text = "[![" * 200_000 + "](" * 100_000

    assert links().take_out(text) == (text, ())


@pytest.mark.parametrize(
    ("name", "kind", "content_type"),
    [
        ("photo.webp", FileKind.IMAGE, "image/webp"),
        ("clip.3gp", FileKind.VIDEO, "video/3gpp"),
        ("price.xlsx", FileKind.DOCUMENT, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("what.ever", FileKind.DOCUMENT, None),
    ],
)
def test_a_kind_of_file_is_known_whatever_list_the_host_has(
    name: str, kind: FileKind, content_type: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mimetypes, "guess_type", lambda *_: ("from/host", None))
    _, files = links().take_out(f"[{name}](https://api-seller.ozon.ru/v2/chat/file/a/{name})")

    assert [(file.kind, file.content_type) for file in files] == [(kind, content_type)]
