"""Fields of requests. They take a value of their own kind and turn no other into it."""

import re
import unicodedata
from datetime import time
from typing import Any, ClassVar, Final, NoReturn

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import lazy
from django.utils.translation import get_language
from rest_framework import serializers

from core import error_texts
from core.time_zones import time_zones

WALL_TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
# Control characters, and what separates lines and paragraphs.
BREAKS: Final = frozenset({"Cc", "Zl", "Zp"})
# Far from both ends of the calendar, so that days can be added and taken away.
EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 8999


def _text(code: str) -> str:
    return error_texts.text(code, get_language() or "ru")


_lazy_text = lazy(_text, str)


class OfOneKind(serializers.Field[Any, Any, Any, Any]):
    """Refuses a value of another kind by a code of its own, where REST framework has one word for all kinds."""

    other_kind: ClassVar[str]

    def fail(self, key: str, **params: Any) -> NoReturn:
        code = self.other_kind if key == "invalid" else key
        raise serializers.ValidationError(error_texts.text(code, get_language() or "ru", **params), code=code)


class TextField(OfOneKind, serializers.CharField):
    """A string. The number 1.50 is none: nobody knows which string was meant."""

    other_kind = "not_a_string"
    default_error_messages = {"max_length": _lazy_text("max_length")}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        text: str = super().to_internal_value(data)
        return text


class LineField(TextField):
    """A name: it stands in lists and in subjects of mails, so it has no line breaks and no control characters."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if any(unicodedata.category(character) in BREAKS for character in text):
            self.fail("not_one_line")
        return text


class IdField(TextField):
    """An id as the API writes it, taken as the number it is."""

    def to_internal_value(self, data: Any) -> int:  # type: ignore[override]  # a string outside, a number inside
        text = super().to_internal_value(data)
        if not text.isascii() or not text.isdecimal() or len(text) > 18:
            self.fail("not_an_id")
        return int(text)


class IdsField(TextField):
    """Ids in a query, separated by commas; none unless told, and what is too much is left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"default": (), "allow_blank": True, **kwargs})

    def to_internal_value(self, data: Any) -> tuple[int, ...]:  # type: ignore[override]  # numbers inside
        words = [word.strip() for word in super().to_internal_value(data).split(",") if word.strip()]
        if not all(word.isascii() and word.isdecimal() and len(word) <= 18 for word in words):
            self.fail("not_an_id")
        return tuple(int(word) for word in words[:100])


class AddressField(TextField):
    """An e-mail address."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        try:
            validate_email(text)
        except ValidationError:
            self.fail("not_an_email")
        return text


class FlagField(OfOneKind, serializers.BooleanField):
    other_kind = "not_a_boolean"


class NumberField(OfOneKind, serializers.IntegerField):
    """A whole number; neither "5" nor true nor 5.0 is one."""

    other_kind = "not_a_number"
    default_error_messages = {"min_value": _lazy_text("min_value"), "max_value": _lazy_text("max_value")}

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return int(data)


class CountField(NumberField):
    """A whole number in a query, where everything is text."""

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, str) or not data.isascii() or not data.isdecimal() or len(data) > 9:
            self.fail("invalid")
        return int(data)


class DayField(OfOneKind, serializers.DateField):
    other_kind = "not_a_date"

    def to_internal_value(self, value: Any) -> Any:
        day = super().to_internal_value(value)
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            self.fail("invalid")
        return day

    def fail(self, key: str, **params: Any) -> NoReturn:
        super().fail("invalid" if key == "datetime" else key, **params)


class MomentField(OfOneKind, serializers.DateTimeField):
    other_kind = "not_a_time"

    def to_internal_value(self, value: Any) -> Any:
        moment = super().to_internal_value(value)
        if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
            self.fail("invalid")
        return moment

    def fail(self, key: str, **params: Any) -> NoReturn:
        """A day without an hour, or a time that no calendar holds, is no time either."""
        super().fail("invalid" if key in {"date", "make_aware", "overflow"} else key, **params)


class WordField(OfOneKind, serializers.ChoiceField):
    """One of a few words."""

    other_kind = "not_a_string"

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class NumberChoiceField(OfOneKind, serializers.ChoiceField):
    """One of a few whole numbers."""

    other_kind = "not_a_number"

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class ItemsField(serializers.ListField):
    """A list of a bounded number of items; a longer one is refused before anybody looks into it."""

    def __init__(self, *, at_most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.at_most = at_most

    def to_internal_value(self, data: Any) -> list[Any]:
        if isinstance(data, list) and len(data) > self.at_most:
            text = error_texts.text("too_many_items", get_language() or "ru", highest=self.at_most)
            raise serializers.ValidationError(text, code="too_many_items")
        items: list[Any] = super().to_internal_value(data)
        return items


class SentFileField(OfOneKind, serializers.FileField):
    other_kind = "not_a_file"


class WallTimeField(TextField):
    """A time of the day as a clock on the wall shows it: `09:30`."""

    def to_internal_value(self, data: Any) -> time:  # type: ignore[override]  # a string outside, a time inside
        text = super().to_internal_value(data)
        if not WALL_TIME.fullmatch(text):
            self.fail("not_a_wall_time")
        return time.fromisoformat(text)


class TimeZoneField(TextField):
    """A name of the tz database."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if text not in time_zones():
            self.fail("time_zone_unknown", name=text)
        return text
