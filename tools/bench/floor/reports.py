"""The requests of the results screen, by the names of their recordings."""

from __future__ import annotations

from typing import Final

REPORTS: Final = {
    "response-times": "/api/v1/reports/response-times?days=28",
    "response-times-account": "/api/v1/reports/response-times?days=28&group=account",
    "response-times-member": "/api/v1/reports/response-times?days=28&group=member",
    "response-times-hour": "/api/v1/reports/response-times?days=28&group=hour_of_week",
    "baseline": "/api/v1/reports/baseline",
    "obligations": "/api/v1/reports/obligations?days=28&outcome=late",
    "worst-chats": "/api/v1/reports/worst-chats?days=28",
}
