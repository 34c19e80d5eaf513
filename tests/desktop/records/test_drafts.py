"""What stands in a form comes back as it was, whatever it is, and whatever she did before."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from db.fields import Kind
from db.records import RECORDS, kind_fields
from db.store import Store
from db.unsaved import Unsaved
from db.unsaved_offers import offers, words_of
from desktop.records.field_editors import EDITORS
from desktop.settings import Settings
from desktop.workspace import Workspace
from tests.desktop.records.form_desk import Desk, UntilIdle

TYPED = "Mars 31.2"
"""What no field but one of text can make anything of."""


@pytest.fixture
def desk(qtbot: QtBot, workspace: Workspace, settings: Settings, until_idle: UntilIdle) -> Desk:
    return Desk(qtbot, workspace, settings, until_idle)


def one_of_each() -> list[tuple[str, str]]:
    """A record and a field of every kind that a form edits by keys."""
    found: dict[Kind, tuple[str, str]] = {}
    for kind in RECORDS:
        beside = {field.currency for field in kind_fields(kind).values()}
        for name, field in kind_fields(kind).items():
            if (
                name not in beside
                and field.kind in EDITORS
                and field.kind not in (Kind.YES_NO, Kind.RULE)
                and field.shown
            ):
                found.setdefault(field.kind, (kind, name))
    return list(found.values())


@pytest.mark.parametrize(("kind", "name"), one_of_each())
def test_what_is_half_typed_comes_back(desk: Desk, kind: str, name: str) -> None:
    form = desk.open(kind)
    form.begin_new()
    row = form.body.row(name)
    row.edit()
    desk.keys(TYPED, over=True)
    (kept,) = [each for each in form.unwritten() if each.field == name]
    draft = json.loads(json.dumps(kept.draft))
    assert TYPED in words_of(row.field, draft)
    row.control().editor.cancel()
    assert form.unwritten() == []
    row.restore(draft)
    assert [each.draft for each in form.unwritten()] == [kept.draft]
    parts = [part.text() for part in row.findChildren(QLineEdit)]
    parts += [part.currentText() for part in row.findChildren(QComboBox)]
    parts += [part.toPlainText() for part in row.findChildren(QPlainTextEdit)]
    assert TYPED in parts


class Person:
    """Someone at a form, who is interrupted at any moment."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.uids = [desk.add("contact", family_name=name) for name in ("Сапарова", "Омарова")]
        self.form = desk.open("contact", self.uids[0])
        self.unsaved: dict[tuple[str, str], str] = {}
        self.count = 0

    def type(self, field: str, text: str) -> None:
        self.count += 1
        self.form.body.unfold(field)
        self.desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.desk.keys(f"{text} {self.count}")
        self.unsaved[self.form.uid, field] = f"{text} {self.count}"

    def word(self) -> None:
        self.type("job_title", "Editor")

    def nonsense(self) -> None:
        self.type("birthday", "some day")

    def note(self) -> None:
        self.type("note", "Called back")

    def leave(self) -> None:
        self.form.commit()
        self.desk.wait()
        self.forget_what_is_saved()

    def switch(self) -> None:
        self.form.show_record(next(uid for uid in self.uids if uid != self.form.uid))
        self.desk.wait()
        self.forget_what_is_saved()

    def escape(self) -> None:
        focused = [row for row in self.form.body.rows() if row.is_editing() and row.is_touched()]
        for row in focused:
            self.desk.press(Qt.Key.Key_Escape)
            self.unsaved.pop((self.form.uid, row.field.name), None)

    def undo(self) -> None:
        self.leave()
        if not self.desk.labels()[0].startswith(("Change", "Redo")):
            return
        self.desk.workspace.undo()
        self.desk.wait()

    def forget_what_is_saved(self) -> None:
        """What the form took for good is in the store; only what is no day is not."""
        for (uid, field), text in list(self.unsaved.items()):
            if field != "birthday":
                assert self.desk.stored("contact", uid)[field] == text
                del self.unsaved[uid, field]


DEEDS: list[Callable[[Person], None]] = [
    Person.word, Person.nonsense, Person.note, Person.leave, Person.switch, Person.escape, Person.undo,
]  # fmt: skip


@settings(max_examples=settings().max_examples // 12, suppress_health_check=list(HealthCheck))
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=2, max_size=9))
def test_whenever_it_ends_all_that_is_typed_is_there(
    qtbot: QtBot, tmp_path: Path, deeds: list[Callable[[Person], None]]
) -> None:
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    folder.mkdir()
    workspace = Workspace(Store.open(folder / "dateline.db"))

    def wait() -> None:
        qtbot.waitUntil(lambda: workspace.tasks.is_idle)

    person = Person(Desk(qtbot, workspace, Settings(folder / "dateline.ini"), wait))
    for deed in deeds:
        deed(person)
        workspace.keeping.finish()
        # Whoever starts after a sudden end sees what is on the disk: it is kept, or it is in the record.
        kept = Unsaved(workspace.store).all()
        with workspace.store.read() as session:
            offered, _ = offers(session, kept)
        found = {(text.typed.uid, text.typed.field): text.words for each in offered for text in each.texts}
        assert found.items() <= person.unsaved.items()
        for (uid, field), text in person.unsaved.items() - found.items():
            assert person.desk.stored("contact", uid)[field] == text
    person.form.close()
    workspace.close()
