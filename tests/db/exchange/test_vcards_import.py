"""Bringing contact cards in: matched, held back and undone like the rows of a workbook; and who sees what."""

import datetime as dt
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from db.errors import WorldError
from db.exchange.importing import run_import
from db.exchange.limits import Limits
from db.exchange.plan import RowPlan, State
from db.exchange.reading import read_workbook
from db.exchange.vcard_out import write_cards
from db.fields import Audience
from db.queries import one, related
from db.store import Store
from db.values import Reach
from tests.db.exchange.vcard_desk import CARDS, people


def write(path: Path, *lines: str, version: str = "3.0") -> Path:
    """A file with one card of these lines."""
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    path.write_bytes(text.encode())
    return path


def only_row(store: Store, path: Path) -> RowPlan:
    """What would come of the only card."""
    (person,) = people(store, path)
    return person.row


def add(store: Store, record: str = "contact", /, **values: Any) -> str:
    """A record in the store."""
    with store.write("Add") as writer:
        return writer.create(record, values)


def asel(store: Store, **more: Any) -> str:
    """A contact with an e-mail address."""
    emails = (Reach("asel@example.kg", "work", False, "asel@example.kg"),)
    return add(store, given_name="Асель", family_name="Секимова", emails=emails, **more)


def test_one_batch_that_undo_takes_back(store: Store) -> None:
    """A file of cards is one step, under its own name."""
    (report,) = run_import(store, CARDS / "google-3.0.vcf")
    assert report.batch is not None
    assert report.plan.counts()[State.NEW] == 2
    assert store.undo() == "Import google-3.0.vcf"
    with store.read() as session:
        assert one(session, "contact", next(row.uid for row in report.plan.rows() if row.uid)) is None


def test_into_contacts_leaves_posts_posts(store: Store) -> None:
    """Saying that cards are contacts does not make contacts of their posts."""
    (report,) = run_import(store, CARDS / "apple-3.0.vcf", into="contacts")
    assert [sheet.proposal.into for sheet in report.plan.sheets] == ["contact", "post"]


def test_found_by_its_uid_even_with_another_name(store: Store, tmp_path: Path) -> None:
    """A card that comes back from another program with our UID is the same person."""
    uid = asel(store, note="Ours")
    path = write(tmp_path / "a.vcf", f"UID:urn:uuid:{uid}", "N:Абдиева;Асель;;;", "NOTE:Married in May")
    row = only_row(store, path)
    assert row.uid == uid
    assert {change.field: change.new for change in row.changes} == {
        "family_name": "Абдиева",
        "note": "Ours\nMarried in May",
    }


def test_found_by_e_mail_in_the_other_script(store: Store, tmp_path: Path) -> None:
    """The UID of another address book is no hindrance, and the Latin name goes where it belongs."""
    uid = asel(store)
    path = write(
        tmp_path / "a.vcf",
        "UID:3f0e8f8e-63a2-4a3b-9c39-c0c0c0c0c0c0",
        "N:Sekimova;Asel;;;",
        "EMAIL:asel@example.kg",
        "ORG:Example Radio;Newsroom",
    )
    (report,) = run_import(store, path)
    row = next(row for row in report.plan.rows() if row.kind == "contact")
    assert row.uid == uid
    assert {change.field for change in row.changes} == {"given_name_alt", "family_name_alt"}
    with store.read() as session:
        (posts,) = (each.rows for each in related(session, "contact", uid) if each.rows)
        unit = one(session, "post", posts[0].uid)
    assert unit is not None and unit["unit"] == "Newsroom"
    (again,) = run_import(store, path)
    assert not again.plan.changes_something


def test_a_stale_copy_of_what_was_typed_does_not_win(store: Store, tmp_path: Path) -> None:
    """A number that another program changed on a card of ours is taken as it now stands."""
    uid = add(store, family_name="Omarov", phones=(Reach("0312 90-12-34", "work", False, "+996312901234"),))
    card = write_cards(store, [uid]).decode().replace("\r\n ", "")
    (tmp_path / "a.vcf").write_bytes(card.replace("tel:+996312901234", "tel:+996312909999").encode())
    (person,) = people(store, tmp_path / "a.vcf")
    (change,) = person.row.changes
    assert [each.normal for each in change.new] == ["+996312901234", "+996312909999"]


