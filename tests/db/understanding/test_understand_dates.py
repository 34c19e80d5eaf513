"""Dates, periods and moments, as people write them."""

import datetime as dt

import pytest

from db.fields import Field, Kind
from db.understanding import Context, decide_day_first, shown, understand

DATE = Field("Date", Kind.DATE)
PERIOD = Field("Opened", Kind.PERIOD)
MOMENT = Field("Embargo", Kind.MOMENT)


@pytest.mark.parametrize(
    "raw",
    [
        dt.datetime(2019, 4, 24),
        dt.date(2019, 4, 24),
        "24.04.2019",
        "24. 4. 2019",
        "24/04/2019",
        "24-04-2019",
        "04/24/2019",
        "2019-04-24",
        "2019/4/24",
        "20190424",
        "24 April 2019",
        "24th of April 2019",
        "April 24, 2019",
        "Wed, 24 Apr 2019",
        "24 апреля 2019 г.",
        "24 апреля 2019г.",
        "24.04.2019 г.",
        "ср 24 апр. 2019 года",
        "2019-жылдын 24-апрели",
        "24 апрели соли 2019",
        "24 aprel 2019",
        "24.IV.2019",
        "24 IV 2019",
        "24.04.2019 (среда)",
        "Wed 24/04/2019",
        "24-апрель 2019-ж.",
        "24 avril 2019",
        " 24.04.2019 ",
    ],
)
def test_a_day_in_any_form(raw: object) -> None:
    answer = understand(DATE, raw)
    assert (answer.value, answer.note, answer.problem) == (dt.date(2019, 4, 24), "", "")


@pytest.mark.parametrize(
    ("raw", "day", "note"),
    [
        ("24.04.19", dt.date(2019, 4, 24), "The year 19 was read as 2019."),
        ("24-Apr-65", dt.date(1965, 4, 24), "The year 65 was read as 1965."),
        (dt.datetime(2019, 4, 23, 18, 30), dt.date(2019, 4, 23), "The time 18:30 was left out."),
        ("23.04.2019 6:30 pm", dt.date(2019, 4, 23), "The time 18:30 was left out."),
        ("24.04.’19", dt.date(2019, 4, 24), "The year 19 was read as 2019."),
        ("24,04,2019", dt.date(2019, 4, 24), "“24,04,2019” was read as 24 Apr 2019."),
        ("24..04.2019", dt.date(2019, 4, 24), "“24..04.2019” was read as 24 Apr 2019."),
        ("24 04 2019", dt.date(2019, 4, 24), "“24 04 2019” was read as 24 Apr 2019."),
        ("24042019", dt.date(2019, 4, 24), "“24042019” was read as 24 Apr 2019."),
        ("43578", dt.date(2019, 4, 23), "“43578” was read as Excel’s number for 23 Apr 2019."),
        (43578, dt.date(2019, 4, 23), "“43578” was read as Excel’s number for 23 Apr 2019."),
        (1.0, dt.date(1900, 1, 1), "“1” was read as Excel’s number for 1 Jan 1900."),
        (61, dt.date(1900, 3, 1), "“61” was read as Excel’s number for 1 Mar 1900."),
    ],
)
def test_what_was_assumed_is_said(raw: object, day: dt.date, note: str) -> None:
    answer = understand(DATE, raw)
    assert (answer.value, answer.note, answer.problem) == (day, note, "")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("Foo", "“Foo” is not a date. Write it as 25.04.2019."),
        ("yesterday", "“yesterday” is not a date. Write it as 25.04.2019."),
        ("April 2019", "“April 2019” is not a date. Write it as 25.04.2019."),
        ("24.O4.2019", "“24.O4.2019” is not a date. Write it as 25.04.2019."),
        ("24.XIII.2019", "“24.XIII.2019” is not a date. Write it as 25.04.2019."),
        ("24-25 April 2019", "“24-25 April 2019” is not a date. Write it as 25.04.2019."),
        ("31.02.2019", "“31.02.2019” is not a day in the calendar. Write it as 25.04.2019."),
        (2004, "“2004” is only a year. Write the day too, as 25.04.2019."),
        (True, "“TRUE” is not a date. Write it as 25.04.2019."),
        (
            "04/05/2019",
            "“04/05/2019” can be 5 Apr 2019 or 4 May 2019. Write it as 25.04.2019.",
        ),
    ],
)
def test_what_is_no_date_is_said(raw: object, problem: str) -> None:
    answer = understand(DATE, raw)
    assert (answer.value, answer.problem) == (None, problem)


