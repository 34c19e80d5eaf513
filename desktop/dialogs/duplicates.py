"""The window of duplicates: pairs at the left, likeliest first; the one that is marked at the right."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from db.duplicates import KINDS, Survey
from db.language import language, tr, trn
from db.records import record_type
from db.writer import Changes
from desktop import icons
from desktop.dialogs.duplicates_list import PairList
from desktop.dialogs.duplicates_pair import Other, PairPanel
from desktop.dialogs.duplicates_search import TwinSearch
from desktop.dialogs.duplicates_work import Pair, standing
from desktop.theme import SIZE, SPACE
from desktop.widgets.action_button import ActionButton
from desktop.widgets.banner import Toast
from desktop.widgets.busy import BusyPanel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

LIST_WIDTH = SIZE.label_column + 2 * SIZE.type_column
"""How wide the list of pairs is, in device-independent pixels."""


class DuplicatesDialog(TitledDialog):
    """Looks for twins of each kind, and lets her walk through them; nothing is merged unless she says so."""

    def __init__(self, workspace: Workspace, kind: str, parent: QWidget) -> None:
        hint = tr("Nothing is merged unless you say so, and undo parts what was merged.")
        keys = tr("M merges, N tells apart, Enter goes into the pair.")
        super().__init__(tr("Duplicates"), f"{hint} {keys}", parent=parent)
        self._workspace = workspace
        self._reading = 0
        self.kinds = QTabBar()
        self.pairs = PairList()
        self.panel = PairPanel(workspace, self)
        self.count = QLabel()
        self.busy = BusyPanel()
        self.empty = EmptyState("check-all", "")
        # Beside the tabs, where nothing else is: the foot has the buttons, what is above it the preview.
        self._room = QWidget()
        self.toast = Toast(self._room, margin=0)
        self.search = TwinSearch(workspace, self)
        self._stack = QStackedWidget()
        self._again = QAction(icons.icon("magnify"), tr("Search again"), self)
        self._undo = QAction(icons.icon("undo"), tr("Undo"), self)
        self._undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self.addAction(self._undo)
        self._arrange()
        self._connect()
        self.kinds.setCurrentIndex(KINDS.index(kind) if kind in KINDS else 0)
        self.search.start([self.kind, *(each for each in KINDS if each != self.kind)])
        self._show_kind()

    def _arrange(self) -> None:
        for kind in KINDS:
            about = record_type(kind).about
            self.kinds.addTab(icons.icon(about.icon, "tab"), about.words.plural)
        self.kinds.setDrawBase(False)
        self.kinds.setExpanding(False)
        self.kinds.setAccessibleName(tr("Kinds of record"))
        self.count.setProperty("role", "muted")
        for part in (self._pairs_page(), self.busy, self.empty):
            self._stack.addWidget(part)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.kinds)
        top.addWidget(self._room, 1)
        self.add(top)
        self.add(self._stack, 1)
        self.footer.insertWidget(0, self.count)
        self.footer.addWidget(ActionButton(self.panel.apart_action))
        self.footer.addWidget(ActionButton(self.panel.merge_action, primary=True))
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.sizeHint()
        widest = LIST_WIDTH + 2 * SIZE.reading + 2 * SIZE.label_column
        self.resize(min(widest, room.width() - SPACE.huge), room.height() - SPACE.huge)

    def _pairs_page(self) -> QWidget:
        framed = QFrame()
        framed.setProperty("panel", True)
        framed.setFixedWidth(LIST_WIDTH)
        inner = QVBoxLayout(framed)
        inner.setContentsMargins(1, SPACE.small, 1, SPACE.small)
        inner.addWidget(self.pairs)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.medium)
        row.addWidget(framed)
        row.addWidget(self.panel, 1)
        return page

    def _connect(self) -> None:
        self.kinds.currentChanged.connect(self._show_kind)
        self.pairs.marked.connect(self._on_marked)
        self.pairs.entered.connect(self.panel.side.focus_first)
        self.panel.side.left.connect(self.pairs.setFocus)
        self.panel.done.connect(self._on_done)
        self.panel.problem.connect(self.show_problem)
        self.busy.cancelled.connect(self.search.stop)
        self.search.counted.connect(self._on_counted)
        self.search.found.connect(self._on_found)
        self.search.stopped.connect(self._show_kind)
        self.search.problem.connect(self.show_problem)
        self._again.triggered.connect(self._on_again)
        self._undo.triggered.connect(self._take_back)
        self._workspace.changed.connect(self._on_changed)

    @property
    def kind(self) -> str:
        """The kind of record whose pairs are in sight."""
        return KINDS[self.kinds.currentIndex()]

    def done(self, result: int) -> None:
        """Stop looking."""
        self.search.stop()
        super().done(result)

    @Slot()
    def _show_kind(self) -> None:
        """Show what was found of the kind that is chosen, or how far it is."""
        survey = self.search.surveys.get(self.kind)
        if survey is not None:
            self._read(survey)
            return
        self._count(None)
        self.panel.show_none()
        if self.search.is_under_way(self.kind):
            self.search.hurry(self.kind)
            words = record_type(self.kind).about.words
            self.busy.set_title(tr("Looking for duplicates among {records}", records=words.plural.lower()))
            self._stack.setCurrentWidget(self.busy)
        else:
            self.empty.set_words(tr("The search was stopped"), tr("Nothing was changed."))
            self.empty.set_actions([self._again])
            self._stack.setCurrentWidget(self.empty)

    def _read(self, survey: Survey) -> None:
        self._reading += 1
        look = partial(standing, kind=self.kind, twins=survey.twins)
        read = partial(self._on_read, self._reading, survey)
        self._workspace.read(look, read, self.show_problem)

    def _on_read(self, asked: int, survey: Survey, pairs: list[Pair]) -> None:
        if asked != self._reading:
            return
        had_list = self._stack.currentIndex() == 0 and self.isActiveWindow()
        self.pairs.show_pairs(pairs)
        self._count(len(pairs), bool(survey.crowded))
        if pairs:
            self._stack.setCurrentIndex(0)
            if not (had_list and self.panel.side.isAncestorOf(self.focusWidget() or self)):
                self.pairs.setFocus()
            return
        records = record_type(self.kind).about.words.counted(survey.records)
        said = tr("All pairs are done") if survey.twins else tr("Nothing is there twice")
        self.empty.set_words(said, tr("Compared: {records}", records=records))
        self.empty.set_actions([])
        self._stack.setCurrentWidget(self.empty)
        self.kinds.setFocus()

    def _count(self, number: int | None, crowded: bool = False) -> None:
        said = ""
        if number:
            counted = QLocale(language()).toString(number)
            said = trn(
                "{pairs} pair, likeliest first", "{pairs} pairs, likeliest first", number, pairs=counted
            )
        self.count.setText(said)
        if crowded:
            hint = tr("Where very many records are alike, each was compared with those most like it only.")
            self.count.setToolTip(hint)
        if number is not None:
            self._number_tab(self.kind, number)

    def _number_tab(self, kind: str, number: int) -> None:
        plural = record_type(kind).about.words.plural
        self.kinds.setTabText(KINDS.index(kind), f"{plural}  {number}")

    @Slot(object)
    def _on_marked(self, pair: Pair | None) -> None:
        if pair is None:
            self.panel.show_none()
        elif set(pair.uids) != set(self.panel.uids()) or not self.panel.merge_action.isEnabled():
            self.panel.show_pair(pair.twin, self._others(pair))

    def _others(self, pair: Pair) -> Sequence[Other]:
        """Records that may be one with either of a pair."""
        found: dict[str, str] = {}
        for each in self.pairs.records.pairs():
            if set(each.uids) & set(pair.uids):
                found |= dict(zip(each.uids, each.titles, strict=True))
        return [(uid, title) for uid, title in found.items() if uid not in pair.uids]

    @Slot(str)
    def _on_done(self, label: str) -> None:
        self.show_problem("")
        self.toast.show_message(label, self._undo)

    @Slot(str, int)
    def _on_counted(self, kind: str, number: int) -> None:
        if kind == self.kind:
            counted = record_type(kind).about.words.counted(number)
            self.busy.set_progress(0, None, tr("{records} are being compared", records=counted))

    @Slot(str)
    def _on_found(self, kind: str) -> None:
        self._number_tab(kind, len(self.search.surveys[kind].twins))
        if kind == self.kind:
            self._show_kind()

    @Slot()
    def _take_back(self) -> None:
        self.toast.dismiss()
        self._workspace.undo()

    @Slot()
    def _on_again(self) -> None:
        self.search.start([self.kind])
        self._show_kind()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        survey = self.search.surveys.get(self.kind)
        if survey is not None and changes.kinds & {self.kind, "merged", "not_same"}:
            self._read(survey)
