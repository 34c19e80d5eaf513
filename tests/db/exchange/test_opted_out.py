"""People who asked not to be written to stay out of what goes to others, and it is said that they do."""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Cancelled, WorldError
from db.exchange.cards_out import export_cards
from db.exchange.delegation_pack import export_pack
from db.exchange.exporting import export_store, export_view
from db.exchange.reading import read_workbook
from db.exchange.sheets import Sheet
from db.fields import Audience
from db.queries import View, list_ids, rows
from db.store import Store
from db.values import Reach

SAID = "Contacts who opted out, so not in here: 1. Where another record names one of them, the name stays."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three contacts at a partner, all four in a release; one of them, Beate, opted out."""
    store = Store.open(tmp_path / "store.db")
    with store.write("Fill") as writer:
        partner = writer.create("partner", {"name": "Example News"})
        release = writer.create("release", {"headline": "Specialists meet"})
        visit = writer.create(
            "visit", {"facility": writer.create("facility", {"name": "Clean zone"}), "purpose": "Opening"}
        )
        for name in ("Anna", "Beate", "Carla", "Dora"):
            contact = writer.create(
                "contact",
                {
                    "given_name": name,
                    "opt_out": {"Beate": True, "Carla": False}.get(name),
                    "note": "Rings late",
                    "emails": (Reach(f"{name.lower()}@example.com", normal=f"{name.lower()}@example.com"),),
                },
            )
            writer.create("post", {"contact": contact, "partner": partner, "job_title": f"Editor {name}"})
            writer.create("release_contact", {"release": release, "contact": contact})
            writer.create("visitor", {"visit": visit, "contact": contact})
    yield store
    store.close()


def sheets(path: Path) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in read_workbook(path).sheets}


def texts(sheet: Sheet) -> str:
    return "\n".join(str(cell) for row in sheet.rows for cell in row if cell)


def test_a_list_goes_out_without_them_and_says_so(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    report = export_view(store, View("contact"), ["title", "emails"], out)
    assert (report.opted_out, report.rows) == (1, 3)
    assert "beate@" not in texts(sheets(out)["Contacts"]).lower()
    assert "carla@example.com" in texts(sheets(out)["Contacts"])
    assert SAID in texts(read_workbook(out).sheets[0])


def test_the_programme_itself_may_have_everybody_and_nothing_is_said(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    report = export_view(store, View("contact"), ["title", "emails"], out, with_opted_out=True)
    assert (report.opted_out, report.rows) == (0, 4)
    assert "opted out" not in texts(read_workbook(out).sheets[0])


def test_nobody_else_may(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    with pytest.raises(WorldError, match="for the programme itself only"):
        export_store(store, out, audience=Audience.DELEGATION, with_opted_out=True)
    with pytest.raises(WorldError, match="for the programme itself only"):
        export_cards(store, out.with_suffix(".vcf"), audience=Audience.PUBLIC, with_opted_out=True)
    assert not list(tmp_path.glob("list.*"))


def test_an_objection_counts_from_its_day_on(store: Store, tmp_path: Path) -> None:
    out, today = tmp_path / "list.csv", dt.date.today()
    for day, left in ((today, 2), (today + dt.timedelta(days=1), 3)):
        with store.write("Anna objects") as writer:
            ids = list_ids(writer.session, View("contact", text="Anna"))
            (anna,) = rows(writer.session, "contact", ids)
            writer.update("contact", anna.uid, {"objected": day})
        assert export_view(store, View("contact"), ["title"], out).rows == left


def test_where_nobody_opted_out_nothing_is_said(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    report = export_view(store, View("partner"), ["name"], out)
    assert report.opted_out == 0
    assert "opted out" not in texts(read_workbook(out).sheets[0])


def test_the_store_goes_out_without_what_belongs_to_them(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "store.xlsx"
    report = export_store(store, out)
    assert report.opted_out == 1
    counts = {kind: rows for _, kind, rows in report.sheets}
    assert [counts[kind] for kind in ("contact", "post", "release_contact", "visitor")] == [3, 3, 3, 3]
    assert counts["partner"] == counts["release"] == 1
    written = texts(sheets(out)["Posts"])
    assert "Editor Anna" in written and "Editor Beate" not in written


def test_ties_too_many_for_a_cell_are_listed_without_theirs(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "releases.xlsx"
    report = export_view(store, View("release"), ["headline", "contacts"], out)
    assert [(kind, rows) for _, kind, rows in report.sheets] == [("release", 1), ("release_contact", 3)]
    assert SAID in texts(read_workbook(out).sheets[0])


def test_the_pack_says_it_on_its_first_sheet(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "pack.xlsx"
    report = export_pack(store, out, start=None, end=None)
    assert report.opted_out == 1
    assert SAID in texts(read_workbook(out).sheets[0]) and SAID in texts(sheets(out)["About"])
    assert "beate@" not in texts(sheets(out)["Contacts"]).lower()


def test_a_table_of_text_goes_out_without_them(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    assert export_view(store, View("contact"), ["emails"], out).opted_out == 1
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 4


def test_cards_go_out_in_the_order_of_the_list(store: Store, tmp_path: Path) -> None:
    out, told = tmp_path / "people.vcf", list[tuple[int, int]]()
    with store.read() as session:
        ids = list_ids(session, View("contact"))[::-1]
    report = export_cards(
        store, out, ids=ids, audience=Audience.DELEGATION,
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    written = out.read_text(encoding="utf-8")
    names = [line for line in written.splitlines() if line.startswith("FN")]
    assert names == ["FN:Dora", "FN:Carla", "FN:Anna"] and "VERSION:3.0" in written
    assert (report.rows, report.opted_out, told) == (3, 1, [(3, 3)])
    assert "Rings late" not in written and "Note" in report.left_out


def test_all_contacts_have_cards_unless_some_are_named(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "people.vcf"
    assert export_cards(store, out, version="4.0", with_opted_out=True).rows == 4
    written = out.read_text(encoding="utf-8")
    assert written.count("VERSION:4.0") == 4 and "Rings late" in written


def test_cards_that_are_cancelled_or_have_nobody_leave_nothing_behind(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "cards" / "people.vcf"
    out.parent.mkdir()
    with pytest.raises(Cancelled):
        export_cards(store, out, cancelled=lambda: True)
    with pytest.raises(WorldError, match="nobody to write a card of"):
        export_cards(store, out, ids=[])
    with pytest.raises(WorldError, match=r"must end in \.vcf"):
        export_cards(store, out.with_suffix(".xlsx"))
    assert not list(out.parent.iterdir())
