"""Whatever a record holds, the workbook holds, and reading it gives the same value back."""

import datetime as dt
import string
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.exchange.csv_guard import guarded, unguarded
from db.exchange.escaping import escape, unescape
from db.exchange.exporting import export_store, export_view
from db.exchange.labels import Labels
from db.exchange.long_texts import MOST, marked, parts, restored
from db.exchange.reading import read_workbook
from db.exchange.sheets import Sheet
from db.fields import Field, Kind
from db.queries import View
from db.records import RECORDS, SHOWN, fields_of
from db.store import Store
from db.understanding import Context, understand
from db.understanding.places import country_codes
from db.values import Reach
from db.writer import stored_fields

CENTRAL_ASIAN = "АБВГабвгдеёжзийклмнопрстуфхцчшщъыьэюяөүңӨҮҢғӣқӯҳҷҒӢҚӮҲҶәіһұўЎ"
HARD = (
    "=1+1",
    "+996 312 901234",
    "-5",
    "@SUM(A1)",
    "'quoted",
    "00012",
    "1e5",
    "TRUE",
    "ИСТИНА",
    "2019-04-25",
    "25.04.2019",
    "#N/A",
    "#REF!",
    "_x000D_",
    "_x0041_x0042_",
    "<b>&amp;</b>",
    "👩‍⚕️ emoji 🇰🇬",
    "'=1+1",
    '="a"&"b"',
    "{=A1}",
    "12345678901234567890",
    "1/2",
)


def tidy(text: str, kind: Kind) -> str | None:
    """A text as the store comes to hold it."""
    value = understand(Field("", kind), text).value
    return value if isinstance(value, str) else None


plain_texts = st.one_of(
    st.sampled_from(HARD),
    st.text(CENTRAL_ASIAN + string.printable + "“”№—€", min_size=1, max_size=60),
    st.text(min_size=1, max_size=30),
)
lines = plain_texts.map(lambda text: tidy(text, Kind.TEXT))
paragraphs = st.one_of(
    st.lists(plain_texts, min_size=1, max_size=5).map("\n".join),
    st.integers(29_000, 31_000).map(lambda n: ("Өзгөрүү ғӣқӯҳҷ\n" * n)[:n]),
).map(lambda text: tidy(text, Kind.LONG_TEXT))

TYPES = ("", "work", "mobile", "home", "fax")
digits = st.text(string.digits, min_size=6, max_size=6)
phones = st.builds(
    lambda number, type_, preferred, local: Reach(
        f"0312 {number}" if local else f"+996 312 {number}", type_, preferred, f"+996312{number}"
    ),
    digits,
    st.sampled_from(TYPES),
    st.booleans(),
    st.booleans(),
)
emails = st.builds(
    lambda name, type_, preferred: Reach(f"{name}@example.kg", type_, preferred, f"{name}@example.kg"),
    st.text(string.ascii_lowercase, min_size=1, max_size=12),
    st.sampled_from(("", "work", "home")),
    st.booleans(),
)
days = st.dates(dt.date(1850, 1, 1), dt.date(2100, 12, 31))
links = st.text(string.ascii_lowercase, min_size=1, max_size=10).map(lambda t: f"https://example.kg/{t}")
languages = st.sampled_from(("en", "ru", "ky", "kk", "tg", "uz", "tk", "de", "uz-Cyrl", "zh"))

VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: lines,
    Kind.LONG_TEXT: paragraphs,
    Kind.COUNTRY: st.sampled_from(sorted(country_codes())),
    Kind.LANGUAGE: languages,
    Kind.LANGUAGES: st.lists(languages, max_size=3, unique=True).map(tuple),
    Kind.CURRENCY: st.sampled_from(("EUR", "KGS", "USD", "UZS", "TMT")),
    Kind.DATE: days,
    Kind.PERIOD: st.sampled_from(("2018-09-26", "2018-09", "2018", "2011-Q3", "2019-H1", "2017/2018")),
    Kind.MOMENT: st.sampled_from(
        ("2019-04-25T10:00+06:00", "2019-12-31T23:59+00:00", "2020-02-29T00:00-03:30")
    ),
    Kind.WHOLE: st.integers(-(2**31), 2**53),
    Kind.NUMBER: st.floats(-1e12, 1e12).filter(lambda x: x == 0 or abs(x) > 1e-6).map(lambda x: x + 0.0),
    Kind.MONEY: st.decimals(-(10**14), 10**14, places=2, allow_nan=False),
    Kind.YES_NO: st.booleans(),
    Kind.PHONES: st.lists(phones, max_size=3).map(tuple),
    Kind.EMAILS: st.lists(emails, max_size=3).map(tuple),
    Kind.LINK: links,
    Kind.LINKS: st.lists(links, max_size=3, unique=True).map(tuple),
    Kind.COORDINATES: st.sampled_from(("42.8746, 74.5698", "-3.5, 0", "0, -179.999999")),
    Kind.RULE: st.none(),  # goes out in words, which nobody could read back
}


def values_of(field: Field) -> st.SearchStrategy[Any]:
    if field.kind is Kind.CHOICE:
        return st.sampled_from([choice.code for choice in field.choices])
    return VALUES[field.kind]


