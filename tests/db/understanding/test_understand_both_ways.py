"""Whatever an editor shows is understood as the value that it shows; and nothing that is typed breaks it."""

import datetime as dt
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.fields import Choice, Field, Kind
from db.understanding import Context, shown, typed, understand
from db.understanding.currencies import currency_codes
from db.understanding.languages import language_codes
from db.understanding.places import country_codes
from db.values import Reach

CHOICES = (
    Choice("media", "Media", ("press", "сми")),
    Choice("press", "Other", ("прочее",)),
    Choice("other", "Press", ()),
)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
MOMENTS = st.datetimes(timezones=OFFSETS).map(
    lambda moment: moment.replace(microsecond=0).isoformat(timespec="seconds" if moment.second else "minutes")
)
YEARS = st.integers(1000, 2999)
PERIODS = st.one_of(
    YEARS.map(str),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    st.builds("{}-Q{}".format, YEARS, st.integers(1, 4)),
    st.builds("{}-H{}".format, YEARS, st.integers(1, 2)),
    st.tuples(YEARS, YEARS).filter(lambda years: years[0] < years[1]).map("{0[0]}/{0[1]}".format),
    st.dates().map(dt.date.isoformat),
)
TYPES = st.sampled_from(["", "work", "mobile", "home", "fax"])
NUMBERS = st.sampled_from(
    ["+996 312 90", "0312 90", "996 555 12", "8 701 23", "+992(93)500", "0555", "12", "call "]
)
PHONES = st.builds(
    Reach,
    st.builds(
        "{}{}{}".format,
        NUMBERS,
        st.from_regex(r"[0-9]{2}-?[0-9]{2}", fullmatch=True),
        st.sampled_from(["", " доб. 5"]),
    ),
    TYPES,
    st.booleans(),
    st.sampled_from(["", "+996312901234", "+996312901234;ext=15", "+77012345678"]),
)
ADDRESSES = st.sampled_from(
    ["a@example.kg", "b(at)example.kg", "Asel <c@example.kg>", "D@EXAMPLE.org", "nobody"]
)
DEGREES = st.decimals(-90, 90, places=6, allow_nan=False).map(lambda number: f"{number:f}")

VALUES: dict[Kind, st.SearchStrategy[object]] = {
    Kind.TEXT: st.text().map(lambda text: understand(Field("", Kind.TEXT), text).value),
    Kind.LONG_TEXT: st.text().map(lambda text: understand(Field("", Kind.LONG_TEXT), text).value),
    Kind.CHOICE: st.sampled_from([choice.code for choice in CHOICES]),
    Kind.COUNTRY: st.sampled_from(sorted(country_codes())),
    Kind.LANGUAGE: st.sampled_from([*sorted(language_codes()), "uz-Cyrl", "en-GB", "zh-Hant-TW", "es-419"]),
    Kind.LANGUAGES: st.lists(st.sampled_from(sorted(language_codes())), unique=True, max_size=4).map(tuple),
    Kind.CURRENCY: st.sampled_from(sorted(currency_codes())),
    Kind.DATE: st.dates(),
    Kind.PERIOD: PERIODS,
    Kind.MOMENT: MOMENTS,
    Kind.WHOLE: st.integers(-(2**63) + 1, 2**63 - 1),
    Kind.NUMBER: st.floats(allow_nan=False, allow_infinity=False),
    Kind.MONEY: st.decimals(-(10**12), 10**12, places=2),
    Kind.YES_NO: st.booleans(),
    Kind.EMAILS: st.lists(ADDRESSES, max_size=3).map(
        lambda texts: understand(Field("", Kind.EMAILS), "\n".join(texts)).value
    ),
    Kind.LINK: st.sampled_from(
        ["https://example.org", "http://example.kg/a,b;c?d=e#f", "mailto:a@example.kg"]
    ),
    Kind.LINKS: st.lists(
        st.sampled_from(["https://example.org", "http://example.kg/a,b;c"]), unique=True
    ).map(tuple),
    Kind.COORDINATES: st.builds("{}, {}".format, DEGREES, DEGREES).map(
        lambda text: understand(Field("", Kind.COORDINATES), text).value
    ),
    Kind.REFERENCE: st.uuids().map(str),
}


def test_a_code_is_not_taken_for_a_short_form_in_other_letters() -> None:
    field = Field("Language", Kind.LANGUAGE)
    assert understand(field, typed(field, "ang", Context(language="ky"))).value == "ang"
    assert understand(field, "анг").value == "en"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind in VALUES])
@given(data=st.data())
def test_what_an_editor_shows_is_what_it_means(kind: Kind, data: st.DataObject) -> None:
    field = Field("Field", kind, choices=CHOICES)
    value = data.draw(VALUES[kind])
    language = data.draw(st.sampled_from(["en", "ru", "ky", "uz"]))
    context = Context(language=language, day_first=data.draw(st.sampled_from([None, True])))
    answer = understand(field, typed(field, value, context), context)
    assert answer.value == value
    assert isinstance(shown(field, value, language), str)


@given(st.lists(PHONES, max_size=3), st.sampled_from([None, "KG", "KZ"]))
def test_phones_keep_their_type_and_what_they_come_to(phones: list[Reach], country: str | None) -> None:
    """A `Reach` is valid when what it comes to is what its text says in some country."""
    field, value = Field("Phones", Kind.PHONES), tuple(phone for phone in phones if phone.normal)
    context = Context(country=country)
    answer = understand(field, typed(field, value, context), context)
    assert answer.value == value


@given(
    st.lists(st.builds("{}{:04}".format, NUMBERS, st.integers(0, 9999)), max_size=3),
    st.sampled_from([None, "KG"]),
)
def test_phones_as_they_were_read_elsewhere(texts: list[str], country: str | None) -> None:
    field = Field("Phones", Kind.PHONES)
    value = understand(field, "\n".join(texts), Context(country=country)).value
    assert understand(field, typed(field, value)).value == value


@pytest.mark.parametrize("kind", list(Kind))
@given(
    raw=st.one_of(
        st.text(),
        st.text(st.sampled_from("0123456789 .,:;/-+()@'°NE€kqг\n")),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.times(),
        st.timedeltas(),
        st.none(),
        st.decimals(allow_nan=False, allow_infinity=False),
    )
)
def test_nothing_that_stands_in_a_cell_breaks_it(kind: Kind, raw: object) -> None:
    field = Field("Field", kind, choices=CHOICES)
    answer = understand(field, raw, Context(country="KG"))
    if kind in (Kind.PHONES, Kind.EMAILS):
        assert all(reach.value for reach in cast(tuple[Reach, ...], answer.value))
    elif answer.problem:
        assert not answer.value
    shown(field, answer.value, "ru")
    assert understand(field, typed(field, answer.value)).value == answer.value
