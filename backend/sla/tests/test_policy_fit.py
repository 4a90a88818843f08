"""The policies of a workspace as one account sees them over time."""

from dataclasses import replace
from datetime import datetime

from sla.calendar import WorkingCalendar
from sla.deadline import DEFAULT_POLICY
from sla.policy_fit import HoursVersion, PolicyHistory, TargetsVersion, timeline_for
from sla.tests.calendars import calendar
from sla.tests.threads import at
from sla.timeline import Timeline

OFFICE = calendar("09:00–18:00")
SHOP = calendar("10:00–22:00", saturday="10:00–22:00", sunday="10:00–22:00")


def targets(id_: int, since: str, minutes: int, hours: tuple[HoursVersion, ...] = ()) -> TargetsVersion:
    return TargetsVersion(
        id=id_, in_force_from=at(since), first_minutes=minutes, next_minutes=minutes, warn_percent=75, hours=hours
    )


def hours(id_: int, since: str, open_in: WorkingCalendar) -> HoursVersion:
    return HoursVersion(id=id_, in_force_from=at(since), calendar=open_in)


def seen_by(*histories: PolicyHistory, account: int = 7, marketplace: str = "ozon") -> Timeline:
    return timeline_for(histories, chat_account_id=account, marketplace=marketplace)


def minutes_at(timeline: Timeline, moment: datetime) -> int:
    return timeline.policy_for(opened_at=moment, ended_at=moment).first_minutes


WIDE = PolicyHistory(versions=(targets(1, "2 12:00", 240), targets(2, "4 12:00", 120)))
OZON = PolicyHistory(versions=(targets(3, "5 12:00", 60),), marketplace="ozon")
OWN = PolicyHistory(versions=(targets(4, "6 12:00", 15),), chat_account_id=7, deleted_at=at("8 12:00"))


def test_without_policies_what_is_built_in_applies() -> None:
    assert seen_by() == Timeline((DEFAULT_POLICY,))


def test_the_first_version_of_the_workspace_covers_all_earlier_time() -> None:
    timeline = seen_by(WIDE)

    assert minutes_at(timeline, at("1 00:00")) == 240
    assert minutes_at(timeline, at("4 12:00")) == 120


def test_the_narrowest_policy_wins_from_when_it_exists_until_it_is_deleted() -> None:
    timeline = seen_by(OWN, OZON, WIDE)

    assert [minutes_at(timeline, at(moment)) for moment in ("5 11:59", "5 12:00", "6 12:00", "8 11:59", "8 12:00")] == [
        120,
        60,
        15,
        15,
        60,
    ]


def test_a_policy_of_another_account_or_marketplace_does_not_fit() -> None:
    elsewhere = seen_by(OWN, OZON, WIDE, account=8, marketplace="wildberries")

    assert minutes_at(elsewhere, at("7 12:00")) == 120


def test_an_edited_calendar_starts_a_version_too() -> None:
    edited = (hours(11, "1 12:00", OFFICE), hours(12, "3 12:00", SHOP))

    timeline = seen_by(PolicyHistory(versions=(targets(1, "1 12:00", 60, edited),)))

    assert [(version.id, version.calendar_version_id) for version in timeline.versions] == [(1, 11), (1, 12)]
    assert timeline.policy_for(opened_at=at("3 11:59"), ended_at=None).calendar == OFFICE
    assert timeline.policy_for(opened_at=at("3 12:00"), ended_at=None).calendar == SHOP


def test_a_recompute_counts_only_where_its_policy_fitted() -> None:
    wide = PolicyHistory(versions=WIDE.versions, recomputed_at=(at("4 13:00"), at("7 12:00")))

    assert seen_by(wide, OWN).recomputed_at == (at("4 13:00"),)
    assert seen_by(wide, OWN, account=8).recomputed_at == (at("4 13:00"), at("7 12:00"))


def test_what_was_only_written_down_is_forgotten_once_somebody_has_chosen() -> None:
    built_in = replace(targets(1, "2 12:00", 240), is_built_in=True)
    untouched = PolicyHistory(versions=(built_in,))
    chosen = PolicyHistory(versions=(built_in, targets(2, "4 12:00", 120)))

    assert minutes_at(seen_by(untouched.as_chosen()), at("1 12:00")) == 240
    assert minutes_at(seen_by(chosen), at("1 12:00")) == 240
    assert minutes_at(seen_by(chosen.as_chosen()), at("1 12:00")) == 120