@st.composite
def records(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """One record of each kind, with whichever fields it happens to have, without its references."""
    return {
        name: draw(
            st.fixed_dictionaries(
                {},
                optional={
                    field.name: values_of(field)
                    for field in stored_fields(record).values()
                    if field.kind is not Kind.REFERENCE
                },
            )
        )
        for name, record in RECORDS.items()
    }


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(tmp_path_factory.mktemp("values") / "store.db")
    yield store
    store.close()


def replace_all(store: Store, made: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Make these the store's only records, each tied to the others, and answer them as they are stored."""
    uids: dict[str, str] = {}
    with store.write("Replace") as writer:
        for name, record in RECORDS.items():
            writer.delete(name, [row.uid for row in writer.session.query(record).all()])
        for name in ("partner", "contact", "programme", "event", "release", "facility", "visit", *made):
            if name not in uids:
                uids[name] = writer.create(name, made[name] | references(name, uids))
    with store.read() as session:
        return {
            name: {field: getattr(session.query(record).one(), field) for field in stored_fields(record)}
            | {"uid": uids[name]}
            for name, record in RECORDS.items()
        }


def references(name: str, uids: dict[str, str]) -> dict[str, Any]:
    return {
        field.name: uids[field.to]
        for field in stored_fields(RECORDS[name]).values()
        if field.kind is Kind.REFERENCE and field.to in uids
    }


def check(sheet: Sheet, kind: str, expected: dict[str, Any], language: str) -> None:
    """Each value of the one record on a sheet reads back."""
    labels = Labels(language)
    cells = {str(header): sheet.value(2, column) for column, header in enumerate(sheet.row(1), start=1)}
    assert cells["uid"] == expected["uid"]
    for field in stored_fields(RECORDS[kind]).values():
        if field.kind is Kind.REFERENCE:
            assert cells[f"uid:{field.name}"] == expected[field.name]
            continue
        got = understand(field, cells[labels.field(field)], Context(language=language))
        assert not got.problem, (field, got)
        assert got.value == expected[field.name], (kind, field.name, cells[labels.field(field)])


@settings(max_examples=settings().max_examples // 10)
@given(made=records(), language=st.sampled_from(("en", "ru")))
def test_every_value_of_every_kind_reads_back(
    store: Store, tmp_path_factory: pytest.TempPathFactory, made: dict[str, dict[str, Any]], language: str
) -> None:
    expected = replace_all(store, made)
    target = tmp_path_factory.mktemp("out") / "all.xlsx"
    report = export_store(store, target, language=language, with_opted_out=True)
    workbook = read_workbook(target)
    assert {kind for _, kind, _ in report.sheets} == set(SHOWN)
    for name, kind, rows in report.sheets:
        sheet = workbook.sheet(name)
        assert sheet is not None and rows == 1
        check(sheet, kind, expected[kind], language)
    assert not formulas(target)


def formulas(path: Path) -> list[str]:
    """Every cell that a spreadsheet program would work out."""
    book = openpyxl.load_workbook(path)
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


@settings(max_examples=settings().max_examples // 7)
@given(texts=st.lists(st.tuples(plain_texts, plain_texts), min_size=1, max_size=20))
def test_texts_stand_in_the_cells_as_they_are(
    store: Store, tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str]]
) -> None:
    padded = [(f"{one}  ", f" \n{two}\t ") for one, two in texts]
    with store.write("Add") as writer:
        for one, two in padded:
            writer.create("event", {"place": one, "note": two})
        writer.session.flush()
        event = RECORDS["event"]
        ids = [row.id for row in writer.session.query(event).order_by(event.id)][-len(padded) :]
    target = tmp_path_factory.mktemp("out") / "events.xlsx"
    export_view(store, View("event"), ["place", "note"], target, ids=ids)
    sheet = openpyxl.load_workbook(target)["Events"]
    read = [tuple(unescape(cell) for cell in row) for row in sheet.iter_rows(2, None, 2, 3, values_only=True)]
    assert read == padded


@given(st.text(st.characters(codec="utf-8")))
def test_what_xml_cannot_carry_comes_back(text: str) -> None:
    escaped = escape(text)
    assert unescape(escaped) == text
    assert all(sign in "\t\n" or sign >= " " for sign in escaped)


@given(st.lists(st.sampled_from(("_x000D_", "_x", "x0041_", "_", "\r", "\x01", "a", "😀")), max_size=8))
def test_texts_that_look_like_escapes_come_back(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert unescape(escape(text)) == text


@given(st.one_of(plain_texts, st.lists(st.sampled_from(tuple("'=+-@\t\r\na")), max_size=5).map("".join)))
def test_texts_in_a_csv_are_no_formulas_and_come_back(text: str) -> None:
    assert not guarded(text).startswith(tuple("=+-@\t\r\n"))
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["ө" * 40_000, "a b\n" * 20_000, "😀" * 33_000, "\x01" * 33_000])
def test_a_text_too_long_for_a_cell_is_taken_apart_and_put_together(text: str) -> None:
    first, *further = parts(text)
    cell = marked(first, Labels("en"))
    assert all(len(escape(each).encode("utf-16-le")) // 2 <= MOST for each in (cell, *further))
    assert restored(cell, further) == text


def test_a_text_without_the_mark_was_replaced() -> None:
    assert restored("Short now", ["the rest"]) == "Short now"


def test_an_edited_beginning_keeps_its_end() -> None:
    first, *further = parts("word " * 10_000)
    assert restored(marked(f"New {first}", Labels("en")), further) == "New " + "word " * 10_000


def test_every_header_of_a_kind_differs() -> None:
    for name, record in RECORDS.items():
        labels = [field.english.casefold() for field in fields_of(record).values()]
        assert len(set(labels)) == len(labels), name


def test_amounts_keep_their_decimals(store: Store, tmp_path: Path) -> None:
    values = [
        Decimal("150000.00"),
        Decimal("0.10"),
        Decimal("9999999999999.99"),
        Decimal("123456789012345.67"),
    ]
    with store.write("Add") as writer:
        for value in values:
            writer.create("programme", {"name": "P", "budget": value})
        program = RECORDS["programme"]
        writer.session.flush()
        ids = [row.id for row in writer.session.query(program).order_by(program.id)][-len(values) :]
    target = tmp_path / "p.xlsx"
    export_view(store, View("programme"), ["budget"], target, ids=ids)
    cells = [row[1].value for row in openpyxl.load_workbook(target)["Programmes"].iter_rows(2)]
    assert cells == [150000, 0.1, 9999999999999.99, "123456789012345.67"]
    field = fields_of(RECORDS["programme"])["budget"]
    assert [understand(field, cell).value for cell in cells] == values
