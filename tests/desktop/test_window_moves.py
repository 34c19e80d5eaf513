"""People move: the post that ends stays to be seen, the list shows where somebody is today."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.dialogs.moving import MoveDialog
from tests.desktop.test_window_ties import ties
from tests.desktop.window_desk import CONTROL, SHIFT, WindowDesk

WHO = "Ким Виктор"


def partner_in_list(desk: WindowDesk, title: str) -> str:
    return desk.listed("partner")[desk.listed().index(title)]


def move(desk: WindowDesk, partner: str, job_title: str) -> None:
    desk.press(Qt.Key.Key_M, CONTROL | SHIFT)
    desk.settle()
    desk.part(MoveDialog)
    desk.keys(partner)
    desk.settle()
    desk.press(Qt.Key.Key_Return)
    desk.keys(job_title)
    desk.click(desk.part(MoveDialog).confirm)
    desk.settle()


def test_a_move_ends_one_post_and_begins_the_next_and_undo_takes_both_back(window: WindowDesk) -> None:
    window.go(2)
    uid = window.choose(WHO)
    old = partner_in_list(window, WHO)
    move(window, "Radio Misal", "Picture editor")
    assert window.labels()[0] == f"Move {WHO} to Radio Misal"
    assert partner_in_list(window, WHO) == "Radio Misal"
    assert window.kept("contact", uid)["job_title"] == "Picture editor"
    posts = [row.words for row in ties(window, "post").shown() if row.words is not None]
    assert [words.link for words in posts][:2] == ["Radio Misal", old]
    assert [row.caption.text() for row in ties(window, "post").shown()][:2] == ["", "Earlier"]
    window.undo()
    assert partner_in_list(window, WHO) == old
    assert window.kept("contact", uid)["job_title"] == "Photographer"


def test_a_partner_shows_who_was_there_apart_from_who_is(window: WindowDesk) -> None:
    window.go(2)
    window.choose(WHO)
    old = partner_in_list(window, WHO)
    move(window, "Radio Misal", "")
    window.go(3)
    window.choose(old)
    rows = ties(window, "post").shown()
    assert rows[-1].link.text() == WHO and rows[-1].link.property("role") == "muted"
    assert all(row.link.property("role") == "link" for row in rows[:-1])
    captions = [row.findChildren(QLabel)[0].text() for row in rows]
    assert captions.count("Earlier") == 1


def test_a_quote_keeps_the_title_of_its_day(window: WindowDesk) -> None:
    with window.store.read() as session:
        from db.queries import View, list_ids
        from db.queries import rows as read

        quotes = read(session, "quote", list_ids(session, View("quote")))
    quote = next(each for each in quotes if each["speaker"] and each["role"])
    window.go(2)
    window.choose(quote["speaker"].title)
    move(window, "Radio Misal", "Somebody else")
    kept = window.kept("quote", quote.uid)
    assert kept["role"] == quote["role"] and kept["speaker"].title == quote["speaker"].title
