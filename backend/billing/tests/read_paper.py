"""What a paper says to a person and to a bank: its words, and the codes on a picture of its first page.

As a program it prints both as JSON: python -m billing.tests.read_paper FILE
"""

import json
import sys
from pathlib import Path

import pypdfium2
import zxingcpp


def words_of(paper: bytes) -> str:
    pages = pypdfium2.PdfDocument(paper)
    return " ".join("\n".join(page.get_textpage().get_text_range() for page in pages).split())


def codes_of(paper: bytes) -> list[str]:
    picture = pypdfium2.PdfDocument(paper)[0].render(scale=2).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(picture)]


if __name__ == "__main__":
    given = Path(sys.argv[1]).read_bytes()
    sys.stdout.write(json.dumps({"words": words_of(given), "codes": codes_of(given)}))
