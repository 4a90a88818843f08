from django.contrib import admin

from chats.models import AccountRating, RatingFetch
from core.admin.read_only import ReadOnlyAdmin


@admin.register(AccountRating)
class AccountRatingAdmin(ReadOnlyAdmin):
    """What marketplaces say of their cabinets, a row per day."""

    list_display = ("chat_account", "code", "date", "value", "status")
    list_filter = ("code", "status")
    list_select_related = ("chat_account",)
    search_fields = ("chat_account__title", "chat_account__external_id")
    ordering = ("-date", "-id")
    fields = readonly_fields = (
        "chat_account",
        "code",
        "date",
        "value",
        "status",
        "danger_threshold",
        "warning_threshold",
        "premium_threshold",
    )


@admin.register(RatingFetch)
class RatingFetchAdmin(ReadOnlyAdmin):
    """When the ratings of each cabinet were read last, and what stood in the way."""

    list_display = ("chat_account", "fetched_at", "error_code", "next_at")
    list_filter = ("error_code",)
    list_select_related = ("chat_account",)
    search_fields = ("chat_account__title", "chat_account__external_id")
    ordering = ("next_at",)
    fields = readonly_fields = ("chat_account", "fetched_at", "error_code", "next_at")
