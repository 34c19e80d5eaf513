"""The form by keys and mouse: what is left is saved, what can't be saved stays and says why."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from db.records import kind_fields
from db.values import Reach
from desktop.dialogs.open_link import OpenLinkDialog
from desktop.records.field_editors import EDITORS
from desktop.settings import Settings
from desktop.workspace import Workspace
from tests.db.extra_field import run_with_extra_field
from tests.desktop.records.form_desk import Desk, UntilIdle


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, settings: Settings, until_idle: UntilIdle) -> Desk:
    return Desk(qtbot, workspace, settings, until_idle)


def test_without_a_record_the_form_says_what_to_do(desk: Desk) -> None:
    form = desk.open("contact")
    assert form.frame.is_empty()
    assert form.frame.empty.findChildren(type(form.frame.history_link)) == []
    form.focus_first()
    assert form.uid == ""


def test_a_record_reads_as_text_with_what_heads_it(desk: Desk) -> None:
    uid = desk.add(
        "contact", family_name="Сапарова", given_name="Айдана", family_name_alt="Saparova",
        given_name_alt="Aidana", job_title="Press officer", kind="media", languages=("ky", "ru"),
        last_verified=dt.date.today(), birthday=dt.date(1980, 4, 25), country="KG",
        phones=(Reach("+996 312 901 234", "work", True, "+996312901234"),),
    )  # fmt: skip
    form = desk.open("contact", uid)
    assert form.frame.header.title.text() == "Сапарова Айдана"
    assert form.frame.header.subtitle.text() == "Saparova Aidana · Press officer"
    assert [chip.text() for chip in form.frame.header.chips()][0::2] == ["Media", "Kyrgyz, Russian"]
    read = {row.field.name: row.text() for row in form.body.shown_rows()}
    assert read["birthday"] == "25 Apr 1980"
    assert read["country"] == "Kyrgyzstan"
    assert read["languages"] == "Kyrgyz, Russian"
    assert "street" not in read
    assert form.frame.foot().startswith("Changed today")


def test_leaving_a_field_saves_one_batch_and_undo_brings_it_back(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова", job_title="Press officer")
    form = desk.open("contact", uid)
    desk.type("job_title", "Head of Press")
    assert desk.stored("contact", uid)["job_title"] == "Head of Press"
    assert desk.labels() == ["Change Job title of Сапарова", "Begin"]
    desk.workspace.undo()
    desk.wait()
    assert form.body.row("job_title").text() == "Press officer"
    assert form.frame.header.subtitle.text() == "Press officer"


def test_nothing_is_written_where_nothing_was_changed(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова", birthday=dt.date(1980, 4, 25), country="KG")
    form = desk.open("contact", uid)
    form.focus_first()
    for _ in range(30):
        desk.press(Qt.Key.Key_Tab)
    desk.wait()
    assert desk.labels() == ["Begin"]


def test_esc_takes_back_what_was_typed(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова", birthday=dt.date(1980, 4, 25))
    form = desk.open("contact", uid)
    desk.type("birthday", "1.2.1999", leave=False)
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Tab)
    desk.wait()
    assert form.body.row("birthday").text() == "25 Apr 1980"
    assert desk.labels() == ["Begin"]


def test_a_bad_e_mail_says_why_stays_and_is_not_saved(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова")
    form = desk.open("contact", uid)
    desk.type("emails", "aidana@example")
    row = form.body.row("emails")
    assert "aidana@example" in row.error()
    assert desk.stored("contact", uid)["emails"] == ()
    row.edit()
    desk.keys("aidana@example.kg", over=True)
    desk.press(Qt.Key.Key_Return)
    desk.wait()
    assert row.error() == ""
    assert desk.stored("contact", uid)["emails"] == (
        Reach("aidana@example.kg", "", False, "aidana@example.kg"),
    )


def test_why_is_said_while_she_types_as_soon_as_she_pauses(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова")
    form = desk.open("contact", uid)
    desk.type("birthday", "31 February", leave=False)
    row = form.body.row("birthday")
    assert row.error() == ""
    desk.bot.waitUntil(lambda: bool(row.error()), timeout=3000)
    assert "31 February" in row.error()
    desk.keys("2 February 1999", over=True)
    assert row.error() == ""


def test_what_was_assumed_is_said_beside_the_value(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова", country="KG")
    form = desk.open("contact", uid)
    desk.type("phones", "0312 90 12 34", leave=False)
    assert "+996 312 901 234" in form.body.row("phones").note()
    desk.press(Qt.Key.Key_Return)
    desk.wait()
    assert desk.stored("contact", uid)["phones"][0].normal == "+996312901234"


def test_what_could_not_be_saved_waits_until_she_comes_back(desk: Desk) -> None:
    first = desk.add("contact", family_name="Сапарова")
    second = desk.add("contact", family_name="Омарова")
    form = desk.open("contact", first)
    desk.type("birthday", "tomorrow-ish")
    with desk.bot.waitSignal(form.problem) as said:
        form.show_record(second)
    desk.wait()
    assert said.args is not None
    assert said.args[0].startswith("Birthday of Сапарова was not saved:")
    assert "birthday" not in [row.field.name for row in form.body.shown_rows()]
    form.show_record(first)
    desk.wait()
    assert form.body.row("birthday").draft() == "tomorrow-ish"
    assert form.body.row("birthday").error()


def test_going_to_another_record_saves_what_was_being_typed(desk: Desk) -> None:
    first = desk.add("contact", family_name="Сапарова")
    second = desk.add("contact", family_name="Омарова")
    form = desk.open("contact", first)
    desk.type("city", "Osh", leave=False)
    form.show_record(second)
    desk.wait()
    assert desk.stored("contact", first)["city"] == "Osh"
    assert desk.stored("contact", second)["city"] is None


def test_a_change_elsewhere_leaves_alone_what_she_is_typing(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова", city="Osh", region="Osh")
    form = desk.open("contact", uid)
    desk.type("city", "Jalal-Abad", leave=False)
    with desk.workspace.store.write("Elsewhere") as writer:
        writer.update("contact", uid, {"city": "Naryn", "region": "Naryn"})
    desk.wait()
    assert form.body.row("region").text() == "Naryn"
    assert form.body.row("city").text() == "Jalal-Abad"


def test_a_deleted_record_goes_and_undo_brings_it_back(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова")
    form = desk.open("contact", uid)
    form.deeds.delete()
    desk.wait()
    assert form.frame.is_empty()
    assert desk.labels()[0] == "Delete Сапарова"
    desk.workspace.undo()
    desk.wait()
    assert not form.frame.is_empty()
    assert form.frame.header.title.text() == "Сапарова"


def test_choices_can_be_typed_in_any_of_their_names(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова")
    desk.open("contact", uid)
    desk.type("kind", "сми")
    desk.type("country", "Kyrg")
    row = desk.stored("contact", uid)
    assert (row["kind"], row["country"]) == ("media", "KG")


def test_a_choice_that_is_none_stays_and_says_so(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова")
    form = desk.open("contact", uid)
    desk.type("kind", "zzz")
    assert "zzz" in form.body.row("kind").error()
    assert desk.labels() == ["Begin"]


def test_a_tick_is_saved_at_once(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова")
    desk.open("contact", uid)
    desk.form.body.unfold("opt_out")
    desk.press(Qt.Key.Key_Space)
    desk.wait()
    assert desk.stored("contact", uid)["opt_out"] is True


def test_money_and_its_currency_are_one_field_and_one_batch(desk: Desk) -> None:
    uid = desk.add("programme", name="Example programme")
    form = desk.open("programme", uid)
    desk.type("budget", "EUR 6 800 000")
    desk.press(Qt.Key.Key_Tab)
    desk.wait()
    row = desk.stored("programme", uid)
    assert (row["budget"], row["budget_currency"]) == (6_800_000, "EUR")
    assert desk.labels()[0] == "Change Budget of Example programme"
    assert form.body.row("budget").text().replace("\u00a0", " ") == "EUR 6 800 000.00"


def test_a_reference_is_picked_from_what_is_found(desk: Desk) -> None:
    host = desk.add("partner", name="State Service of Examples")
    uid = desk.add("facility", name="Example centre")
    form = desk.open("facility", uid)
    desk.type("host", "state", leave=False)
    desk.wait()
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Tab)
    desk.wait()
    assert desk.stored("facility", uid)["host"].uid == host
    face = form.body.row("host").face()
    assert face is not None
    with desk.bot.waitSignal(form.open_requested) as opened:
        desk.bot.mouseClick(face.links()[0], Qt.MouseButton.LeftButton)
    assert opened.args == ["partner", host]


def test_a_reference_to_what_is_not_there_yet_creates_it_in_the_same_batch(desk: Desk) -> None:
    uid = desk.add("facility", name="Example centre")
    desk.open("facility", uid)
    desk.type("host", "Ministry of Examples", leave=False)
    desk.wait()
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Tab)
    desk.wait()
    assert desk.stored("facility", uid)["host"].title == "Ministry of Examples"
    assert desk.labels() == ["Change Host partner of Example centre", "Begin"]


def test_an_address_is_shown_before_it_is_opened_and_can_be_copied(desk: Desk) -> None:
    phone = Reach("0312 90 12 34", "work", True, "+996312901234")
    uid = desk.add("partner", name="State Service", phones=(phone,), website="https://example.kg/")
    form = desk.open("partner", uid)
    face = form.body.row("website").face()
    assert face is not None
    desk.bot.mouseClick(face.links()[0], Qt.MouseButton.LeftButton)
    dialog = form.window().findChild(OpenLinkDialog)
    assert dialog is not None
    assert dialog.title.text() == "Open example.kg in the browser?"
    assert dialog.address.accessibleName() == "https://example.kg/"
    dialog.copy()
    assert QApplication.clipboard().text() == "https://example.kg/"
    dialog.reject()
    desk.bot.mouseClick(form.frame.header.phone, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[1].trigger()
    assert QApplication.clipboard().text() == "+996 312 901 234"
    menu.close()


def test_folded_fields_are_offered_and_unfold_with_the_keyboard_in_them(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова")
    form = desk.open("contact", uid)
    links = {link.text(): link for link in form.body.add_line.links()}
    assert "job title" in links
    desk.bot.mouseClick(links["job title"], Qt.MouseButton.LeftButton)
    desk.keys("Editor")
    desk.press(Qt.Key.Key_Return)
    desk.wait()
    assert desk.stored("contact", uid)["job_title"] == "Editor"


def test_the_tab_key_goes_through_the_form_in_the_order_it_is_seen(desk: Desk) -> None:
    uid = desk.add("contact", family_name="Сапарова", country="KG", note="x")
    form = desk.open("contact", uid)
    form.body.unfold("given_name")  # made after all others
    form.focus_first()
    seen = []
    for _ in range(5):
        seen.append(next((row.field.name for row in form.body.rows() if row.is_editing()), "the proposal"))
        desk.press(Qt.Key.Key_Tab)
    assert seen == ["given_name", "family_name", "the proposal", "country", "note"]


def test_a_new_record_is_created_with_its_first_field(desk: Desk) -> None:
    form = desk.open("contact")
    form.begin_new()
    assert form.is_new
    with desk.bot.waitSignal(form.created) as made:
        desk.type("family_name", "Омарова")
    assert made.args == [form.uid]
    desk.type("job_title", "Editor")
    assert not form.is_new
    assert desk.labels() == ["Change Job title of Омарова", "New contact"]
    assert desk.stored("contact", form.uid)["job_title"] == "Editor"


def test_fields_typed_faster_than_the_first_is_written_are_not_lost(desk: Desk) -> None:
    form = desk.open("contact")
    form.begin_new()
    for text in ("Ms", "Aidana", "", "Saparova"):
        desk.keys(text)
        desk.press(Qt.Key.Key_Tab)
    desk.wait()
    row = desk.stored("contact", form.uid)
    assert (row["honorific"], row["given_name"], row["family_name"]) == ("Ms", "Aidana", "Saparova")


def test_a_new_record_begins_with_the_defaults_of_its_kind(desk: Desk) -> None:
    form = desk.open("release")
    form.begin_new({"language": "en"})
    desk.type("headline", "Example opened")
    row = desk.stored("release", form.uid)
    assert (row["status"], row["language"]) == ("draft", "en")


def test_what_is_missing_is_said_and_what_was_typed_is_saved(desk: Desk) -> None:
    form = desk.open("release")
    form.begin_new()
    desk.type("place", "Bishkek")
    assert desk.stored("release", form.uid)["place"] == "Bishkek"
    assert form.body.row("headline").note() == "Headline is still missing."
    desk.type("headline", "Example opened")
    assert form.body.row("headline").note() == ""
    desk.type("headline", "")
    assert form.body.row("headline").error() == "Headline can’t be empty. Esc brings it back."
    assert desk.stored("release", form.uid)["headline"] == "Example opened"


def test_a_copy_has_the_fields_and_a_batch_of_its_own(desk: Desk) -> None:
    uid = desk.add("facility", name="Example centre", capacity=30)
    form = desk.open("facility", uid)
    with desk.bot.waitSignal(form.created) as made:
        form.deeds.duplicate()
    assert made.args is not None
    assert desk.stored("facility", made.args[0])["capacity"] == 30
    form.deeds.copy_as_text()
    assert QApplication.clipboard().text() == "Example centre\nName: Example centre\nCapacity: 30"


@pytest.mark.parametrize(
    "kind", ["release", "contact", "partner", "facility", "event", "visit", "quote", "cost"]
)
def test_every_field_of_a_kind_is_on_its_form(desk: Desk, kind: str) -> None:
    form = desk.open(kind)
    form.begin_new()
    fields = kind_fields(kind)
    beside = {field.currency for field in fields.values() if field.currency}
    for name, field in fields.items():
        if field.kind in EDITORS and field.shown and name not in beside:
            form.body.unfold(name)
            assert form.body.row(name) in form.body.shown_rows()


def test_a_field_added_in_one_place_is_on_the_form(tmp_path: Path) -> None:
    said = run_with_extra_field(
        """
        from PySide6.QtWidgets import QApplication, QMenu
        from desktop.records.form import RecordForm
        from desktop.settings import Settings
        from desktop.tabs import spec_of
        from desktop.workspace import Workspace

        app = QApplication([])
        with store.write("Begin") as writer:
            uid = writer.create("contact", {"family_name": "Omarova", "blog": "https://blog.example.com"})
        workspace = Workspace(store)
        form = RecordForm(workspace, Settings(Path(sys.argv[1] + ".ini")), spec_of("contact"))
        form.show_record(uid)
        while not workspace.tasks.is_idle:
            app.processEvents()
        for row in form.body.shown_rows():
            print(row.field.label, row.text(), sep=": ")
        workspace.close()
        """,
        tmp_path,
    )
    assert "Blog: https://blog.example.com" in said.splitlines()
