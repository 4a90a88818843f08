"""A rule on a figure that does not exist is silent for ever."""

import re
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.utils import timezone

from core.beat_lag import note_lag
from core.metrics.sources import all_metrics

INCREASE = r"increase\((\S+)\[(\w+)\]\) > (\d+)"
FILE = settings.BACKEND_DIR.parent / "deploy" / "prometheus" / "alerts.yml"


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load(FILE.read_text())["groups"]
    found: list[dict[str, Any]] = group["rules"]
    return found


@pytest.mark.django_db
def test_each_alert_rule_asks_for_figures_that_are_measured() -> None:
    note_lag(0.1)
    measured = {family.name: family for family in all_metrics(now=timezone.now())}
    names = {name + ("_total" if family.type == "counter" else "") for name, family in measured.items()}

    asked = {name for rule in rules() for name in re.findall(r"\bagentiq_\w+", rule["expr"])}

    assert asked
    assert asked - names == set()


def test_each_rule_on_an_increase_also_sees_a_series_that_begins() -> None:
    """`increase` of a series that is born at 1 is 0, and counters with labels are born when something happens."""
    found = [(rule["expr"], *each) for rule in rules() for each in re.findall(INCREASE, rule["expr"])]

    assert found
    for expr, series, window, limit in found:
        assert f"or ({series} > {limit} unless {series} offset {window})" in expr


def test_each_alert_rule_says_how_loud_it_is_and_what_it_saw() -> None:
    found = rules()

    assert len({rule["alert"] for rule in found}) == len(found)
    assert {rule["labels"]["severity"] for rule in found} == {"page", "warn"}
    assert all(rule["annotations"]["summary"] for rule in found)


def test_the_operator_finds_each_figure_of_the_rules_in_the_manual() -> None:
    manual = (settings.BACKEND_DIR.parent / "docs" / "operations.md").read_text(encoding="utf-8")

    asked = {name for rule in rules() for name in re.findall(r"\bagentiq_(\w+)", rule["expr"])}

    assert [name for name in sorted(asked) if not re.search(rf"`{name}\b", manual)] == []
