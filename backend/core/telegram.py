"""One method of Telegram's Bot API. The token is part of each address, so no address leaves this module.

https://core.telegram.org/bots/api#sendmessage
"""

from typing import Any, Final

import requests

from core import soft_limit

TIMEOUT: Final = (3.05, 10.0)
LONGEST_TEXT: Final = 4096
LONGEST_WAIT: Final = 3600
DETAIL_LENGTH: Final = 300


class TelegramFailure(Exception):
    """`code` stands in the table of error texts; a final one is not worth another try."""

    def __init__(self, code: str, *, is_final: bool, detail: str = "", retry_after: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.is_final = is_final
        self.detail = detail
        self.retry_after = retry_after


def send_message(*, api_url: str, token: str, chat_id: str, text: str) -> None:
    """Returns once Telegram has taken the message. The caller has no soft limit from here on, to write that down."""
    body = {"chat_id": chat_id, "text": text[:LONGEST_TEXT], "link_preview_options": {"is_disabled": True}}
    soft_limit.keep_last()
    try:
        answer = requests.post(f"{api_url}/bot{token}/sendMessage", json=body, timeout=TIMEOUT, allow_redirects=False)
        said = _content(answer)
    except requests.RequestException:
        # Its words hold the address, and with it the token.
        raise TelegramFailure("telegram_unavailable", is_final=False) from None
    if answer.status_code == 200 and said.get("ok") is True:
        return
    raise _failure(answer.status_code, said, token)


def _content(answer: requests.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _failure(status: int, said: dict[str, Any], token: str) -> TelegramFailure:
    description = str(said.get("description", ""))
    detail = description.replace(token, "…")[:DETAIL_LENGTH]
    parameters = said.get("parameters")
    given = parameters if isinstance(parameters, dict) else {}
    if status == 429:
        return TelegramFailure(
            "telegram_busy", is_final=False, detail=detail, retry_after=_seconds(given.get("retry_after"))
        )
    if status >= 500 or status < 400:
        return TelegramFailure("telegram_unavailable", is_final=False, detail=detail)
    return TelegramFailure(_refusal(status, description.lower(), given), is_final=True, detail=detail)


def _refusal(status: int, description: str, parameters: dict[str, Any]) -> str:
    """A token that is none is answered with 404, one that was revoked with 401."""
    if status in {401, 404}:
        return "telegram_token_refused"
    if status == 403:
        return "telegram_bot_blocked"
    if "migrate_to_chat_id" in parameters:
        return "telegram_chat_moved"
    if "chat not found" in description:
        return "telegram_chat_not_found"
    return "telegram_refused"


def _seconds(value: Any) -> int | None:
    return min(max(value, 1), LONGEST_WAIT) if isinstance(value, int) and not isinstance(value, bool) else None
