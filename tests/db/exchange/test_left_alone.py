"""Who opted out stays so, and who was erased stays away, when they come again in a workbook."""

import datetime as dt
from collections.abc import Callable

from db.exchange.exporting import export_view
from db.exchange.merging import Choices, Side
from db.exchange.plan import ImportPlan, RowPlan, State
from db.personal import erasing
from db.queries import View, list_ids, one
from db.store import Store
from db.values import Reach
from tests.db.exchange.conftest import sheet, workbook
from tests.db.exchange.returning_desk import Desk

Bring = Callable[..., ImportPlan]

SINCE = dt.date(2026, 3, 3)
HEADERS = ("Family name", "Given name", "E-mail", "Opted out", "Job title")


def someone(store: Store, **values: object) -> str:
    reach = Reach("aida@example.kg", "", False, "aida@example.kg")
    with store.write("Add") as writer:
        return writer.create(
            "contact", {"family_name": "Sadyrova", "given_name": "Aida", "emails": (reach,), **values}
        )


def told(plan: ImportPlan) -> list[RowPlan]:
    """The rows of all tables that are not passed over."""
    return [row for each in plan.sheets for row in each.rows if row.state is not State.SKIPPED]


def read(store: Store, uid: str) -> dict[str, object]:
    with store.read() as session:
        row = one(session, "contact", uid)
    assert row is not None
    return row.values


def test_a_no_in_a_list_takes_nothing_back_and_the_row_says_why(store: Store, bring: Bring) -> None:
    uid = someone(store, opt_out=True, objected=SINCE)
    book = workbook(sheet(HEADERS, ("Sadyrova", "Aida", "aida@example.kg", "no", "Editor")))
    plan = bring(book)
    (row,) = told(plan)
    assert row.state is State.HELD_BACK and [each.uid for each in row.candidates] == [uid]
    assert "opted out on 3 Mar 2026" in row.problems[0].why
    assert read(store, uid)["opt_out"] and read(store, uid)["objected"] == SINCE
    bring(book, decisions={(0, row.row): uid})
    assert read(store, uid)["opt_out"] is False and read(store, uid)["job_title"] == "Editor"


def test_an_empty_cell_or_another_list_leaves_the_objection_as_it_is(store: Store, bring: Bring) -> None:
    uid = someone(store, opt_out=True)
    bring(workbook(sheet(HEADERS, ("Sadyrova", "Aida", "aida@example.kg", None, "Editor"))))
    assert read(store, uid)["opt_out"] and read(store, uid)["job_title"] == "Editor"
    with store.read() as session:
        assert len(list_ids(session, View("contact"))) == 1


def test_a_workbook_that_comes_back_puts_it_to_her_as_a_conflict(desk: Desk) -> None:
    desk.change("Bekov", opt_out=True, objected=SINCE)
    columns = ["family_name", "opt_out", "objected"]
    export_view(desk.store, View("contact"), columns, desk.path, with_opted_out=True)
    with desk.colleague() as grid:
        grid.sheet.cell(3, grid.headers["Opted out"]).value = "no"
        grid.sheet.cell(3, grid.headers["Objected"]).value = None
    plan = desk.bring()
    (row,) = [row for row in told(plan) if row.uid == desk.people["Bekov"]]
    assert row.state is State.CONFLICT
    assert {cell.field for cell in row.cells if cell.is_open} == {"opt_out", "objected"}
    assert desk.values("Bekov")["opt_out"] and desk.values("Bekov")["objected"] == SINCE
    desk.bring(Choices(everything=Side.THEIRS))
    assert not desk.values("Bekov")["opt_out"] and desk.values("Bekov")["objected"] is None


def test_who_was_erased_at_their_wish_is_held_back_and_taken_in_only_by_choice(
    store: Store, bring: Bring
) -> None:
    uid = someone(store)
    erasing.erase(store, uid, "objection")
    book = workbook(sheet(HEADERS, ("Sadyrowa", "A.", "Aida@example.kg", None, "Editor")))
    plan = bring(book)
    (row,) = told(plan)
    assert row.state is State.HELD_BACK and "was erased on" in row.problems[0].why
    assert [each.uid for each in row.candidates] == [""]
    with store.read() as session:
        assert not list_ids(session, View("contact"))
    bring(book, decisions={(0, row.row): ""})
    with store.read() as session:
        assert len(list_ids(session, View("contact"))) == 1


def test_who_was_erased_when_no_longer_needed_may_come_again(store: Store, bring: Bring) -> None:
    erasing.erase(store, someone(store), "retention")
    bring(workbook(sheet(HEADERS, ("Sadyrova", "Aida", "aida@example.kg", None, None))))
    with store.read() as session:
        assert len(list_ids(session, View("contact"))) == 1


def test_a_workbook_of_before_the_erasure_brings_nobody_back_under_the_old_uid(desk: Desk) -> None:
    desk.export()
    erasing.erase(desk.store, desk.people["Bekov"], "request")
    plan = desk.bring()
    (held,) = [row for row in told(plan) if row.state is State.HELD_BACK]
    place = next(place for place, each in enumerate(plan.sheets) if held in each.rows)
    assert "was erased" in held.problems[0].why
    assert desk.count("contact") == 3
    desk.bring(decisions={(place, held.row): ""})
    assert desk.count("contact") == 4
    with desk.store.read() as session:
        assert one(session, "contact", desk.people["Bekov"]) is None


def test_a_workbook_that_went_out_without_them_does_not_delete_them(desk: Desk) -> None:
    desk.change("Bekov", objected=SINCE)
    desk.export()
    plan = desk.bring(Choices(deletions=Side.THEIRS))
    assert not [row for each in plan.sheets for row in each.missing]
    assert desk.values("Bekov")["objected"] == SINCE
