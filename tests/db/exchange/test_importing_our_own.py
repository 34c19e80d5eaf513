"""Workbooks that Dateline wrote come back: unedited, edited, with rows added, into another store."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from db.example import fill
from db.exchange.exporting import export_store, export_view
from db.exchange.importing import run_import
from db.exchange.plan import ImportReport, State
from db.queries import View, list_ids, rows
from db.records import RECORDS, TABS
from db.store import Store
from db.writer import stored_fields


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the example, which no test changes."""
    opened = Store.open(tmp_path_factory.mktemp("example") / "example.db")
    fill(opened)
    yield opened
    opened.close()


def everything(store: Store) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Every stored value of every record, by kind and uid."""
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    with store.read() as session:
        for kind, record in RECORDS.items():
            columns = [getattr(record, name) for name in stored_fields(record)]
            for uid, *values in session.execute(sa.select(record.uid, *columns)):
                found[kind, uid] = tuple(values)
    return found


def states(report: ImportReport) -> Counter[State]:
    return Counter(row.state for row in report.plan.rows() if row.state is not State.SKIPPED)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_all_of_the_store_comes_back_unchanged_and_fills_an_empty_one(
    example: Store, store: Store, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "all.xlsx"
    export_store(example, path, language=language, with_opted_out=True)
    (report,) = run_import(example, path, dry_run=True)
    assert set(states(report)) == {State.UNCHANGED}
    (report,) = run_import(store, path)
    assert set(states(report)) == {State.NEW}
    assert everything(store) == everything(example)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", TABS)
def test_a_tab_as_it_is_shown_comes_back_unchanged(
    example: Store, tmp_path: Path, kind: str, suffix: str
) -> None:
    path = tmp_path / f"list.{suffix}"
    export_view(example, View(kind), ["title", *RECORDS[kind].about.columns, "modified", "note"], path)
    (report,) = run_import(example, path, dry_run=True)
    assert set(states(report)) == {State.UNCHANGED}
    assert not report.needs_attention


def test_what_a_colleague_changed_added_and_wrote_beside_comes_in(store: Store, tmp_path: Path) -> None:
    fill(store)
    path = tmp_path / "contacts.xlsx"
    columns = ["family_name", "given_name", "job_title", "partner", "country", "emails"]
    export_view(store, View("contact"), columns, path)
    book = openpyxl.load_workbook(path)
    sheet = next(each for each in book.worksheets if each.title == "Contacts")
    header = {cell.value: cell.column for cell in sheet[1]}
    added = sheet.max_row + 1
    sheet.cell(2, header["Job title"]).value = "Head of the new unit"
    sheet.cell(3, header["Job title"]).value = None
    sheet.cell(added, header["Family name"]).value = "Asanova"
    sheet.cell(added, header["Given name"]).value = "Bermet"
    sheet.cell(added, header["Partner"]).value = sheet.cell(2, header["Partner"]).value
    place = sheet.max_column + 1
    sheet.cell(1, place).value = "Our remark"
    sheet.cell(3, place).value = "met in Osh"
    book.save(path)
    (report,) = run_import(store, path)
    found = states(report)
    assert (found[State.NEW], found[State.CHANGED], found[State.HELD_BACK]) == (1, 2, 0)
    with store.read() as session:
        people = {row.uid: row for row in rows(session, "contact", list_ids(session, View("contact")))}
    first, third = people[sheet.cell(2, 1).value], people[sheet.cell(3, 1).value]
    assert first["job_title"] == "Head of the new unit"
    assert third["job_title"] is None
    assert (third["note"] or "").endswith("Our remark: met in Osh")
    bermet = next(
        row for row in people.values() if row["family_name"] == "Asanova" and row["given_name"] == "Bermet"
    )
    assert bermet["partner"] == first["partner"]
    assert not run_import(store, path)[0].plan.changes_something
