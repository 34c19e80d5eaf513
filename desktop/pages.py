"""The tabs and what they show: one page for a kind of record, made when it is first looked at."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from db.groups import view_of
from db.language import tr
from db.queries import Row, one
from db.records import STANDING, TABS, record_type
from db.unsaved import unplain
from db.unsaved_offers import Offer
from desktop import icons
from desktop.dialogs.record_dialog import RecordDialog
from desktop.records.record_page import RecordPage
from desktop.settings import Settings
from desktop.tabs import spec_of
from desktop.theme import SIZE, SPACE
from desktop.trail import Place, Trail
from desktop.workspace import Workspace


class Pages(QWidget):
    """Four tabs that are always there, and those of other kinds while she has them open."""

    problem = Signal(str)
    told = Signal(str)
    status_changed = Signal()
    page_changed = Signal(str)
    """The kind of record that is now in sight."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = settings
        self._first: Sequence[QAction] = ()
        self._of_row: Callable[[str], Sequence[QAction]] = _nothing
        self._walk = (QAction(self), QAction(self))
        self._twins = QAction(self)
        self._pages: dict[str, RecordPage] = {}
        self._trail = Trail()
        self._bar = QTabBar()
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setTabsClosable(True)
        self._bar.setIconSize(QSize(SIZE.icon, SIZE.icon))
        self._bar.setAccessibleName(tr("Kinds of record"))
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.small)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        for kind in (*TABS, *self._kept_open()):
            self._add_tab(kind)
        self._bar.currentChanged.connect(self._on_tab)
        self._bar.tabCloseRequested.connect(self._close)

    def offer(
        self,
        first: Sequence[QAction],
        of_row: Callable[[str], Sequence[QAction]],
        walk: tuple[QAction, QAction],
        twins: QAction,
    ) -> None:
        """What an empty tab offers to do first, what the menu of a row of a kind offers, the actions with
        which she goes through the contacts that are to be verified, and the one that looks for duplicates.
        """
        self._first = first
        self._of_row = of_row
        self._walk = walk
        self._twins = twins

    def start(self) -> None:
        """Show the tab that was in sight when she left."""
        kinds = self._kinds()
        kept = self._settings.get("tab", "contact")
        self._bar.setCurrentIndex(kinds.index(kept) if kept in kinds else kinds.index("contact"))
        self._on_tab(self._bar.currentIndex())

    def current(self) -> RecordPage:
        """The page in sight."""
        return self._page(self._bar.tabData(self._bar.currentIndex()))

    def do(self, deed: str) -> None:
        """Do something on the page in sight, by the id of its action."""
        getattr(self.current(), deed)()

    def go(self, kind: str) -> RecordPage:
        """Bring the tab of a kind to the front; opens it where it is not there yet."""
        if kind not in self._kinds():
            self._add_tab(kind)
        self._bar.setCurrentIndex(self._kinds().index(kind))
        return self._page(kind)

    @Slot(str, str)
    def open(self, kind: str, uid: str) -> None:
        """Show one record, on the tab of its kind."""
        here = self._here()
        if here[1] and here != (kind, uid):
            self._trail.leave(here)
        self._show_place((kind, uid))

    @Slot()
    def back(self) -> None:
        """Show the record that she came from by a link or the search."""
        self._show_place(self._trail.back(self._here()))

    @Slot()
    def forward(self) -> None:
        """Show the record that she went back from."""
        self._show_place(self._trail.forward(self._here()))

    def _here(self) -> Place:
        page = self.current()
        return page.kind, page.form.uid

    def _show_place(self, place: Place | None) -> None:
        if place is not None:
            self.current().commit()
            self.go(place[0]).open(place[1])

    def go_number(self, place: int) -> None:
        """Bring the tab at a place, counted from 0, to the front."""
        if place < self._bar.count():
            self._bar.setCurrentIndex(place)

    @Slot()
    def close_current(self) -> None:
        """Close the tab in sight, unless it is one of the four."""
        self._close(self._bar.currentIndex())

    def commit(self) -> None:
        """Save what is being typed."""
        for page in self._pages.values():
            page.commit()

    def unsaved(self) -> dict[str, list[str]]:
        """By the title of the record, the labels of the fields that hold what could not be saved."""
        found: dict[str, list[str]] = {}
        for page in self._pages.values():
            for title, labels in page.unsaved().items():
                found.setdefault(title, []).extend(labels)
        return found

    @Slot(object)
    def put_back(self, offer: Offer) -> None:
        """Let what was typed and never saved stand in its fields again."""
        first = offer.typed[0]
        if not first.in_dialog:
            self.go(offer.kind).put_back(offer.typed)
            return
        uid = "" if first.is_new else offer.uid
        given = unplain(offer.kind, first.given or {})
        dialog = RecordDialog(self._workspace, self._settings, offer.kind, uid, given, parent=self)
        dialog.open_requested.connect(self.open)
        dialog.open()
        dialog.form.put_back(offer.typed)

    def keep(self) -> None:
        """Keep how the tabs were left."""
        for page in self._pages.values():
            page.keep()
        self._settings.put("tab", self.current().kind)
        self._settings.put("open_tabs", [kind for kind in self._kinds() if kind not in TABS])

    def _kept_open(self) -> list[str]:
        kept = self._settings.get("open_tabs", [])
        return [kind for kind in STANDING if kind in kept and kind not in TABS]

    def _kinds(self) -> list[str]:
        return [self._bar.tabData(place) for place in range(self._bar.count())]

    def _add_tab(self, kind: str) -> None:
        about = record_type(kind).about
        place = self._bar.addTab(icons.icon(about.icon, "tab"), about.words.plural)
        self._bar.setTabData(place, kind)
        if kind in TABS:
            for side in (QTabBar.ButtonPosition.RightSide, QTabBar.ButtonPosition.LeftSide):
                button = self._bar.tabButton(place, side)
                if button is not None:
                    button.deleteLater()
                self._bar.setTabButton(place, side, None)

    def _page(self, kind: str) -> RecordPage:
        if kind not in self._pages:
            page = RecordPage(self._workspace, self._settings, spec_of(kind), self)
            page.open_requested.connect(self.open)
            page.problem.connect(self.problem)
            page.told.connect(self.told)
            page.selection_changed.connect(self.status_changed)
            page.counted.connect(self.status_changed)
            page.rule_requested.connect(self._on_rule_requested)
            page.people_requested.connect(self._on_people_requested)
            page.offer(self._first, self._of_row(kind), self._walk, self._twins)
            self._pages[kind] = page
            self._stack.addWidget(page)
        return self._pages[kind]

    @Slot(str)
    def _on_rule_requested(self, uid: str) -> None:
        """Let her filter the contacts until they are those of a group."""
        self.current().commit()
        self._workspace.read(partial(one, kind="group", uid=uid), self._on_group)

    def _on_group(self, group: Row | None) -> None:
        people = self.go("contact").people
        if group is not None and people is not None:
            people.rules.begin(group)

    @Slot(str)
    def _on_people_requested(self, uid: str) -> None:
        """List the people of a group."""
        listed = self.go("contact").list
        listed.show_view("", view_of(uid), record_type("contact").about.columns)

    @Slot(int)
    def _on_tab(self, place: int) -> None:
        if place < 0:
            return
        kind = self._bar.tabData(place)
        self._stack.setCurrentWidget(self._page(kind))
        if not self._bar.hasFocus():
            self._page(kind).go_list()
        self.page_changed.emit(kind)
        self.status_changed.emit()

    @Slot(int)
    def _close(self, place: int) -> None:
        kind = self._bar.tabData(place)
        if kind in TABS:
            return
        page = self._pages.get(kind)
        if page is not None:
            page.commit()
            page.keep()
            # What is not saved, or not yet, stays for when the tab is opened again.
            if not page.holds_unsaved:
                del self._pages[kind]
                self._stack.removeWidget(page)
                page.deleteLater()
        self._bar.removeTab(place)


def _nothing(_kind: str) -> Sequence[QAction]:
    return ()