def test_the_column_decides_about_a_date_with_two_readings() -> None:
    assert decide_day_first(["04/05/2019", "23/04/2019", None, dt.date(2019, 1, 1), "n/a"]) is True
    assert decide_day_first(["04/05/2019", "04/23/2019"]) is False
    assert decide_day_first(["04/05/2019"]) is None
    assert decide_day_first(["04/23/2019", "23/04/2019"]) is None
    day_first = understand(DATE, "04/05/2019", Context(day_first=True))
    assert (day_first.value, day_first.note) == (dt.date(2019, 5, 4), "“04/05/2019” was read as 4 May 2019.")
    assert understand(DATE, "04/05/2019", Context(day_first=False)).value == dt.date(2019, 4, 5)
    assert understand(DATE, "04.05.2019").value == dt.date(2019, 5, 4)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2004", "2004"),
        (2004, "2004"),
        (2004.0, "2004"),
        ("2004 г.", "2004"),
        ("Q3 2011", "2011-Q3"),
        ("2011 Q3", "2011-Q3"),
        ("3Q2011", "2011-Q3"),
        ("2011-Q3", "2011-Q3"),
        ("3 кв. 2011", "2011-Q3"),
        ("3-й квартал 2011 г.", "2011-Q3"),
        ("III квартал 2011", "2011-Q3"),
        ("3rd quarter of 2011", "2011-Q3"),
        ("I кв. 2011", "2011-Q1"),
        ("first quarter of 2011", "2011-Q1"),
        ("третий квартал 2011 года", "2011-Q3"),
        ("в 4 квартале 2011 г.", "2011-Q4"),
        ("H1 2019", "2019-H1"),
        ("2019 H2", "2019-H2"),
        ("2019-H2", "2019-H2"),
        ("1H2019", "2019-H1"),
        ("1st half of 2019", "2019-H1"),
        ("second half of 2019", "2019-H2"),
        ("second half-year 2019", "2019-H2"),
        ("I полугодие 2019", "2019-H1"),
        ("2-е полугодие 2019 г.", "2019-H2"),
        ("первое полугодие 2019 года", "2019-H1"),
        ("во II полугодии 2019 г.", "2019-H2"),
        ("1 п/г 2019", "2019-H1"),
        ("1 полугодие 2019г.", "2019-H1"),
        ("2017-2018", "2017/2018"),
        ("2017–2018 гг.", "2017/2018"),
        ("2017 — 2018 годы", "2017/2018"),
        ("2017/2018", "2017/2018"),
        ("2017/18", "2017/2018"),
        ("2017-18", "2017/2018"),
        ("2015–19", "2015/2019"),
        ("from 2017 to 2018", "2017/2018"),
        ("с 2017 по 2018 г.", "2017/2018"),
        ("April 2019", "2019-04"),
        ("апрель 2019 г.", "2019-04"),
        ("апрель 2019г.", "2019-04"),
        ("в апреле 2019 года", "2019-04"),
        ("2019, April", "2019-04"),
        ("Sept. 2018", "2018-09"),
        ("September 2018", "2018-09"),
        ("сентябрь 2018 г.", "2018-09"),
        ("09.2018", "2018-09"),
        ("2018-09", "2018-09"),
        ("26.09.2018", "2018-09-26"),
        (dt.datetime(2018, 9, 26), "2018-09-26"),
        ("16.10.2017", "2017-10-16"),
    ],
)
def test_periods(raw: object, value: str) -> None:
    answer = understand(PERIOD, raw)
    assert (answer.value, answer.problem) == (value, "")


@pytest.mark.parametrize(
    "raw",
    ["Q5 2011", "H3 2019", "13.2018", "soon", "2012-2011", "2011-2011", "2018-17", "H1", "Q3", "04/05/2019"],
)
def test_what_is_no_period_is_said(raw: str) -> None:
    answer = understand(PERIOD, raw)
    assert answer.value is None
    assert raw in answer.problem


def test_a_month_or_two_years_is_asked_about() -> None:
    answer = understand(PERIOD, "2011/12")
    assert (answer.value, answer.problem) == (
        None,
        "“2011/12” can be Dec 2011 or 2011–2012. Write it as 12.2011 or 2011–2012.",
    )
    assert understand(PERIOD, "2011-12").value == "2011-12"
    assert understand(PERIOD, "2011/11").value == "2011-11"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2019-04-25T10:00+06:00", "2019-04-25T10:00+06:00"),
        ("2019-04-25T10:00:00Z", "2019-04-25T10:00+00:00"),
        ("25.04.2019 10:00", "2019-04-25T10:00+06:00"),
        (dt.datetime(2019, 4, 25, 10), "2019-04-25T10:00+06:00"),
        ("25 April 2019, 10:00 UTC+5", "2019-04-25T10:00+05:00"),
        ("25 апреля 2019 г. в 10:00", "2019-04-25T10:00+06:00"),
        ("25.04.2019 10:00 pm -0330", "2019-04-25T22:00-03:30"),
    ],
)
def test_moments(raw: object, value: str) -> None:
    answer = understand(MOMENT, raw, Context(zone="Asia/Bishkek"))
    assert (answer.value, answer.problem) == (value, "")


def test_a_time_of_no_zone_is_no_moment() -> None:
    assert "time zone" in understand(MOMENT, "25.04.2019 10:00").problem
    assert "not a day with a time" in understand(MOMENT, "25.04.2019", Context(zone="Asia/Bishkek")).problem
    assert "offset" in understand(MOMENT, "25.04.2019 10:00 +99:00").problem


def test_how_they_are_shown() -> None:
    assert shown(DATE, dt.date(2019, 4, 25)) == "25 Apr 2019"
    assert shown(DATE, dt.date(2019, 4, 25), "ru") == "25 апр. 2019"
    periods = ("2004", "2018-09", "2011-Q3", "2019-H1", "2017/2018", "2018-09-26")
    assert [shown(PERIOD, value) for value in periods] == [
        "2004",
        "Sep 2018",
        "Q3 2011",
        "H1 2019",
        "2017–2018",
        "26 Sep 2018",
    ]
    assert shown(MOMENT, "2019-04-25T10:00+06:00") == "25 Apr 2019, 10:00 (UTC+06:00)"
