from billing.models import Document
from core.errors import NotFound


def find_document(kind: str) -> Document:
    document = Document.objects.filter(kind=kind).first()
    if document is None:
        raise NotFound
    return document
