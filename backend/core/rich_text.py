"""The small part of Markdown in which our own documents are written: read into blocks, drawn as HTML.

Everything that is not known stays the text it was; nothing becomes markup but what is drawn here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

INLINE: Final = re.compile(r"`([^`\n]+)`|\*\*([^*\n]+)\*\*|\[([^\]\n]+)\]\(((?:https?://|/|#|mailto:)[^()\s]*)\)")
HEADING: Final = re.compile(r"(#{1,4}) (.+)")
ITEM: Final = re.compile(r"(?:[-*]|\d+\.) (.+)")
RULER: Final = re.compile(r"\|(?: *:?-+:? *\|)+")


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[str, ...]
    is_ordered: bool


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Listing | Table


def read_blocks(text: str) -> list[Block]:
    """Blocks are parted by empty lines; a heading stands on a line of its own."""
    return [block for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()) for block in _of_part(part)]


def as_html(blocks: list[Block]) -> SafeString:
    return mark_safe("\n".join(_draw(block) for block in blocks))  # noqa: S308 - every piece is escaped where it is drawn


def _of_part(part: str) -> Iterator[Block]:
    lines = [line.strip() for line in part.split("\n") if line.strip()]
    if lines and (heading := HEADING.fullmatch(lines[0])):
        yield Heading(len(heading[1]), heading[2])
        lines = lines[1:]
    if not lines:
        return
    if len(lines) > 1 and RULER.fullmatch(lines[1]):
        yield Table(_cells(lines[0]), tuple(_cells(line) for line in lines[2:]))
    elif ITEM.fullmatch(lines[0]):
        yield Listing(tuple(_items(lines)), lines[0][0].isdigit())
    else:
        yield Paragraph(" ".join(lines))


def _items(lines: list[str]) -> Iterator[str]:
    """A line that begins no item goes on with the one before."""
    open_item = ""
    for line in lines:
        if (item := ITEM.fullmatch(line)) is None:
            open_item += f" {line}"
            continue
        if open_item:
            yield open_item
        open_item = item[1]
    yield open_item


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def _draw(block: Block) -> SafeString:
    match block:
        case Heading(level, text):
            tag = f"h{level}"
            return format_html("<{} id={}>{}</{}>", tag, mark_safe(f'"{anchor_of(text)}"'), _inline(text), tag)  # noqa: S308 - letters, digits and hyphens
        case Paragraph(text):
            return format_html("<p>{}</p>", _inline(text))
        case Listing(items, is_ordered):
            tag = "ol" if is_ordered else "ul"
            drawn = format_html_join("", "<li>{}</li>", ((_inline(item),) for item in items))
            return format_html("<{}>{}</{}>", tag, drawn, tag)
        case Table(head, rows):
            top = format_html_join("", '<th scope="col">{}</th>', ((_inline(cell),) for cell in head))
            body = format_html_join("", "<tr>{}</tr>", ((_row(row),) for row in rows))
            return format_html(
                '<div class="table" tabindex="0" role="region" aria-label="{}"><table><thead><tr>{}</tr></thead>'
                "<tbody>{}</tbody></table></div>",
                ", ".join(head),
                top,
                body,
            )


def _row(cells: tuple[str, ...]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((_inline(cell),) for cell in cells))


def anchor_of(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def _inline(text: str) -> SafeString:
    pieces: list[SafeString] = []
    at = 0
    for found in INLINE.finditer(text):
        pieces.append(format_html("{}", text[at : found.start()]))
        code, bold, label, address = found.groups()
        if code:
            pieces.append(format_html("<code>{}</code>", code))
        elif bold:
            pieces.append(format_html("<strong>{}</strong>", bold))
        else:
            pieces.append(format_html('<a href="{}">{}</a>', address, label))
        at = found.end()
    pieces.append(format_html("{}", text[at:]))
    return SafeString("".join(pieces))
