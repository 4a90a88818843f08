"""What fields and models are called in the administration."""

from django.db import migrations

from core.field_names import NameFields


class Migration(migrations.Migration):
    dependencies = [("sla", "0010_index_of_dialogs")]

    operations = [
        NameFields(
            "baseline",
            {
                "chat_account": "chat account",
                "ends_at": "until",
                "frozen_at": "frozen",
                "measured_at": "by the rules of",
                "sample_size": "sample size",
                "starts_at": "from",
                "workspace": "workspace",
            },
            verbose_name="measurement before the connection",
            verbose_name_plural="measurements before the connection",
        ),
        NameFields(
            "calendar",
            {
                "created_at": "created",
                "deleted_at": "deleted",
                "revision": "revision",
                "title": "called",
                "workspace": "workspace",
            },
            verbose_name="working hours",
            verbose_name_plural="working hours",
        ),
        NameFields(
            "calendarversion",
            {
                "author_name": "author",
                "calendar": "working hours",
                "exceptions": "other days",
                "in_force_from": "in force from",
                "number": "ordinal number",
                "time_zone": "time zone",
                "week": "week",
            },
            verbose_name="version",
            verbose_name_plural="versions",
        ),
        NameFields(
            "obligation",
            {
                "answer_is_provisional": "answer not yet seen in the history",
                "answered_at": "answered",
                "answered_by_api_key": "API key",
                "answered_by_kind": "who answered",
                "answered_by_member": "member",
                "answered_by_name": "name of who answered",
                "breach_found_at": "breach found",
                "buyer_messages": "buyer's messages",
                "calendar_version": "version of the working hours",
                "chat": "chat",
                "chat_account": "chat account",
                "counted_at": "counted at",
                "due_at": "due",
                "ended_at": "ended",
                "is_historic": "from imported history",
                "kind": "kind",
                "opened_at": "opened",
                "opened_by": "opened by message",
                "policy_version": "version of the policy",
                "reply_seconds": "reply, seconds",
                "state": "state",
                "target_minutes": "target, minutes",
                "warn_at": "warning at",
                "warning_found_at": "warning found",
                "working_seconds": "of it working time, seconds",
                "workspace": "workspace",
            },
            verbose_name="obligation",
            verbose_name_plural="obligations",
        ),
        NameFields(
            "policy",
            {
                "chat_account": "chat account",
                "created_at": "created",
                "deleted_at": "deleted",
                "marketplace": "marketplace",
                "recomputed_at": "recomputed",
                "revision": "revision",
                "scope": "reach",
                "workspace": "workspace",
            },
            verbose_name="policy of reply times",
            verbose_name_plural="policies of reply times",
        ),
        NameFields(
            "policyversion",
            {
                "author_name": "author",
                "calendar": "working hours",
                "first_minutes": "first answer, minutes",
                "in_force_from": "in force from",
                "next_minutes": "next answers, minutes",
                "number": "ordinal number",
                "policy": "policy of reply times",
                "warn_percent": "warning, per cent of the target",
            },
            verbose_name="version",
            verbose_name_plural="versions",
        ),
        NameFields(
            "recompute",
            {
                "at": "moment",
                "author_name": "author",
                "changes": "changes",
                "finished_at": "finished",
                "policy": "policy of reply times",
            },
            verbose_name="recompute",
            verbose_name_plural="recomputes",
        ),
        NameFields(
            "weeklyreport",
            {
                "attempts": "attempts",
                "claimed_until": "being sent until",
                "created_at": "created",
                "membership": "member",
                "sent_at": "sent at",
                "week_date": "week",
            },
            verbose_name="weekly report",
            verbose_name_plural="weekly reports",
        ),
    ]
