"""What is pasted becomes credentials, or is refused before any call."""

import pytest

from connectors.errors import InvalidCredentials
from connectors.ozon.credentials import OzonCredentials
from connectors.registry import UnknownMarketplace, clean_credentials

KEY = "0f6d2b9c-1a53-4e7a-9c1e-7b7d6d1f0a11"


@pytest.mark.parametrize("around", [" {} ", "{}\r\n", "\t{}", "\u200b{}\ufeff", "\u00a0{}\u2060", "{}\n\n"])
def test_what_pasting_adds_is_taken_off(around: str) -> None:
    external_id, cleaned = clean_credentials(
        "ozon", {"client_id": around.format("836144"), "api_key": around.format(KEY)}
    )

    assert external_id == "836144"
    assert cleaned == {"client_id": "836144", "api_key": KEY}


def test_a_key_broken_by_a_line_end_is_put_together() -> None:
    cleaned = OzonCredentials.clean(client_id="836 144", api_key=f"{KEY[:10]}\n{KEY[10:]}")

    assert (cleaned.client_id, cleaned.api_key) == ("836144", KEY)


@pytest.mark.parametrize("client_id", ["", " ", "abc", "12a", "-5", "٣٤", "1" * 21])
def test_a_client_id_is_digits(client_id: str) -> None:
    with pytest.raises(InvalidCredentials) as caught:
        OzonCredentials.clean(client_id=client_id, api_key=KEY)

    assert (caught.value.field, caught.value.code) == ("client_id", "client_id_invalid")


@pytest.mark.parametrize("api_key", ["", " \n", "ключ", "a\x00b", "x" * 201])
def test_a_key_is_a_printable_token(api_key: str) -> None:
    with pytest.raises(InvalidCredentials) as caught:
        OzonCredentials.clean(client_id="836144", api_key=api_key)

    assert (caught.value.field, caught.value.code) == ("api_key", "api_key_invalid")


def test_a_key_is_not_shown() -> None:
    assert KEY not in repr(OzonCredentials.clean(client_id="836144", api_key=KEY))


def test_an_unknown_marketplace_is_named() -> None:
    with pytest.raises(UnknownMarketplace):
        clean_credentials("bazaar", {})
