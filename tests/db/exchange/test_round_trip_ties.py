"""Workbooks that come back with other ties: partners, posts, amounts."""

from decimal import Decimal
from pathlib import Path

from db.exchange.exporting import export_view
from db.exchange.merging import Choices, Side, Verdict
from db.exchange.plan import State
from db.queries import View
from db.records import RECORDS
from db.store import Store
from tests.db.exchange.returning_desk import Desk


def test_ties_merge_and_a_removed_one_that_changed_here_is_a_conflict(desk: Desk) -> None:
    for family in ("Asanova", "Bekov"):
        desk.tie(family, "Stepnoe Health Centre")
    kept = desk.tie("Chynarov", "Stepnoe Health Centre")
    desk.export()
    with desk.colleague() as sheet:
        sheet.put(sheet.row_of("Family name", "Asanova"), "Partner", "Lakeside Laboratory")
        sheet.put(sheet.row_of("Family name", "Chynarov"), "Partner", None)
    desk.tie("Asanova", "Northern Clinic")
    with desk.store.write("Promote") as writer:
        writer.update("post", kept, {"job_title": "Director"})
    made = desk.bring()
    assert desk.tied("Asanova") == {"Lakeside Laboratory", "Northern Clinic"}
    assert desk.tied("Bekov") == desk.tied("Chynarov") == {"Stepnoe Health Centre"}
    clash = desk.cell(made, "Chynarov", "partner")
    assert (clash.verdict, clash.base, clash.theirs) == (Verdict.CONFLICT, ("Stepnoe Health Centre",), ())
    desk.bring(Choices(conflicts=Side.THEIRS))
    assert desk.tied("Chynarov") == set()


def test_sheets_of_links_are_merged_too(desk: Desk) -> None:
    desk.tie("Asanova", "Stepnoe Health Centre")
    gone = desk.tie("Bekov", "Stepnoe Health Centre")
    desk.tie("Chynarov", "Northern Clinic")
    desk.export_all()
    with desk.colleague("Posts") as sheet:
        sheet.put(sheet.row_of("Contact", "Asanova Given0"), "Partner", "Lakeside Laboratory")
        sheet.sheet.delete_rows(sheet.row_of("Contact", "Bekov Given1"))
        sheet.add_row(Contact="Djumaeva Given3", Partner="Northern Clinic")
    made = desk.bring()
    assert desk.tied("Asanova") == {"Lakeside Laboratory"}
    assert desk.tied("Djumaeva") == {"Northern Clinic"}
    assert desk.tied("Bekov") == {"Stepnoe Health Centre"}
    assert [row.uid for row in made.rows() if row.state is State.MISSING] == [gone]
    assert not desk.bring().changes_something


def test_amounts_in_a_cell_are_merged_by_what_they_are(store: Store, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    with store.write("Build") as writer:
        site = writer.create("facility", {"name": "Stepnoe site"})
        for amount, kind in ((150_000, "works"), (20_000, None)):
            values = {"facility": site, "amount": Decimal(amount), "currency": "EUR", "kind": kind}
            writer.create("cost", values)
    export_view(store, View("facility"), ["name", "costs"], desk.path)
    with desk.colleague("Facilities") as sheet:
        assert sheet.sheet.cell(2, sheet.headers["Costs"]).value == "EUR 150,000.00; EUR 20,000.00"
        sheet.put(2, "Costs", "EUR 150 000; EUR 25 000")
    with store.write("Add") as writer:
        writer.create("cost", {"facility": site, "amount": Decimal(700), "currency": "KGS"})
    made = desk.bring()
    (row,) = (row for row in made.rows() if row.uid == site)
    assert row.cells[0].verdict is Verdict.THEIRS
    assert sorted(costs(store)) == [("EUR", 25_000), ("EUR", 150_000), ("KGS", 700)]
    assert not desk.bring().changes_something


def costs(store: Store) -> list[tuple[str, int]]:
    """Every cost in the store."""
    table = RECORDS["cost"].__table__.c
    with store.read() as session:
        return [(currency, int(amount)) for currency, amount in session.query(table.currency, table.amount)]
