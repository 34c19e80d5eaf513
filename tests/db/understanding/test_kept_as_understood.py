"""Whatever is typed, however wild its numbers: understanding never fails, and what it accepts can be kept."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from db.fields import Field, Kind
from db.queries import Filter, Op, View, list_ids, one
from db.records import RECORDS, kind_fields
from db.store import Store
from db.understanding import Context, shown, typed, understand

_DIGITS = st.text("0123456789", min_size=1, max_size=40)
_NUMBERS = st.one_of(
    st.integers(-(10**40), 10**40).map(str),
    st.builds(
        "{}{}{}".format,
        _DIGITS,
        st.sampled_from([".", ",", " ", "/", "-", ":", "e", "E+", "\u00a0"]),
        _DIGITS,
    ),
    st.builds("{}.{}.{}".format, *[st.integers(0, 20_000)] * 3),
    st.builds("{} {}:{} +{}:00".format, st.dates(), *[st.integers(0, 30)] * 3),
    st.builds("Q{} {}".format, st.integers(0, 9), st.integers(0, 20_000)),
    st.builds("{:.6f}, {:.6f}".format, *[st.floats(-400, 400)] * 2),
    st.sampled_from(
        ["9" * 5000, "0" * 5000, "1e999", "-1e-999", "٣٠", "0/0", "²", "01.01.0001 00:00 +14:00"]
    ),
    st.sampled_from(["31.12.9999 23:59 -14:00", "31.12.9999", "01.01.0001", "Q4 9999", "0000", "9999/10000"]),
)
WILD = st.one_of(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "-", "+", "€", "about ", "KGS ", "№ ", "("]),
        _NUMBERS,
        st.sampled_from(["", " bn", " mln EUR", "k", "%", " г.", "°", ")", " people", ",-"]),
    ),
    st.integers(-(2**70), 2**70),
    st.sampled_from([10**5000, -(10**5000), 2**63 - 1, 2**63, -(2**63), 2**31]),
    st.floats(),
    st.decimals(),
    st.datetimes(timezones=st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=14))])),
    st.dates(),
    st.times(),
)
HOW = Context(country="KG", day_first=True, zone="Asia/Bishkek")


def fields_of_kind(kind: Kind) -> Iterator[tuple[str, Field]]:
    """The kinds of record with a field of a kind, and the field."""
    for name in RECORDS:
        yield from ((name, about) for about in kind_fields(name).values() if about.kind is kind)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store for all examples."""
    store = Store.open(tmp_path_factory.mktemp("kept") / "dateline.db")
    yield store
    store.close()


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind not in (Kind.REFERENCE, Kind.LINKED, Kind.RULE)]
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(raw=WILD)
@example(raw=dt.datetime(1924, 1, 1))  # Bishkek was 4 h 58 min 24 s ahead
def test_what_is_accepted_is_kept_found_and_read_back(kept: Store, kind: Kind, raw: object) -> None:
    record, about = next(fields_of_kind(kind))
    answer = understand(about, raw, HOW)
    if answer.problem:
        assert answer.problem[-1] in ".?" and len(answer.problem) < 400
        return
    required = {
        each.name: "x" for each in kind_fields(record).values() if each.required and each.kind is Kind.TEXT
    }
    with kept.write("Keep") as writer:
        uid = writer.create(record, required | {about.name: answer.value})
    with kept.read() as session:
        row = one(session, record, uid)
        assert row is not None and row[about.name] == answer.value
        assert isinstance(shown(about, answer.value, "ru"), str)
        assert understand(about, typed(about, answer.value, HOW), HOW).value == answer.value
        if kind in (Kind.MONEY, Kind.WHOLE, Kind.NUMBER, Kind.DATE) and answer.value is not None:
            found = list_ids(session, View(record, filters=(Filter(about.name, Op.IS, (answer.value,)),)))
            assert row.id in found


def test_the_largest_are_kept_to_the_last_digit(kept: Store) -> None:
    for kind, raw in ((Kind.MONEY, "999 999 999 999 999.99"), (Kind.WHOLE, str(2**63 - 1))):
        record, about = next(fields_of_kind(kind))
        answer = understand(about, raw)
        with kept.write("Keep") as writer:
            uid = writer.create(record, {about.name: answer.value})
        with kept.read() as session:
            row = one(session, record, uid)
            assert row is not None and row[about.name] == Decimal(raw.replace(" ", ""))
