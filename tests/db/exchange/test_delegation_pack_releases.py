"""What leaves the house in a pack was released: drafts, what was withdrawn and what is under embargo stay."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from db.errors import WorldError
from db.exchange.delegation_pack import export_pack
from db.exchange.importing import run_import
from db.exchange.plan import State
from db.exchange.reading import read_workbook
from db.fields import Audience
from db.store import Store
from tests.db.exchange.pack_desk import tables, text_of

DAY = dt.date(2019, 4, 25)
STATUSES = (
    *("draft", "draft", "internal-review", "at-delegation", "approved"),
    *("released", "released", "released", "withdrawn", None),
)


@pytest.fixture
def filled(store: Store) -> Store:
    """Ten releases, the headline of each with its status; three released, one more under embargo."""
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=2)
    embargoes = {5: "2019-04-25T10:00+06:00"}
    with store.write("Fill") as writer:
        for number, status in enumerate(STATUSES):
            values = {"headline": f"{status} {number}", "date": DAY, "status": status}
            writer.create("release", values | {"embargo": embargoes.get(number)})
        embargo = soon.isoformat(timespec="minutes")
        values = {"headline": "Embargoed", "date": DAY, "status": "released", "embargo": embargo}
        writer.create("release", values)
    return store


def headlines(path: Path, sheet: str = "Releases") -> set[Any]:
    """The headlines in a pack."""
    found = read_workbook(path).sheet(sheet)
    assert found is not None
    column = list(found.rows[0]).index("Headline" if sheet == "Releases" else "Заголовок")
    return {row[column] for row in found.rows[1:]}


def first_texts(path: Path) -> str:
    """What stands on the summary, and on the sheet behind it."""
    book = read_workbook(path)
    return "\n".join(str(cell) for sheet in book.sheets[:2] for row in sheet.rows for cell in row if cell)


RELEASED = {"released 5", "released 6", "released 7"}
HELD = (
    "Draft (2), Internal review (1), At the Delegation (1), Approved (1), Withdrawn (1), Without a status (1)"
)


def test_only_what_was_released_is_in_it_and_the_rest_is_counted_on_the_first_sheet(
    filled: Store, tmp_path: Path
) -> None:
    out = tmp_path / "pack.xlsx"
    report = export_pack(filled, out, start=DAY, end=DAY)
    assert headlines(out) == RELEASED
    said = first_texts(out)
    for sentence in (
        f"Releases left out, as they are not released: {HELD}.",
        "Releases left out, as their embargo has not ended: 1.",
    ):
        assert said.count(sentence) == 2
    assert report.unreleased == 8
    assert not any(title in text_of(out) for title in ("draft 0", "withdrawn 8", "Embargoed", "None 9"))
    assert "Releases by status" not in tables(out)


def test_the_public_is_told_how_many_and_nothing_of_their_status(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / "pack.xlsx"
    export_pack(filled, out, start=None, end=None, audience=Audience.PUBLIC)
    assert headlines(out) == RELEASED
    said = first_texts(out)
    assert "Releases left out, as they are not released: 8." in said
    assert "Draft" not in said and "embargo has" not in said


def test_the_programme_itself_has_what_is_under_embargo_and_may_have_all(
    filled: Store, tmp_path: Path
) -> None:
    out = tmp_path / "pack.xlsx"
    report = export_pack(filled, out, start=DAY, end=DAY, audience=Audience.INTERNAL)
    assert headlines(out) == RELEASED | {"Embargoed"} and report.unreleased == 7
    report = export_pack(filled, out, start=DAY, end=DAY, audience=Audience.INTERNAL, all_releases=True)
    assert len(headlines(out)) == len(STATUSES) + 1 and report.unreleased == 0
    assert "left out, as" not in first_texts(out)
    rows = tables(out)["Releases by status"]
    words = {"Draft", "Internal review", "At the Delegation", "Approved", "Released", "Withdrawn"}
    assert rows.keys() == words | {"Not given", "Total"}
    assert (rows["Draft"], rows["Released"], rows["Total"]) == ([2], [4], [11])


@pytest.mark.parametrize("audience", [Audience.DELEGATION, Audience.PUBLIC])
def test_all_of_them_are_for_nobody_else(filled: Store, tmp_path: Path, audience: Audience) -> None:
    out = tmp_path / "pack.xlsx"
    with pytest.raises(WorldError, match="for the programme itself only"):
        export_pack(filled, out, start=None, end=None, audience=audience, all_releases=True)
    assert not out.exists()


def test_an_embargo_ends_in_its_own_time_zone(store: Store, tmp_path: Path) -> None:
    now = dt.datetime.now(dt.timezone(dt.timedelta(hours=6)))
    with store.write("Fill") as writer:
        for name, minutes in (("Ended", -5), ("Not yet", 5)):
            embargo = (now + dt.timedelta(minutes=minutes)).isoformat(timespec="minutes")
            writer.create("release", {"headline": name, "status": "released", "embargo": embargo})
    export_pack(store, tmp_path / "pack.xlsx", start=None, end=None)
    assert headlines(tmp_path / "pack.xlsx") == {"Ended"}


def test_what_was_left_out_is_not_taken_for_deleted(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / "pack.xlsx"
    export_pack(filled, out, start=None, end=None)
    (report,) = run_import(filled, out)
    assert set(Counter(row.state for row in report.plan.rows())) == {State.UNCHANGED, State.SKIPPED}
    assert report.batch is None


def test_in_russian(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / "pack.xlsx"
    export_pack(filled, out, start=None, end=None, language="ru")
    assert len(headlines(out, "Релизы")) == 3
    assert "Черновик (2)" in first_texts(out)
