"""Figures as the API shows them."""

from __future__ import annotations

from rest_framework import serializers

from sla.reports.figures import ENOUGH, Figures

NULL_UNLESS_ENOUGH = f"0 to 1; null where its base is under {ENOUGH}."


class FiguresSerializer(serializers.Serializer[Figures]):
    n = serializers.IntegerField(help_text="Obligations that ended in the period, or opened in it and are open.")
    answered = serializers.IntegerField()
    met = serializers.IntegerField(help_text="Answered within the target.")
    met_late = serializers.IntegerField()
    lost = serializers.IntegerField()
    waived = serializers.IntegerField(help_text="A person said that no answer is needed; in no base of a share.")
    closed_unanswered = serializers.IntegerField()
    open = serializers.IntegerField()
    missed = serializers.IntegerField(help_text="Answered late, ended without an answer, or open and overdue.")
    decided = serializers.IntegerField(help_text="met + missed: the base of the share within the target.")
    never_answered = serializers.IntegerField(help_text="No answer, older than 24 hours, and not waived.")
    within_24h = serializers.IntegerField(help_text="Answered within 24 hours, day and night.")
    day_old = serializers.IntegerField(help_text="answered + never_answered: the base of the two shares below.")
    enough = serializers.BooleanField(help_text=f"At least {ENOUGH} obligations.")
    median_seconds = serializers.IntegerField(allow_null=True)
    p90_seconds = serializers.IntegerField(allow_null=True)
    mean_seconds = serializers.IntegerField(allow_null=True)
    median_working_seconds = serializers.IntegerField(
        allow_null=True, help_text="Working time alone, by the hours in force at the opening."
    )
    p90_working_seconds = serializers.IntegerField(allow_null=True)
    mean_working_seconds = serializers.IntegerField(allow_null=True)
    within_target_share = serializers.FloatField(allow_null=True, help_text=NULL_UNLESS_ENOUGH)
    within_24h_share = serializers.FloatField(allow_null=True, help_text=NULL_UNLESS_ENOUGH)
    never_answered_share = serializers.FloatField(allow_null=True, help_text=NULL_UNLESS_ENOUGH)
