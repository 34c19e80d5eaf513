"""One person's data: complete, readable, escaped, and for machines."""

import datetime as dt
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import WorldError
from db.exchange.cards_out import export_cards
from db.exchange.exporting import export_store, export_view
from db.fields import Audience
from db.personal import departures, giving
from db.queries import View
from db.store import Store
from db.values import Reach


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "dateline.db")
    yield opened
    opened.close()


@pytest.fixture
def she(store: Store) -> str:
    with store.write("Add") as writer:
        partner = writer.create("partner", {"name": "Naryn Radio"})
        release = writer.create("release", {"headline": "A centre opens"})
        uid = writer.create(
            "contact",
            {
                "family_name": "<b>Omurova</b>", "given_name": "Jyldyz", "source": "A workshop",
                "lawful_basis": "consent", "consented": dt.date(2025, 2, 1),
                "phones": (Reach("0312 90 10 01", "work", True, "+996312901001"),),
            },
        )  # fmt: skip
        writer.create("post", {"contact": uid, "partner": partner, "job_title": "Editor"})
        writer.create("quote", {"release": release, "speaker": uid, "text": "We are glad."})
        writer.create("contact", {"family_name": "Somebody", "given_name": "Else"})
    with store.write("Edit") as writer:
        writer.update("contact", uid, {"given_name": "Zhyldyz"})
    return uid


def test_the_document_has_fields_ties_history_and_what_left(store: Store, she: str, tmp_path: Path) -> None:
    export_cards(store, tmp_path / "people.vcf", audience=Audience.DELEGATION)
    giving.give(store, she, tmp_path / "data.json")
    data = json.loads((tmp_path / "data.json").read_text(encoding="utf-8"))
    fields = {each["field"]: each for each in data["fields"]}
    assert fields["consented"]["value"] == "2025-02-01" and fields["lawful_basis"]["text"] == "Consent"
    assert fields["phones"]["value"][0]["normal"] == "+996312901001"
    told = {each["heading"]: each["records"] for each in data["related"]}
    assert {"Posts", "Quoted in"} <= set(told) and len(told["Posts"]) == 1
    changes = [(each["field"], each["old"], each["new"]) for each in data["history"]]
    assert ("given_name", "Jyldyz", "Zhyldyz") in changes and ("job_title", None, "Editor") in changes
    assert [(each["how"], each["audience"], each["name"]) for each in data["left"]] == [
        ("cards", "delegation", "people.vcf")
    ]
    assert "Somebody" not in json.dumps(data)


def test_the_page_can_be_read_and_runs_nothing(store: Store, she: str, tmp_path: Path) -> None:
    giving.give(store, she, tmp_path / "data.html")
    page = (tmp_path / "data.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Omurova" in page and "<b>Omurova" not in page
    assert "Lawful basis" in page and "Naryn Radio" in page and "We are glad." in page
    assert "<script" not in page and "http://" not in page and "https://" not in page
    assert "default-src 'none'" in page


def test_both_forms_come_in_one_archive_and_that_is_noted(store: Store, she: str, tmp_path: Path) -> None:
    giving.give(store, she, tmp_path / "data.zip")
    with zipfile.ZipFile(tmp_path / "data.zip") as archive:
        assert sorted(archive.namelist()) == ["data.html", "data.json"]
    with store.read() as session:
        assert [each.how for each in departures.of(session, she)] == ["data"]


def test_nobody_and_another_ending_are_refused(store: Store, she: str, tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="must end in"):
        giving.give(store, she, tmp_path / "data.pdf")
    with pytest.raises(WorldError, match="There is no contact"):
        giving.give(store, "nobody", tmp_path / "data.zip")
    assert not list(tmp_path.glob("data.*"))


def test_every_way_out_notes_who_was_in_it(store: Store, she: str, tmp_path: Path) -> None:
    export_view(store, View("contact"), ["title"], tmp_path / "list.xlsx", audience=Audience.PUBLIC)
    export_view(store, View("partner"), ["name"], tmp_path / "partners.xlsx")
    export_store(store, tmp_path / "all.xlsx", ["release"])
    departures.note(store, departures.ADDRESSES, "", "", [she])
    with store.read() as session:
        left = departures.of(session, she)
        assert [(each.how, each.audience, each.name) for each in left] == [
            ("addresses", "", ""), ("workbook", "internal", "all.xlsx"), ("workbook", "public", "list.xlsx"),
        ]  # fmt: skip
        assert departures.count_of(session, she) == 3


def test_a_store_that_is_only_read_takes_no_notes(store: Store, she: str, tmp_path: Path) -> None:
    store.close()
    reading = Store.open(store.path, read_only=True)
    try:
        assert export_view(reading, View("contact"), ["title"], tmp_path / "list.xlsx").rows == 2
        with reading.read() as session:
            assert departures.of(session, she) == []
    finally:
        reading.close()
