import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import accounts.models.workspace


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_audit_log_append_only"),
        ("chats", "0015_notifications"),
        ("sla", "0005_baseline_measured_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("obligation.warning", "due soon"),
                            ("obligation.breached", "overdue"),
                            ("obligation.breach_revoked", "was not overdue after all"),
                            ("window.closing", "window closes soon"),
                            ("digest", "digest"),
                            ("test", "test"),
                        ],
                        max_length=32,
                        verbose_name="kind",
                    ),
                ),
                (
                    "event_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("is_late", models.BooleanField(default=False, verbose_name="late")),
                ("created_at", models.DateTimeField(verbose_name="created")),
                (
                    "channel",
                    models.CharField(
                        choices=[("email", "e-mail"), ("telegram", "Telegram")], max_length=10, verbose_name="channel"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("dropped", "dropped"),
                        ],
                        default="queued",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, help_text="Code from the error table.", max_length=64, verbose_name="reason"
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=300, verbose_name="their own words")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("next_attempt_at", models.DateTimeField(verbose_name="next attempt")),
                ("claim", models.UUIDField(blank=True, help_text="Equal in rows that left as one message.", null=True)),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="attempt began")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
            ],
            options={
                "verbose_name": "delivery of a notification",
                "verbose_name_plural": "deliveries of notifications",
                "db_table": "notification_deliveries",
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("obligation.warning", "due soon"),
                            ("obligation.breached", "overdue"),
                            ("obligation.breach_revoked", "was not overdue after all"),
                            ("window.closing", "window closes soon"),
                            ("obligation.met", "answered in time"),
                            ("obligation.met_late", "answered late"),
                            ("obligation.waived", "no answer needed"),
                            ("obligation.lost", "lost"),
                        ],
                        max_length=32,
                        verbose_name="kind",
                    ),
                ),
                ("subject", models.CharField(max_length=80, verbose_name="subject")),
                (
                    "about_at",
                    models.DateTimeField(
                        help_text="When the answer was due, or the end of the window.", verbose_name="about"
                    ),
                ),
                (
                    "threshold_hours",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours before"),
                ),
                (
                    "is_late",
                    models.BooleanField(default=False, help_text="Found long after it happened.", verbose_name="late"),
                ),
                (
                    "telling",
                    models.CharField(
                        choices=[
                            ("pending", "to be told"),
                            ("told", "told"),
                            ("dropped", "dropped"),
                            ("silent", "only recorded"),
                        ],
                        default="pending",
                        max_length=8,
                        verbose_name="telling",
                    ),
                ),
                ("drop_reason", models.CharField(blank=True, max_length=32, verbose_name="why it was dropped")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="found")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="told or dropped")),
            ],
            options={
                "verbose_name": "event of the clock",
                "verbose_name_plural": "events of the clock",
                "db_table": "sla_events",
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("obligation.warning", "due soon"),
                            ("obligation.breached", "overdue"),
                            ("obligation.breach_revoked", "was not overdue after all"),
                            ("window.closing", "window closes soon"),
                            ("digest", "digest"),
                            ("test", "test"),
                        ],
                        max_length=32,
                        verbose_name="kind",
                    ),
                ),
                (
                    "event_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("is_late", models.BooleanField(default=False, verbose_name="late")),
                ("created_at", models.DateTimeField(verbose_name="created")),
                ("about_at", models.DateTimeField(blank=True, null=True, verbose_name="about")),
                (
                    "threshold_hours",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours before"),
                ),
                ("counts", models.JSONField(default=dict, verbose_name="events by kind")),
                ("is_stale", models.BooleanField(default=False, verbose_name="data were old")),
                ("is_quiet", models.BooleanField(default=False, verbose_name="in quiet hours")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
            ],
            options={
                "verbose_name": "notification",
                "verbose_name_plural": "notifications",
                "db_table": "notifications",
            },
        ),
        migrations.CreateModel(
            name="NotificationSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quiet_from", models.TimeField(blank=True, null=True, verbose_name="quiet from")),
                ("quiet_to", models.TimeField(blank=True, null=True, verbose_name="quiet until")),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Empty: that of the workspace.",
                        max_length=64,
                        validators=[accounts.models.workspace.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "spa_events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="in the product",
                    ),
                ),
                (
                    "email_events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="by e-mail",
                    ),
                ),
                ("sound", models.BooleanField(default=True, verbose_name="sound")),
                ("browser", models.BooleanField(default=False, verbose_name="notifications of the browser")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
            ],
            options={
                "verbose_name": "notification settings",
                "verbose_name_plural": "notification settings",
                "db_table": "notification_settings",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TelegramChannel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quiet_from", models.TimeField(blank=True, null=True, verbose_name="quiet from")),
                ("quiet_to", models.TimeField(blank=True, null=True, verbose_name="quiet until")),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Empty: that of the workspace.",
                        max_length=64,
                        validators=[accounts.models.workspace.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("token", models.TextField(editable=False, help_text="Of the bot, encrypted.")),
                ("token_hint", models.CharField(max_length=8, verbose_name="token ends with")),
                ("chat_id", models.CharField(max_length=64, verbose_name="Telegram chat")),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="events",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("ru", "Русский"), ("en", "English")],
                        default="ru",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("last_sent_at", models.DateTimeField(blank=True, null=True, verbose_name="last sent")),
                ("last_error_at", models.DateTimeField(blank=True, null=True, verbose_name="last failure")),
                ("last_error_code", models.CharField(blank=True, max_length=64, verbose_name="reason")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
            ],
            options={
                "verbose_name": "Telegram channel",
                "verbose_name_plural": "Telegram channels",
                "db_table": "telegram_channels",
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="obligation",
            name="breach_found_at",
            field=models.DateTimeField(blank=True, help_text="When its breach was recorded.", null=True),
        ),
        migrations.AddField(
            model_name="obligation",
            name="warning_found_at",
            field=models.DateTimeField(
                blank=True, help_text="When its warning was recorded, or was overtaken by the breach.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("is_historic", False), ("state", "open"), ("warning_found_at", None)),
                fields=["warn_at"],
                name="sla_obligations_to_warn",
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("breach_found_at", None), ("is_historic", False), ("state", "open")),
                fields=["due_at"],
                name="sla_obligations_to_breach",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="chat",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="chats.chat",
                verbose_name="chat",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="membership",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty: the workspace itself.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.membership",
                verbose_name="member",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="workspace",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.workspace",
                verbose_name="workspace",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="chat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="chats.chat", verbose_name="chat"
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="obligation",
            field=models.ForeignKey(
                help_text="Empty once a recompute has replaced it.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="events",
                to="sla.obligation",
                verbose_name="obligation",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="workspace",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.workspace",
                verbose_name="workspace",
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="chat",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="chats.chat",
                verbose_name="chat",
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="membership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.membership",
                verbose_name="member",
            ),
        ),
        migrations.AddField(
            model_name="notification",
            name="workspace",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.workspace",
                verbose_name="workspace",
            ),
        ),
        migrations.AddField(
            model_name="notificationsettings",
            name="membership",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notification_settings",
                to="accounts.membership",
                verbose_name="member",
            ),
        ),
        migrations.AddField(
            model_name="telegramchannel",
            name="workspace",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="telegram_channel",
                to="accounts.workspace",
                verbose_name="workspace",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "queued")), fields=["next_attempt_at"], name="deliveries_due"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("state", "sending")), fields=["claimed_at"], name="deliveries_in_flight"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["workspace", "-created_at", "-id"], name="deliveries_newest_first"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["created_at"], name="deliveries_by_age"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=django.contrib.postgres.indexes.GinIndex(fields=["event_ids"], name="deliveries_by_event"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("telling", "pending")), fields=["workspace", "id"], name="sla_events_to_tell"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["-created_at", "-id"], name="sla_events_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(fields=("chat", "kind", "subject"), name="sla_event_once"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["membership", "-created_at", "-id"], name="notifications_newest_first"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("read_at", None)), fields=["membership", "id"], name="notifications_unread"
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["created_at"], name="notifications_by_age"),
        ),
        migrations.AddConstraint(
            model_name="notificationsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quiet_from", None), ("quiet_to", None)),
                    models.Q(("quiet_from__isnull", False), ("quiet_to__isnull", False)),
                    _connector="OR",
                ),
                name="notificationsettings_quiet_hours_have_two_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="telegramchannel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quiet_from", None), ("quiet_to", None)),
                    models.Q(("quiet_from__isnull", False), ("quiet_to__isnull", False)),
                    _connector="OR",
                ),
                name="telegramchannel_quiet_hours_have_two_ends",
            ),
        ),
    ]
