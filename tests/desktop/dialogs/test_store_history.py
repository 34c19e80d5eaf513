"""What was done in the store, and to one record: newest first, in words, down to each field."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem

from desktop.dialogs.history import HistoryDialog
from desktop.dialogs.store_history import StoreHistoryDialog
from tests.desktop.window_desk import CONTROL, SHIFT, WindowDesk


def test_the_history_of_the_store_opens_down_to_each_field(window: WindowDesk) -> None:
    window.choose("Ким Виктор")
    window.fill("job_title", "Photo editor")
    window.press(Qt.Key.Key_H, CONTROL | SHIFT)
    window.settle()
    tree = window.part(StoreHistoryDialog).tree
    newest, first = tree.topLevelItem(0), tree.topLevelItem(1)
    assert newest is not None and first is not None
    assert newest.text(0) == "Change Job title of Ким Виктор" and newest.text(1) == "1"
    assert first.text(0) == "Example" and int(first.text(1)) > 100
    window.bot.keyClick(tree, Qt.Key.Key_Down)
    tree.setCurrentItem(newest)
    window.bot.keyClick(tree, Qt.Key.Key_Right)
    window.settle()
    [(record, [change])] = below(newest)
    assert record == "Contact: Ким Виктор, changed"
    assert "Photographer" in change and "Photo editor" in change
    first.setExpanded(True)
    window.settle()
    assert len(below(first)) == 201
    assert below(first)[200][0].endswith("more")


def below(item: QTreeWidgetItem) -> list[tuple[str, list[str]]]:
    """The records under a line, each with the changes under it, in words."""
    told = []
    for child in item.takeChildren():
        told.append((child.text(0), [change.text(0) for change in child.takeChildren()]))
        item.addChild(child)
    return told


def test_what_was_taken_back_is_still_told(window: WindowDesk) -> None:
    window.choose("Ким Виктор")
    window.fill("job_title", "Photo editor")
    window.undo()
    window.press(Qt.Key.Key_H, CONTROL | SHIFT)
    window.settle()
    tree = window.part(StoreHistoryDialog).tree
    texts = [tree.topLevelItem(place).text(0) for place in range(tree.topLevelItemCount())]  # type: ignore[union-attr]
    assert texts[0] == "Undo: Change Job title of Ким Виктор"
    assert texts[1].startswith("Change Job title of Ким Виктор")


def test_the_history_of_a_record_is_that_of_the_one_in_the_form(window: WindowDesk) -> None:
    window.choose("Akhmetova Saule")
    window.fill("city", "Osh")
    window.choose("Ким Виктор")
    window.fill("job_title", "Photo editor")
    window.press(Qt.Key.Key_H, CONTROL)
    window.settle()
    dialog = window.part(HistoryDialog)
    assert dialog.title.text() == "History of Ким Виктор"
    assert dialog.blocks[0].changes == [("Job title", "Photographer", "Photo editor")]
    assert len(dialog.blocks) == 2
    window.bot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
