"""A workbook goes out: what is in it, what is not, how it looks, and what stays when it can't be written."""

import csv
import datetime as dt
import errno
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.errors import Cancelled, WorldError
from db.exchange.csv_guard import unguarded
from db.exchange.exporting import ExportReport, export_store, export_view
from db.exchange.identity import store_id
from db.exchange.long_texts import restored
from db.exchange.reading import read_workbook
from db.exchange.saving import world_errors
from db.fields import Audience
from db.queries import Filter, Op, Sort, View, list_ids
from db.store import Store
from db.values import Reach

SECRET = "Never tell anybody"
COLUMNS = ("title", "job_title", "partner", "country", "phones", "emails", "last_verified", "note")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "store.db")
    with store.write("Fill") as writer:
        partners = [
            writer.create("partner", {"name": f"Partner {letter}", "country": "KG"}) for letter in "ABCDE"
        ]
        for family, given in (("Бекова", "Айгүл"), ("Ғаниев", "Ҷамол"), ("Adams", "Ann")):
            contact = writer.create(
                "contact",
                {
                    "family_name": family,
                    "given_name": given,
                    "job_title": "=Editor",
                    "kind": "media",
                    "country": "KG" if family != "Adams" else "GB",
                    "phones": (Reach("+996 312 901234", "work", normal="+996312901234"),),
                    "emails": (Reach("person@example.kg", normal="person@example.kg"),),
                    "last_verified": dt.date(2019, 4, 25),
                    "note": SECRET,
                },
            )
            writer.create("post", {"contact": contact, "partner": partners[0], "job_title": "Editor"})
        event = writer.create("event", {"name": "Workshop"})
        release = writer.create(
            "release",
            {
                "headline": "Specialists meet",
                "date": dt.date(2019, 4, 25),
                "event": event,
                "participants": 26,
            },
        )
        for partner in partners:
            writer.create("release_partner", {"release": release, "partner": partner, "role": "participant"})
        writer.create("amount", {"release": release, "value": Decimal("150000.00"), "currency": "EUR"})
        facility = writer.create("facility", {"name": "Clean zone"})
        writer.create("cost", {"facility": facility, "amount": Decimal("777123.45"), "currency": "EUR"})
    yield store
    store.close()