def test_nothing_is_fetched(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that is only a link stays one, and is said to be left out."""

    def refuse(*_arguments: Any) -> NoReturn:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    path = write(
        tmp_path / "a.vcf",
        "N:Omarov;Timur;;;",
        "PHOTO;VALUE=uri:https://photos.example.com/t.jpg",
        "KEY:https://keys.example.com/t.asc",
    )
    row = only_row(store, path)
    assert row.notes == ("Note: Not taken from the card: photo, key.",)
    assert "note" not in row.values


def test_what_makes_no_sense_is_kept_in_the_note(store: Store, tmp_path: Path) -> None:
    """A country, a language, an address and a birthday that nobody understands don't keep the card back."""
    path = write(
        tmp_path / "a.vcf",
        "N:Omarov;Timur;;;",
        "ADR:;;;;;;Utopia",
        "LANG:Elvish",
        "EMAIL:not an address",
        "BDAY:19790231",
        "TEL:112",
        version="4.0",
    )
    row = only_row(store, path)
    assert row.state is State.NEW
    assert row.values["note"].split("\n") == [
        "Country: Utopia",
        "Language: Elvish",
        "E-mail: not an address",
        "Birthday: 19790231",
        "Phone: 112",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Dear colleague,\nthe contacts are attached.\n", "no contact cards"),
        (b"name;phone\nOmarov;+996312901234\n", "no contact cards"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x00\x01\x02\x03" * 64, "not a workbook"),
    ],
)
def test_a_file_that_is_none_gives_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    """One sentence that names the file, whatever is in it."""
    path = tmp_path / "people.vcf"
    path.write_bytes(content)
    with pytest.raises(WorldError, match=words) as caught:
        read_workbook(path)
    assert "people.vcf" in str(caught.value)


def test_cards_under_another_name_are_cards(tmp_path: Path) -> None:
    """What the file is decides, not its suffix."""
    path = write(tmp_path / "people.txt", "N:Omarov;Timur;;;")
    assert read_workbook(path).sheets[0].value(2, 2) == "Timur"


def test_a_file_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    """Too many bytes, too many cells: a sentence, not a full memory."""
    path = write(tmp_path / "many.vcf", *["N:Omarov;Timur;;;", "END:VCARD", "BEGIN:VCARD"] * 200, "N:A;B;;;")
    for limits in (Limits(file=1_000), Limits(unpacked=1_000), Limits(cells=100)):
        with pytest.raises(WorldError, match=r"many\.vcf"):
            read_workbook(path, limits=limits)


def person_with_everything(store: Store) -> str:
    """A contact of whom not everybody may see everything."""
    uid = asel(
        store,
        street="12 Sample Lane",
        city="Osh",
        country="KG",
        birthday=dt.date(1985, 3, 2),
        languages=("ky", "en"),
        phones=(Reach("0555 010203", "mobile", True, "+996555010203"),),
        lawful_basis="consent",
        opt_out=True,
        note="Not for others",
        kind="media",
    )
    partner = add(store, "partner", name="Example Radio")
    add(
        store, "post", contact=uid, partner=partner, job_title="Editor", note="Leaves in May", is_primary=True
    )
    return uid


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_each_audience_gets_what_it_may_see(store: Store, version: Any) -> None:
    """A public card has no phones, e-mails, street, birthday or notes; one for the Delegation has phones."""
    uid = person_with_everything(store)
    audiences = {each: write_cards(store, [uid], None, version, each).decode() for each in Audience}
    private = ["010203", "asel@", "Sample Lane", "19850302", "consent", "Not for others", "OPT-OUT", "in May"]
    for word in private:
        assert word not in audiences[Audience.PUBLIC]
    for word in private[3:]:
        assert word not in audiences[Audience.DELEGATION]
    assert "asel@example.kg" in audiences[Audience.DELEGATION]
    for text in audiences.values():
        for word in ("Асель", "Osh", "Example Radio", "TITLE;X-DATELINE-OF=post:Editor", "CATEGORIES:Media"):
            assert word in text.replace("\r\n ", "")


def test_a_4_0_card_says_what_others_look_for(store: Store) -> None:
    """The properties by which other address books go, line by line."""
    card = write_cards(store, [person_with_everything(store)]).decode().replace("\r\n ", "")
    for line in (
        "KIND:individual",
        "FN:Асель Секимова",
        "N:Секимова;Асель;;;",
        "ORG:Example Radio",
        "LANG;PREF=1:ky",
        "LANG;PREF=2:en",
        "ADR;CC=KG:;;12 Sample Lane;Osh;;;Kyrgyzstan",
        "BDAY:19850302",
        "EMAIL;TYPE=work:asel@example.kg",
        "NOTE:Not for others",
        "X-DATELINE-LAWFUL-BASIS:consent",
        "X-DATELINE-OPT-OUT:true",
    ):
        assert f"\r\n{line}\r\n" in card
    assert "\r\nTEL;VALUE=uri;TYPE=cell;PREF=1;" in card
    assert ":tel:+996555010203\r\n" in card


def test_both_scripts_stand_in_a_4_0_card(store: Store) -> None:
    """The same name twice, bound together and told apart by script."""
    uid = asel(store, given_name_alt="Asel", family_name_alt="Sekimova")
    card = write_cards(store, [uid]).decode()
    assert "N;ALTID=1;LANGUAGE=und-Cyrl:Секимова;Асель;;;\r\n" in card
    assert "N;ALTID=1;LANGUAGE=und-Latn:Sekimova;Asel;;;\r\n" in card


def test_a_person_without_a_name_still_has_one_on_the_card(store: Store) -> None:
    """FN is never empty, and gives a public card no address away."""
    uid = add(store, emails=(Reach("x@example.kg", "", False, "x@example.kg"),))
    assert "FN:x@example.kg\r\n" in write_cards(store, [uid]).decode()
    public = write_cards(store, [uid], audience=Audience.PUBLIC).decode()
    assert "FN:Contact\r\n" in public
    assert "x@" not in public


def test_a_place_that_can_t_be_written_gives_a_sentence(store: Store, tmp_path: Path) -> None:
    """The error is one for a person."""
    with pytest.raises(WorldError, match="not there"):
        write_cards(store, [asel(store)], tmp_path / "gone" / "a.vcf")
