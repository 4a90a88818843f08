"""The two values a seller pastes: Client-Id and Api-Key."""

import re
from dataclasses import dataclass, field

from connectors.errors import InvalidCredentials

# What comes along when a value is copied from a page or a messenger.
INVISIBLE = dict.fromkeys(map(ord, "\u00a0\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202f\u2060\ufeff"))
USUAL_KEY_LENGTH = 36


@dataclass(frozen=True)
class OzonCredentials:
    client_id: str
    api_key: str = field(repr=False)

    @classmethod
    def clean(cls, *, client_id: str, api_key: str) -> "OzonCredentials":
        """Take off what pasting added; InvalidCredentials when the rest cannot be right."""
        client_id = strip_invisible(client_id)
        api_key = strip_invisible(api_key)
        if not re.fullmatch(r"[0-9]{1,20}", client_id):
            raise InvalidCredentials(field="client_id", code="client_id_invalid")
        if not re.fullmatch(r"[\x21-\x7e]{1,200}", api_key):
            raise InvalidCredentials(field="api_key", code="api_key_invalid")
        return cls(client_id=client_id, api_key=api_key)

    @property
    def has_usual_shape(self) -> bool:
        """False hints at a key that was copied in part; Ozon decides all the same."""
        return len(self.api_key) == USUAL_KEY_LENGTH


def strip_invisible(value: str) -> str:
    return "".join(value.translate(INVISIBLE).split())
