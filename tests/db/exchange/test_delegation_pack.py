"""The Delegation pack: its formulas and charts, nothing internal in it, and the way back."""

import datetime as dt
import random
import re
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from db.errors import Cancelled, WorldError
from db.exchange.delegation_pack import export_pack
from db.exchange.importing import run_import
from db.exchange.plan import State
from db.exchange.reading import read_workbook
from db.fields import Audience
from db.journal import latest
from db.store import Store
from tests.db.exchange.pack_desk import (
    END,
    SECRET,
    START,
    Records,
    filled_with,
    generated,
    pack,
    tables,
    text_of,
    tiles,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def records() -> Records:
    return generated(random.Random(20190425))


@pytest.fixture
def filled(store: Store, records: Records) -> Store:
    return filled_with(store, records)


def formulas(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Every formula with its value, by sheet, from the XML itself."""
    found: dict[str, list[tuple[str, str]]] = {}
    with zipfile.ZipFile(path) as archive:
        names = [sheet.name for sheet in read_workbook(path).sheets]
        for number, name in enumerate(names, start=1):
            root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            found[name] = [
                (cell.findtext(f"{MAIN}f") or "", cell.findtext(f"{MAIN}v") or "")
                for cell in root.iter(f"{MAIN}c")
                if cell.find(f"{MAIN}f") is not None
            ]
    return found


def test_formulas_are_ours_and_take_whole_columns(filled: Store, tmp_path: Path) -> None:
    with filled.write("Add") as writer:
        values = {"headline": "=HYPERLINK(1)", "date": START, "place": "=1+1", "status": "released"}
        writer.create("release", values)
        writer.create("contact", {"family_name": "+1"})
    found = {name: formulas for name, formulas in formulas(pack(filled, tmp_path)).items() if formulas}
    assert set(found) == {"Summary", "Costs", "Visits", "Events", "Participants"}
    allowed = ("COUNTIFS(", "SUMIFS(", "SUM(", "IFERROR(INDEX(")
    assert all(formula.startswith(allowed) for each in found.values() for formula, _ in each)
    # What counts rows of another sheet names whole columns, and it always has its value.
    ranges = re.findall(r"![^,)+]+", " ".join(formula for formula, _ in found["Summary"]))
    assert len(ranges) > 100 and all(re.fullmatch(r"!\$[A-Z]+:\$[A-Z]+", each) for each in ranges)
    assert all(value for _, value in found["Summary"])


def test_charts_show_the_tables(filled: Store, tmp_path: Path) -> None:
    target = pack(filled, tmp_path)
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        charts = [name for name in names if name.startswith("xl/charts/")]
        types = archive.read("[Content_Types].xml").decode()
        roots = [ElementTree.fromstring(archive.read(name)) for name in sorted(charts)]
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert len(names) == len(set(names))
    assert len(charts) == 3 and all(f"/{name}" in types for name in charts)
    titles = ["".join(root.find(f"{CHART}chart/{CHART}title").itertext()) for root in roots]  # type: ignore[union-attr]
    assert [title.strip() for title in titles] == [
        *("Releases by month", "Participants by country", "Costs by country, EUR"),
    ]
    series = [
        [
            each.findtext(f"{CHART}tx/{CHART}strRef/{CHART}strCache/{CHART}pt/{CHART}v")
            for each in root.iter(f"{CHART}ser")
        ]
        for root in roots
    ]
    assert series == [["Releases"], ["Women", "Men", "Undisclosed"], ["EUR"]]
    shown = tables(target)
    first = [float(each.text or "") for each in roots[0].find(f".//{CHART}val").iter(f"{CHART}v")]  # type: ignore[union-attr]
    assert first == [figures[0] for label, figures in shown["Releases by month"].items() if label != "Total"]
    corners = [tuple(map(int, each)) for each in re.findall(r"<col>(\d+)</col>.*?<row>(\d+)</row>", drawing)]
    boxes = list(zip(corners[::2], corners[1::2], strict=True))
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = [one[1][axis] <= other[0][axis] or other[1][axis] <= one[0][axis] for axis in (0, 1)]
            assert any(apart)


def test_the_delegation_sees_nothing_internal(filled: Store, tmp_path: Path) -> None:
    written = text_of(pack(filled, tmp_path))
    # The birthday as Excel keeps it is 26006.
    assert all(hidden not in written for hidden in (SECRET, "1971-03-14", ">26006<"))
    assert "person@example.kg" in written and "1000.5" in written


def test_the_public_sees_no_costs_and_no_states(filled: Store, tmp_path: Path) -> None:
    target = tmp_path / "public.xlsx"
    report = export_pack(filled, target, start=None, end=None, audience=Audience.PUBLIC)
    written = text_of(target)
    assert all(hidden not in written for hidden in (SECRET, "person@example.kg", "1000.5", "250.25"))
    assert "cost" not in {kind for _, kind, _ in report.sheets}
    assert {"Costs by country", "Costs by funder", "Releases by status"}.isdisjoint(tables(target))
    assert "Releases by month" in tables(target)
    assert {"Costs", "Status", "Phone"} <= set(report.left_out)


def test_an_unedited_pack_changes_nothing(filled: Store, tmp_path: Path) -> None:
    target = pack(filled, tmp_path, start=None, end=None)
    with filled.read() as session:
        before = latest(session)
    report = run_import(filled, target)[0]
    taken = [sheet for sheet in report.plan.sheets if sheet.proposal.into]
    states = Counter(row.state for sheet in taken for row in sheet.rows)
    assert set(states) == {State.UNCHANGED, State.SKIPPED} and states[State.UNCHANGED] > 300
    assert states[State.SKIPPED] == len(taken)  # the headers
    into = {sheet.proposal.sheet: sheet.proposal.into for sheet in report.plan.sheets}
    assert into["Summary"] is None and into["About"] is None and into["Visits"] == "visit"
    with filled.read() as session:
        assert latest(session) == before


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_summary_stays_out_even_when_the_document_has_forgotten_itself(
    filled: Store, tmp_path: Path, language: str
) -> None:
    """As after a passage through a program that drops the properties of a document."""
    target, bare = pack(filled, tmp_path, language=language), tmp_path / "bare.xlsx"
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/custom.xml":
                content = re.sub(rb"<property .*</property>", b"", content)
            new.writestr(name, content)
    report = run_import(filled, bare, dry_run=True)[0]
    assert report.plan.sheets[0].proposal.into is None
    changed = [row for sheet in report.plan.sheets for row in sheet.rows if row.state is not State.UNCHANGED]
    assert [row for row in changed if row.state in (State.NEW, State.CHANGED)] == []


def test_an_empty_store_says_that_there_is_nothing(store: Store, tmp_path: Path) -> None:
    target = pack(store, tmp_path)
    assert set(tiles(target).values()) == {0} and tables(target) == {}
    assert "charts" not in " ".join(zipfile.ZipFile(target).namelist())
    assert "There is nothing to count of these: Releases, Contacts" in text_of(target)


def test_an_empty_period_says_so_and_shows_what_stands(filled: Store, tmp_path: Path) -> None:
    target = pack(filled, tmp_path, start=dt.date(2031, 1, 1), end=dt.date(2031, 12, 31))
    great = tiles(target)
    assert (great["Releases"], great["Events"], great["Facilities"]) == (0, 0, 25)
    assert "There is nothing to count of these: Releases, Visits, Events, Participants." in text_of(target)
    assert "1 January 2031 to 31 December 2031" in text_of(target)
    assert {"Releases by month", "Participants by country"}.isdisjoint(tables(target))
    assert [name for name in zipfile.ZipFile(target).namelist() if "charts/" in name] == [
        "xl/charts/chart1.xml"
    ]


def test_what_has_no_date_is_said(filled: Store, records: Records, tmp_path: Path) -> None:
    number = sum(each["date"] is None for each in records["release"].values())
    assert f"Without a date, so not in here: Releases ({number})." in text_of(pack(filled, tmp_path))


def test_an_event_counts_with_any_of_its_days(store: Store, tmp_path: Path) -> None:
    with store.write("Add") as writer:
        for name, start, end in (
            ("Before", 1, 5),
            ("Across", 10, 20),
            ("Within", 16, None),
            ("Around", 2, 30),
        ):
            days = {"start": dt.date(2019, 6, start), "end": dt.date(2019, 6, end) if end else None}
            writer.create("event", {"name": name, **days})
    target = tmp_path / "june.xlsx"
    report = export_pack(store, target, start=dt.date(2019, 6, 15), end=dt.date(2019, 6, 18))
    assert dict((kind, rows) for _, kind, rows in report.sheets)["event"] == 3


def test_many_years_are_counted_by_year(store: Store, tmp_path: Path) -> None:
    with store.write("Add") as writer:
        for year in (2004, 2012, 2012, 2019):
            writer.create("release", {"headline": "News", "date": dt.date(year, 5, 5), "status": "released"})
    rows = tables(pack(store, tmp_path, start=None, end=None))["Releases by year"]
    assert rows == {"2004-01": [1], "2012-01": [2], "2019-01": [1], "Total": [4]}


def test_the_russian_pack_speaks_russian(filled: Store, tmp_path: Path) -> None:
    target = pack(filled, tmp_path, language="ru")
    names = [sheet.name for sheet in read_workbook(target).sheets]
    assert names[2] == "Релизы"
    assert "15 января 2019" in text_of(target) and "Кыргызстан" in text_of(target)


def test_what_can_not_be_is_said_in_a_sentence(store: Store, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="ends before it begins"):
        export_pack(store, tmp_path / "a.xlsx", start=END, end=START)
    with pytest.raises(WorldError, match=r"must end in \.xlsx"):
        export_pack(store, tmp_path / "a.csv", start=None, end=None)


def test_cancelling_leaves_nothing_behind(filled: Store, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    done: list[int] = []
    with pytest.raises(Cancelled):
        export_pack(
            filled,
            folder / "a.xlsx",
            start=None,
            end=None,
            progress=lambda rows, _total: done.append(rows),
            cancelled=lambda: len(done) > 3,
        )
    assert list(folder.iterdir()) == []
