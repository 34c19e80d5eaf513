"""Files from end to end: read, proposed, planned and brought in, with the report that scripts read."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.errors import WorldError
from db.exchange.importing import run_import
from db.exchange.plan import ImportReport, State
from db.queries import View, count, list_ids, rows
from db.store import Store

WORKBOOKS = Path(__file__).parents[2] / "workbooks"


def imported(store: Store, path: Path, **how: Any) -> ImportReport:
    (report,) = run_import(store, path, **how)
    return report


def test_a_list_of_participants_from_end_to_end(store: Store) -> None:
    report = imported(store, WORKBOOKS / "participants.xlsx")
    with store.read() as session:
        people = {row.title: row for row in rows(session, "contact", list_ids(session, View("contact")))}
        partners = count(session, View("partner"))
    assert report.to_json() == {
        "batch": 1,
        "sheets": [
            {
                "sheet": "Participants",
                "into": "contacts",
                "rows": 4,
                "added": 3,
                "updated": 1,
                "unchanged": 0,
                "held_back": [],
                "conflicts": [],
                "mapping": {
                    "№": None,
                    "Name, Surname": "name",
                    "Position": "job_title",
                    "Institution": "partner",
                    "Country": "country",
                    "Tel.": "phones",
                    "E-mail": "emails",
                    "Arrival": "note",
                },
            },
            {
                "sheet": "Sheet2",
                "into": None,
                "rows": 0,
                "added": 0,
                "updated": 0,
                "unchanged": 0,
                "held_back": [],
                "conflicts": [],
                "mapping": {},
            },
        ],
    }
    assert not report.needs_attention
    assert partners == 3
    assert people["Seitov Yerlan"]["note"] == "Beside the name: MD\nArrival: 05.06.2019 18:30"


def test_a_russian_list_with_a_hidden_sheet_from_end_to_end(store: Store) -> None:
    report = imported(store, WORKBOOKS / "media-ru.xlsx")
    assert [(sheet["sheet"], sheet["added"]) for sheet in report.to_json()["sheets"]] == [
        ("СМИ КР", 2),
        ("СМИ РТ", 1),
    ]
    assert report.plan.sheets[1].proposal.hidden
    with store.read() as session:
        people = {row.title: row for row in rows(session, "contact", list_ids(session, View("contact")))}
    bermet = people["Асанова Бермет Эсеновна"]
    assert [(each.normal, each.type) for each in bermet["phones"]] == [
        ("+996312001122", "work"),
        ("+996772002030", "mobile"),
    ]
    assert bermet["languages"] == ("ky", "ru")
    assert bermet["note"] == "звонить до 17:00"
    assert people["Петров К. Л."]["phones"][0].normal == "+996312000234;ext=4"
    assert not imported(store, WORKBOOKS / "media-ru.xlsx").plan.changes_something


def test_a_rehearsal_says_the_same_and_writes_nothing(store: Store) -> None:
    rehearsed = imported(store, WORKBOOKS / "participants.xlsx", dry_run=True).to_json()
    with store.read() as session:
        assert count(session, View("contact")) == 0
    assert rehearsed["batch"] is None
    assert rehearsed["sheets"] == imported(store, WORKBOOKS / "participants.xlsx").to_json()["sheets"]


def test_one_sheet_alone_and_into_a_chosen_kind(store: Store) -> None:
    path = WORKBOOKS / "media-ru.xlsx"
    report = imported(store, path, into="partners", sheet="сми рт")
    assert [(each["sheet"], each["into"]) for each in report.to_json()["sheets"]] == [("СМИ РТ", "partners")]
    with pytest.raises(WorldError, match="СМИ КР"):
        run_import(store, path, sheet="Participants")
    with pytest.raises(WorldError, match="contacts"):
        run_import(store, path, into="people")


def test_each_file_is_one_batch_and_a_file_that_cannot_be_read_stops_all(
    store: Store, tmp_path: Path
) -> None:
    paths = [WORKBOOKS / "participants.xlsx", WORKBOOKS / "media-ru.xlsx"]
    bad = tmp_path / "bad.xlsx"
    bad.write_text("PK nothing")
    with pytest.raises(WorldError):
        run_import(store, [*paths, bad])
    with store.read() as session:
        assert count(session, View("contact")) == 0
    assert [report.batch for report in run_import(store, paths)] == [1, 2]
    assert store.undo() == "Import media-ru.xlsx"
    with store.read() as session:
        assert count(session, View("contact")) == 3


def test_cells_with_errors_hold_back_their_row(store: Store, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["First name", "Surname", "E-mail", "Birthday"])
    sheet.append(["Asel", "Bekova", "a@example.kg", dt.date(1980, 1, 2)])
    sheet.append(["Bermet", "Asanova", "=1/0", None])
    sheet["C3"].data_type = "e"
    sheet["C3"].value = "#N/A"
    path = tmp_path / "errors.xlsx"
    book.save(path)
    report = imported(store, path)
    states = Counter(row.state for row in report.plan.rows())
    assert (states[State.NEW], states[State.HELD_BACK]) == (1, 1)
    assert report.needs_attention
    (held,) = report.to_json()["sheets"][0]["held_back"]
    assert (held["row"], held["column"]) == (3, "E-mail")
