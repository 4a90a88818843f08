"""What Ozon answers instead: the status, the gRPC code and the words."""

from __future__ import annotations


class Refusal(Exception):
    def __init__(self, status: int, code: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}

    def body(self) -> dict[str, object]:
        return {"code": self.code, "message": self.message, "details": []}


def headers_missing() -> Refusal:
    return Refusal(401, 16, "Client-Id and Api-Key headers are required")


def key_wrong(status: int = 403) -> Refusal:
    return Refusal(status, 7, "Invalid Api-Key, please check the key and try again")


def key_deactivated() -> Refusal:
    return Refusal(403, 7, "Api-key is deactivated, use another one or generate a new one")


def role_missing() -> Refusal:
    return Refusal(403, 7, "Api-Key is missing a required role for a method")


def network_not_allowed() -> Refusal:
    return Refusal(403, 7, "Api-Key is restricted to specific IP addresses")


def offer_not_signed() -> Refusal:
    return Refusal(403, 7, "Offer not signed")


def company_blocked() -> Refusal:
    return Refusal(403, 7, "Company is blocked, please contact support")


def subscription_missing() -> Refusal:
    return Refusal(403, 7, "Information is available starting from the premium plus subscription.")


def rate_reached(limit: int = 50, seconds: int = 1) -> Refusal:
    message = "You have reached request rate limit per second"
    if limit != 50:
        message = f"rate limit exceeded for seller-api client, current max rate per sec.: {limit}"
    return Refusal(429, 8, message, {"Retry-After": str(seconds), "Ratelimit-Remaining": "0"})


def invalid_request(reason: str = "") -> Refusal:
    return Refusal(400, 3, f"Request validation error: {reason}" if reason else "Request validation error")


def chat_not_found() -> Refusal:
    return Refusal(404, 5, "chat not found")


def posting_not_found() -> Refusal:
    return Refusal(404, 5, "posting not found")


def chat_disabled() -> Refusal:
    return Refusal(403, 7, "chat is disabled")


def window_over() -> Refusal:
    return Refusal(403, 7, "not permitted, access period has expired")


def writing_not_permitted() -> Refusal:
    return Refusal(403, 7, "not permitted")


def chat_not_started() -> Refusal:
    return Refusal(403, 7, "chat not started")


def internal_error() -> Refusal:
    return Refusal(500, 13, "Internal error")


def circle_open() -> Refusal:
    return Refusal(500, 14, "Circle is open")
