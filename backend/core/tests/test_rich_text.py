import pytest

from core.rich_text import Heading, Listing, Paragraph, Table, as_html, read_blocks


def test_a_document_is_read_into_its_blocks() -> None:
    text = (
        "# Ключ\nПервая строка\nи вторая.\n\n1. Откройте\n   настройки.\n2. Скопируйте.\n\n"
        "- да\n- нет\n\n| код | помощь |\n| --- | --- |\n| `a` | **б** |"
    )

    assert read_blocks(text) == [
        Heading(1, "Ключ"),
        Paragraph("Первая строка и вторая."),
        Listing(("Откройте настройки.", "Скопируйте."), is_ordered=True),
        Listing(("да", "нет"), is_ordered=False),
        Table(("код", "помощь"), (("`a`", "**б**"),)),
    ]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Просто <b>текст</b> & {скобки}", "<p>Просто &lt;b&gt;текст&lt;/b&gt; &amp; {скобки}</p>"),
        ("**важно** и `код`", "<p><strong>важно</strong> и <code>код</code></p>"),
        ("[сюда](/offer)", '<p><a href="/offer">сюда</a></p>'),
        ("[сюда](javascript:alert)", "<p>[сюда](javascript:alert)</p>"),
        ('[сюда](https://example.com/"onclick=x)', '<p><a href="https://example.com/&quot;onclick=x">сюда</a></p>'),
        ("## Что мы видим?", '<h2 id="что-мы-видим">Что мы видим?</h2>'),
        ("- раз\n- два", "<ul><li>раз</li><li>два</li></ul>"),
    ],
)
def test_nothing_becomes_markup_but_what_is_drawn(text: str, drawn: str) -> None:
    assert as_html(read_blocks(text)) == drawn


def test_a_table_says_what_its_columns_are() -> None:
    drawn = as_html(read_blocks("| код | помощь |\n|---|---|\n| а | б |"))

    assert '<th scope="col">код</th>' in drawn
    assert "<tr><td>а</td><td>б</td></tr>" in drawn
