"""Which backups stay: whatever the dates are, and however the clock of the computer stands."""

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from db.backup.naming import Backup
from db.backup.thinning import DAYS, MONTHS, NEWEST, WEEKS, is_expired, kept_until, to_remove

NOW = dt.datetime(2026, 11, 24, 18, 0)
MOMENTS = st.datetimes(NOW - dt.timedelta(days=900), NOW + dt.timedelta(days=900))
NEAR = st.datetimes(NOW - dt.timedelta(days=60), NOW)


def backups(moments: list[dt.datetime]) -> list[Backup]:
    return [Backup(Path(f"{place}.db"), moment, "after-work") for place, moment in enumerate(moments)]


def daily(days: int, now: dt.datetime = NOW) -> list[Backup]:
    return backups([now - dt.timedelta(days=day) for day in range(days)])


def stay(made: list[Backup], now: dt.datetime = NOW) -> set[Backup]:
    return set(made) - set(to_remove(made, now))


@given(st.lists(MOMENTS, max_size=60), MOMENTS)
def test_the_newest_and_those_of_a_day_to_come_stay(moments: list[dt.datetime], now: dt.datetime) -> None:
    made = backups(moments)
    left = stay(made, now)
    ahead = {each for each in made if each.moment > now + dt.timedelta(days=2)}
    assert ahead <= left
    past = sorted((m.moment for m in made if m.moment <= now), reverse=True)[:NEWEST]
    assert all(any(each.moment == moment for each in left) for moment in past)


@given(st.lists(st.one_of(MOMENTS, NEAR), max_size=60))
def test_thinning_again_removes_nothing_more(moments: list[dt.datetime]) -> None:
    left = list(stay(backups(moments)))
    assert to_remove(left, NOW) == []


@given(st.lists(NEAR, min_size=1, max_size=60), st.lists(MOMENTS, max_size=5))
def test_what_is_dated_in_the_future_takes_no_place(near: list[dt.datetime], any_: list[dt.datetime]) -> None:
    made = backups(near)
    ahead = [Backup(Path("x.db"), m, "") for m in any_ if m > NOW + dt.timedelta(days=2)]
    assert set(to_remove([*made, *ahead], NOW)) == set(to_remove(made, NOW))


@given(st.lists(NEAR, min_size=1, max_size=60), st.integers(-3000, 3000))
def test_a_clock_that_stands_wrong_costs_no_period(near: list[dt.datetime], days: int) -> None:
    """Backups of a right clock, thinned under a wrong one: no day, week or month loses its last backup."""
    made = backups(near)
    left = stay(made, NOW + dt.timedelta(days=days))
    for most, period in (
        (DAYS, lambda m: m.date()),
        (WEEKS, lambda m: m.isocalendar()[:2]),
        (MONTHS, lambda m: (m.year, m.month)),
    ):
        periods = sorted({period(each.moment) for each in made}, reverse=True)[:most]
        for one in periods:
            last = max(each.moment for each in made if period(each.moment) == one)
            assert any(each.moment == last for each in left)


def test_a_year_of_daily_work() -> None:
    left = stay(daily(400))
    ages = sorted((NOW.date() - each.moment.date()).days for each in left)
    assert ages[:DAYS] == list(range(DAYS))
    assert len(left) <= DAYS + WEEKS + MONTHS
    assert max(ages) <= 9 * 31


def test_all_of_today_and_a_week_of_what_was_made_before_something() -> None:
    hours = [Backup(Path(f"{h}.db"), NOW - dt.timedelta(hours=h), "after-work") for h in range(72)]
    assert {f"{hour}.db" for hour in range(24)} <= {each.path.name for each in stay(hours)}
    before = [Backup(Path(f"{h}.db"), NOW - dt.timedelta(hours=h), "before-import") for h in range(0, 400, 2)]
    assert len([each for each in stay(before) if NOW - each.moment < dt.timedelta(days=7)]) == 84


def test_what_is_older_than_nine_months_goes_once_newer_ones_bear_out_the_date() -> None:
    old = backups([NOW - dt.timedelta(days=day) for day in (290, 300, 310)])
    assert stay(old) == set(old)
    fresh = daily(2)
    assert set(old) <= stay([*fresh, *old])
    assert not set(old) & stay([*daily(3), *old])


def test_a_clock_set_forward_for_a_day_removes_nothing_old() -> None:
    ahead = NOW + dt.timedelta(days=3650)
    made = [*daily(10), Backup(Path("ahead.db"), ahead, "after-work")]
    assert stay(made, ahead) == set(made)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)))
def test_the_day_that_is_promised(made: dt.date) -> None:
    until = kept_until(made)
    noon = Backup(Path("a.db"), dt.datetime.combine(made, dt.time(12)), "")
    assert not is_expired(noon, dt.datetime.combine(until, dt.time(23)))
    after = dt.datetime.combine(until + dt.timedelta(days=1), dt.time(1))
    assert is_expired(noon, after)
    assert noon not in stay([noon, *daily(3, after)], after)
    assert 272 <= (until - made).days <= 276


def test_the_end_of_a_month() -> None:
    assert kept_until(dt.date(2026, 5, 31)) == dt.date(2027, 2, 28)
    assert kept_until(dt.date(2026, 4, 1)) == dt.date(2027, 1, 1)
