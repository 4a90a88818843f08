"""A rule on a figure that does not exist is silent for ever."""

import re
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

import pytest
import yaml
from django.conf import settings
from django.utils import timezone
from prometheus_client.samples import Sample

from accounts.models import Workspace
from chats.models import ConnectorDrift
from chats.services.alerts.outbox import DELIVERIES
from chats.services.call_counts import count_call
from chats.tests.factories import NOW, make_account, make_chat, make_reply
from connectors.http import Answer, AnswerLost, ConnectionNotMade
from connectors.observed import ObservedTransport
from connectors.tests.test_observed import ScriptedTransport
from core import counters
from core.beat_lag import note_lag
from core.metrics.sources import all_metrics
from sla.models import Delivery

ENDS_OF_CALLS = (
    Answer(status=503, headers={}, body=b""),
    ConnectionNotMade(),
    AnswerLost(),
    AnswerLost(timed_out=True),
)
INCREASE = r"increase\((\S+)\[(\w+)\]\) > (\d+)"
FILE = settings.BACKEND_DIR.parent / "deploy" / "prometheus" / "alerts.yml"


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load(FILE.read_text())["groups"]
    found: list[dict[str, Any]] = group["rules"]
    return found


class Matcher(NamedTuple):
    """One value that a rule asks of a label: of a regular expression each alternative is one."""

    figure: str
    label: str
    value: str
    is_pattern: bool


def matchers() -> set[Matcher]:
    return {
        Matcher(figure, label, value, is_pattern="~" in operator)
        for rule in rules()
        for figure, inside in re.findall(r"\b(agentiq_\w+)\{([^}]*)\}", rule["expr"])
        for label, operator, told in re.findall(r'(\w+)(=~|!~|!=|=)"([^"]*)"', inside)
        for value in (told.split("|") if "~" in operator else [told])
    }


def is_found(matcher: Matcher, sample: Sample) -> bool:
    value = sample.labels.get(matcher.label)
    if sample.name != matcher.figure or value is None:
        return False
    return bool(re.fullmatch(matcher.value, value)) if matcher.is_pattern else value == matcher.value


@pytest.fixture
def samples(workspace: Workspace) -> list[Sample]:
    """Of a service in which whatever has a name of its own has happened once."""
    make_reply(chat=make_chat(account=make_account(workspace=workspace)))
    ConnectorDrift.objects.create(
        marketplace="ozon", kind="unknown_value", where="history.user", first_seen_at=NOW, last_seen_at=NOW
    )
    for end in ENDS_OF_CALLS:
        transport = ObservedTransport(ScriptedTransport(end), partial(count_call, "ozon"))
        with suppress(ConnectionNotMade, AnswerLost):
            transport.post("/v3/chat/list", headers={}, body=b"", fresh=True)
    for state in (Delivery.State.SENT, Delivery.State.FAILED, Delivery.State.DROPPED):
        counters.add({DELIVERIES: 1}, (Delivery.Channel.EMAIL, state))
    return [sample for family in all_metrics(now=timezone.now()) for sample in family.samples]


def test_each_value_that_a_rule_asks_of_a_label_is_one_that_is_measured(samples: list[Sample]) -> None:
    asked = matchers()

    assert asked
    assert [matcher for matcher in asked if not any(is_found(matcher, sample) for sample in samples)] == []


def test_each_label_that_a_rule_speaks_of_is_one_of_its_figures(samples: list[Sample]) -> None:
    """In `by (…)`, and in the words that people read."""
    for rule in rules():
        figures = set(re.findall(r"\bagentiq_\w+", rule["expr"]))
        labels = {label for sample in samples if sample.name in figures for label in sample.labels}
        spoken = set(re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"]))
        kept = set(re.findall(r"\bby \((\w+)\)", rule["expr"]))

        assert spoken | kept <= labels, rule["alert"]
        assert not kept or spoken <= kept, rule["alert"]


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