def values(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by their headers."""
    header, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def text_of(path: Path) -> str:
    """All that is written anywhere in a workbook."""
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def about(path: Path) -> list[str]:
    """The first sheet's texts, row by row."""
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [" | ".join(str(value) for value in row if value is not None) for row in rows]


def test_the_list_goes_out_as_it_is_shown(store: Store, tmp_path: Path) -> None:
    view = View("contact", filters=(Filter("country", Op.IS, ("KG",)),), sorts=(Sort("title", True),))
    target = tmp_path / "contacts.xlsx"
    report = export_view(store, view, COLUMNS, target, described="Country is Kyrgyzstan")
    assert report == ExportReport(target, (("Contacts", "contact", 2),), (), 1)
    rows = values(target, "Contacts")
    assert [row["Full name"] for row in rows] == ["Ғаниев Ҷамол", "Бекова Айгүл"]
    assert list(rows[0]) == [
        "uid",
        *("Full name", "Job title", "Partner", "Country", "Phone", "E-mail", "Last verified", "Note"),
    ]
    assert rows[0] | {"uid": ""} == {
        "uid": "",
        "Full name": "Ғаниев Ҷамол",
        "Job title": "=Editor",
        "Partner": "Partner A",
        "Country": "Kyrgyzstan",
        "Phone": "+996 312 901234",
        "E-mail": "person@example.kg",
        "Last verified": dt.datetime(2019, 4, 25),
        "Note": SECRET,
    }
    first = about(target)
    assert "Filter | Country is Kyrgyzstan" in first
    assert "Contacts | 2 | Nothing" in first


def test_selected_rows_go_out_in_the_order_given(store: Store, tmp_path: Path) -> None:
    with store.read() as session:
        ids = list(list_ids(session, View("contact")))
    chosen = [ids[2], ids[0]]
    target = tmp_path / "some.xlsx"
    report = export_view(store, View("contact"), ["family_name"], target, ids=chosen)
    assert report.sheets == (("Contacts", "contact", 2),)
    everybody = tmp_path / "all.xlsx"
    export_view(store, View("contact"), ["family_name"], everybody)
    uids = [row["uid"] for row in values(everybody, "Contacts")]
    assert [row["uid"] for row in values(target, "Contacts")] == [uids[2], uids[0]]
    assert about(target)[1] == "Contacts, the selected rows"


def test_the_sheet_is_ready_to_work_with(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "contacts.xlsx"
    export_view(store, View("contact"), (*COLUMNS, "kind"), target)
    book = openpyxl.load_workbook(target)
    sheet = book["Contacts"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:J4"
    assert sheet["B1"].font.bold and sheet["B1"].fill.fgColor.rgb == "FF1F4FA3"
    assert sheet.column_dimensions["A"].hidden and not sheet.column_dimensions["B"].hidden
    assert (sheet["C2"].data_type, sheet["C2"].number_format, sheet["C2"].quotePrefix) == ("s", "@", True)
    assert sheet["F2"].data_type == "s" and sheet["F2"].number_format == "@"
    assert sheet["H2"].is_date and sheet["H2"].number_format == "yyyy-mm-dd"
    assert sheet["G2"].hyperlink.target == "mailto:person@example.kg"
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists["J2:J1004"] == '"Media,Government,Delegation,Implementer,NGO,Expert,Other"'
    assert lists["E2:E1004"].startswith("'Lists'!$A$1")
    assert book["Lists"].sheet_state == "hidden"
    assert "Kyrgyzstan" in [row[0] for row in book["Lists"].iter_rows(values_only=True)]
    leads = [row[1].hyperlink.location for row in book.worksheets[0].iter_rows() if row[1].hyperlink]
    assert leads == ["'Contacts'!B1"]


def test_the_workbook_says_where_it_comes_from(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "contacts.xlsx"
    export_view(store, View("contact"), ["title"], target, audience=Audience.DELEGATION, language="ru")
    properties = read_workbook(target).properties
    with store.read() as session:
        assert properties["Dateline store"] == store_id(session) != ""
    assert properties["Dateline batch"] == "1"
    assert properties["Dateline language"] == "ru"
    assert properties["Dateline audience"] == "delegation"
    assert "contact" in properties.values() and "about" in properties.values()
    assert dt.datetime.fromisoformat(properties["Dateline exported"]).tzinfo is not None


def test_a_store_is_known_again_in_its_copies_and_by_no_other(store: Store, tmp_path: Path) -> None:
    store.copy_to(tmp_path / "copy.db")
    other = Store.open(tmp_path / "other.db")
    with other.write("Fill") as writer:
        writer.create("contact", {"family_name": "Adams"})
    copy = Store.open(tmp_path / "copy.db")
    ids = []
    for each in (store, copy, other):
        with each.read() as session:
            ids.append(store_id(session))
    copy.close()
    other.close()
    assert ids[0] == ids[1] != ids[2]


def test_all_of_the_store_has_a_sheet_for_every_kind_and_link(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "all.xlsx"
    report = export_store(store, target)
    assert [name for name, _, _ in report.sheets] == [
        *("Releases", "Contacts", "Partners", "Facilities", "Events", "Visits", "Programmes", "Wording"),
        "Groups",
        *("Amounts", "Costs", "Posts", "Partners in releases"),
    ]
    link = values(target, "Partners in releases")[0]
    release = values(target, "Releases")[0]
    partners = {row["uid"]: row["Name"] for row in values(target, "Partners")}
    assert link["Release"] == "Specialists meet" and link["uid:release"] == release["uid"]
    assert partners[link["uid:partner"]] == link["Partner"]
    assert release["Partners"] == "Partner A; Partner B; Partner C; Partner D; Partner E"
    assert release["Event"] == "Workshop" and release["Participants"] == 26
    assert values(target, "Amounts")[0]["Amount"] == 150000


def test_some_kinds_bring_the_links_between_them(store: Store, tmp_path: Path) -> None:
    report = export_store(store, tmp_path / "some.xlsx", ["contacts", "partners"])
    assert [kind for _, kind, _ in report.sheets] == ["contact", "partner", "post"]


def test_many_links_have_a_sheet_of_their_own(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "releases.xlsx"
    report = export_view(store, View("release"), ["headline", "partners", "amounts"], target)
    assert report.sheets == (("Releases", "release", 1), ("Partners in releases", "release_partner", 5))
    assert {row["Role"] for row in values(target, "Partners in releases")} == {"Participant"}


def test_the_public_sees_neither_notes_nor_phones(store: Store, tmp_path: Path) -> None:
    with store.write("Add") as writer:
        writer.create("contact", {"emails": (Reach("secret@example.kg", normal="secret@example.kg"),)})
    target = tmp_path / "public.xlsx"
    report = export_store(store, target, audience=Audience.PUBLIC)
    written = text_of(target)
    for hidden in (SECRET, "901234", "example.kg", "777123", "777,123"):
        assert hidden not in written
    assert {"Note", "Phone", "E-mail", "Costs"} <= set(report.left_out)
    assert any(line.startswith("Contacts | 4 | Phone, E-mail,") for line in about(target))


def test_the_delegation_sees_phones_but_no_notes(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "delegation.xlsx"
    report = export_view(store, View("contact"), COLUMNS, target, audience=Audience.DELEGATION)
    assert SECRET not in text_of(target) and "901234" in text_of(target)
    assert report.left_out == ("Last verified", "Note")
    assert "For | The EU Delegation" in about(target)


def test_countries_are_named_in_the_language_of_the_workbook(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "ru.xlsx"
    report = export_view(store, View("contact"), ["country"], target, language="ru")
    sheet = openpyxl.load_workbook(target)[report.sheets[0][0]]
    assert {sheet["B2"].value, sheet["B3"].value, sheet["B4"].value} == {"Кыргызстан", "Великобритания"}


def test_a_text_longer_than_a_cell_goes_on_elsewhere(store: Store, tmp_path: Path) -> None:
    body = "Абзац о семинаре, өмүр.\n" * 2_000
    with store.write("Add") as writer:
        uid = writer.create("release", {"headline": "Long", "body": body})
    target = tmp_path / "long.xlsx"
    export_view(store, View("release", text="Long"), ["headline", "body"], target)
    workbook = read_workbook(target)
    rows = [dict(zip(sheet.row(1), row, strict=False)) for sheet in workbook.sheets for row in sheet.rows[1:]]
    cell = next(row["Body"] for row in rows if row.get("Headline") == "Long")
    further = [row["Text"] for row in rows if row.get("field") == "body" and row["uid"] == uid]
    assert restored(str(cell), list(map(str, further))) == body
    assert any("too long for a cell" in line for line in about(target))


def test_a_csv_holds_one_kind_and_no_formula(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "contacts.csv"
    report = export_store(store, target, ["contacts"])
    assert report.sheets == (("Contacts", "contact", 3),)
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert {row["Job title"] for row in rows} == {"'=Editor"}
    assert {unguarded(row["Phone"]) for row in rows} == {"+996 312 901234"}
    assert rows[0]["Last verified"] == "2019-04-25"
    assert list(rows[0])[-1] == "uid"
    assert read_workbook(target).sheets[0].row(1)[0] == "Honorific"


def test_a_csv_of_several_kinds_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="one kind"):
        export_store(store, tmp_path / "all.csv")
    assert list(tmp_path.glob("*.csv")) == []


def test_an_empty_list_still_has_its_header(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "empty.xlsx"
    report = export_view(store, View("contact", text="nobody"), ["title", "kind"], target)
    assert report.sheets == (("Contacts", "contact", 0),)
    sheet = openpyxl.load_workbook(target)["Contacts"]
    assert [cell.value for cell in sheet[1]] == ["uid", "Full name", "Kind"]


def test_progress_counts_up_to_all_rows(store: Store, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    export_store(store, tmp_path / "all.xlsx", progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told) and told[-1][0] == told[-1][1] > 0


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize("asked", [0, 1, 2])
def test_cancelling_leaves_nothing_behind(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, asked: int
) -> None:
    with store.write("Add") as writer:
        for number in range(1100):
            writer.create("partner", {"name": f"Partner {number}"})
    scratch = tmp_path / "scratch"
    folder = tmp_path / "out"
    scratch.mkdir()
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    target = folder / f"partners{suffix}"
    target.write_bytes(b"what was there")
    answers = iter([False] * asked)
    with pytest.raises(Cancelled):
        export_view(store, View("partner"), ["name"], target, cancelled=lambda: next(answers, True))
    assert [file.name for file in folder.iterdir()] == [target.name]
    assert target.read_bytes() == b"what was there"
    assert list(scratch.iterdir()) == []


def test_cancelling_while_the_file_is_packed_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    rows_done: list[int] = []
    with pytest.raises(Cancelled):
        export_view(
            store,
            View("contact"),
            COLUMNS,
            folder / "contacts.xlsx",
            progress=lambda done, _total: rows_done.append(done),
            cancelled=lambda: bool(rows_done),
        )
    assert rows_done == [3]
    assert list(folder.iterdir()) == []


def test_what_a_killed_export_left_goes_a_day_later(store: Store, tmp_path: Path) -> None:
    left, new, other = (
        tmp_path / f"{name}.part" for name in (".dateline-0123456789ab", ".dateline-ab0123456789", "x")
    )
    for path in (left, new, other):
        path.write_bytes(b"half")
    for path in (left, other):
        os.utime(path, (0, 0))
    export_store(store, tmp_path / "all.xlsx")
    assert [path.exists() for path in (left, new, other)] == [False, True, True]


def test_what_is_in_the_way_is_said_in_a_sentence(store: Store, tmp_path: Path) -> None:
    view = View("contact")
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "open.xlsx").write_bytes(b"")
    (tmp_path / "~$open.xlsx").write_bytes(b"")
    for name, sentence in {
        "folder.xlsx": "is a folder",
        "nowhere/a.xlsx": "is not there",
        "open.xlsx": "is open in another program",
        "a.docx": "must end in .xlsx or .csv",
        f"{'a' * 300}.xlsx": "too long",
    }.items():
        with pytest.raises(WorldError, match=sentence):
            export_view(store, view, ["title"], tmp_path / name)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EACCES, "Close it in Excel"),
        (errno.EROFS, "can only be read"),
        (errno.ECONNRESET, "can't be written: Connection reset"),
    ],
)
def test_what_the_system_says_becomes_a_sentence(number: int, sentence: str) -> None:
    with pytest.raises(WorldError, match=sentence), world_errors(Path("list.xlsx")):
        raise OSError(number, os.strerror(number))


LIMITED = """
import resource, sys
from pathlib import Path
from db.errors import WorldError
from db.exchange.exporting import export_store
from db.store import Store
store = Store.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    export_store(store, Path(sys.argv[2]))
except WorldError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limits on the size of files")
@pytest.mark.parametrize("size", [2_000, 9_000])
def test_a_disk_that_fills_up_is_said_in_a_sentence(store: Store, tmp_path: Path, size: int) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, str(store.path), str(folder / "all.xlsx"), str(size)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "TMPDIR": str(folder)},
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    assert "The disk can't hold a file as large as" in ran.stdout
    assert ran.stderr == ""
    assert list(folder.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_and_saves_it_without_loss(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "all.xlsx"
    export_store(store, target)
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "saved"), str(target)],
        check=True,
        timeout=120,
        capture_output=True,
    )
    ours, theirs = read_workbook(target), read_workbook(tmp_path / "saved" / "all.xlsx")
    assert [sheet.name for sheet in ours.sheets] == [sheet.name for sheet in theirs.sheets]
    for mine, saved in zip(ours.sheets, theirs.sheets, strict=True):
        assert [list(row) for row in saved.rows] == [list(row) for row in mine.rows], mine.name
    kept = {name: value for name, value in ours.properties.items() if re.match("Dateline", name)}
    assert kept.items() <= theirs.properties.items()
