"""The backups by date, what is in each, how it differs from now; to restore one or to look into it."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from db import backup
from db.backup import Backup
from db.backup.comparing import Difference
from db.language import tr
from desktop.dialogs import backups_work as words
from desktop.dialogs.backup_look import LookDialog
from desktop.dialogs.backup_passphrase import BackupPassphraseDialog
from desktop.dialogs.backup_restore import RestoreDialog
from desktop.dialogs.backups_work import Held
from desktop.tasks import Task
from desktop.theme import SIZE
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.menu import Menu
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

MADE, WHY, SIZE_COLUMN, LAST = range(4)


class BackupsDialog(TitledDialog):
    """A row for each backup; below, what the marked one holds. `told` has a sentence about what was done."""

    told = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Backups"),
            tr(
                "Made after work, and before an import, a merge or a restore. The last one of each day stays "
                "for 12 days with work, of each week for 10 weeks, of each month for 9 months."
            ),
            tr("Look into it…"),
            parent,
        )
        self._workspace = workspace
        self._backups: list[Backup] = []
        self._chosen: list[Backup] = []
        self._held: dict[Path, Held] = {}
        self._passphrases: dict[Path, str] = {}
        self._comparing: Task | None = None
        self._asked = 0
        self._marks_first = True
        self.tree = QTreeWidget()
        self.holds, self.differs = _label(""), _label("muted")
        # What is said of one and of the next is of another length; the list above must not jump.
        self.holds.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.differs.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.differs.setMinimumHeight(3 * self.differs.fontMetrics().lineSpacing())
        self.place = ElidedLabel("", Qt.TextElideMode.ElideMiddle)
        self.empty = EmptyState(
            "content-save-outline", tr("There is no backup yet"), tr("The first is made after work, or now.")
        )
        self.now_button = _button(tr("Back up now"))
        self.more_button = _button(tr("More"))
        self.restore_button = _button(tr("Restore this state…"))
        self._fill()
        self._connect()
        self.resize(2 * SIZE.reading + SIZE.label_column, SIZE.reading + SIZE.label_column)
        self.read()

    def _fill(self) -> None:
        self.cancel.setText(tr("Close"))
        self.tree.setHeaderLabels([tr("Made"), tr("Reason"), tr("Size"), tr("Last change in it")])
        self.tree.setAccessibleName(tr("Backups"))
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(LAST, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self.place.setProperty("role", "small")
        self.add(self.tree, 1)
        self.add(self.empty, 1)
        for part in (self.holds, self.differs, self.place):
            self.add(part)
        menu = Menu(tr("More"), self)
        for text, slot in (
            (tr("Open another file…"), self.open_other),
            (tr("Save a copy…"), self.save_copy),
            (tr("Choose the folder for backups…"), self.choose_folder),
        ):
            action = QAction(text, self)
            action.triggered.connect(slot)
            menu.addAction(action)
        self.more_button.setMenu(menu)
        for place, button in enumerate((self.now_button, self.more_button)):
            self.footer.insertWidget(place, button)
        self.footer.insertWidget(self.footer.count() - 1, self.restore_button)

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(self._on_marked)
        # Enter is the filled button's: taken here, too, it would open two windows.
        self.tree.itemDoubleClicked.connect(self.look_into)
        self.now_button.clicked.connect(self.back_up_now)
        self.restore_button.clicked.connect(self.restore)
        self.on_confirm(self.look_into)
        self._workspace.backups.made.connect(self.read)
        if self._workspace.read_only:
            self.now_button.hide()
            self.restore_button.hide()

    def done(self, result: int) -> None:
        """Stop comparing."""
        self._stop_comparing()
        super().done(result)

    # What there is

    @Slot()
    def read(self) -> None:
        """List the backups anew, the marked one marked again."""
        self._workspace.tasks.start(
            words.all_of(self._workspace.store), done=self._on_listed, failed=self.show_problem
        )

    def _on_listed(self, found: list[Backup]) -> None:
        marked = None if self._marks_first else self.current()
        self._marks_first = False
        self._backups = [*self._chosen, *found]
        self.tree.clear()
        for each in self._backups:
            self._add(each)
        there = bool(self._backups)
        self.empty.setVisible(not there)
        for part in (self.tree, self.holds, self.differs):
            part.setVisible(there)
        self.place.setText(tr("Kept in {folder}", folder=backup.folder_of(self._workspace.store.path)))
        paths = [each.path for each in self._backups]
        row = paths.index(marked.path) if marked is not None and marked.path in paths else 0
        if there:
            self.tree.setCurrentIndex(self.tree.model().index(row, 0))
        self.confirm.setEnabled(there)
        self.restore_button.setEnabled(there)
        if there:
            self.tree.setFocus()

    def _add(self, each: Backup) -> None:
        now = dt.datetime.now()
        item = QTreeWidgetItem([words.made_words(each, now), words.why_words(each), "", tr("…")])
        item.setTextAlignment(SIZE_COLUMN, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(MADE, str(each.path))
        item.setSizeHint(LAST, QSize(0, SIZE.row_compact))
        self.tree.addTopLevelItem(item)
        held = self._held.get(each.path)
        if held is not None:
            self._show_held(item, held)
            return
        work = words.held_by(self._workspace.store, each.path, self._passphrases.get(each.path))
        self._workspace.tasks.start(work, done=partial(self._on_held, each.path), failed=self.show_problem)

    def _on_held(self, path: Path, held: Held) -> None:
        self._held[path] = held
        for row, each in enumerate(self._backups):
            item = self.tree.topLevelItem(row)
            if each.path == path and item is not None:
                self._show_held(item, held)
                if item is self.tree.currentItem():
                    self._on_marked()

    def _show_held(self, item: QTreeWidgetItem, held: Held) -> None:
        item.setText(SIZE_COLUMN, words.size_words(held.size))
        said = held.problem
        if held.protected:
            said = tr("Under another passphrase")
        elif held.contents is not None:
            said = words.last_words(held.contents, dt.datetime.now().astimezone())
        item.setText(LAST, said)
        item.setToolTip(LAST, said)

    def current(self) -> Backup | None:
        """The backup that is marked."""
        row = self.tree.currentIndex().row()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    @Slot()
    def _on_marked(self) -> None:
        self._stop_comparing()
        marked = self.current()
        held = self._held.get(marked.path) if marked is not None else None
        self.differs.setText("")
        self.holds.setText("")
        if marked is None or held is None:
            return
        usable = held.contents is not None or held.protected
        self.confirm.setEnabled(usable)
        self.restore_button.setEnabled(usable)
        if held.contents is None:
            self.holds.setText(held.problem)
            return
        counted = words.counted_words(held.contents)
        self.holds.setText(
            tr("It holds {records}.", records=counted) if counted else tr("It holds no record.")
        )
        self.differs.setText(tr("Comparing with how it is now…"))
        self._asked += 1
        work = words.differences(self._workspace.store, marked.path, self._passphrases.get(marked.path))
        done = partial(self._on_compared, self._asked)
        self._comparing = self._workspace.tasks.start(work, done=done, failed=self.differs.setText)

    def _on_compared(self, asked: int, found: list[Difference]) -> None:
        if asked == self._asked:
            lines = [*words.difference_lines(found), *filter(None, [words.erased_words(found)])]
            self.differs.setText("\n".join(lines) or tr("All records are now as they were then."))

    def _stop_comparing(self) -> None:
        self._asked += 1
        if self._comparing is not None:
            self._comparing.cancel()
            self._comparing = None

    # What is done with one

    @Slot()
    def look_into(self) -> None:
        """Open a window on the records of the marked backup."""
        self._with_passphrase(self._look_into)

    @Slot()
    def restore(self) -> None:
        """Say what a restore of the marked one does, and do it when that is meant."""
        self._with_passphrase(self._restore)

    def _with_passphrase(self, go_on: Callable[[Backup], None]) -> None:
        marked = self.current()
        held = self._held.get(marked.path) if marked is not None else None
        if marked is None or held is None:
            return
        if not held.protected:
            go_on(marked)
            return
        dialog = BackupPassphraseDialog(self._workspace, marked.path, self)
        dialog.opened.connect(self._on_opened)
        dialog.open()

    @Slot(object, str, object)
    def _on_opened(self, path: Path, passphrase: str, held: Held) -> None:
        self._passphrases[path] = passphrase
        self._on_held(path, held)

    def _look_into(self, marked: Backup) -> None:
        LookDialog(self._workspace, marked, self._passphrases.get(marked.path), self).open()

    def _restore(self, marked: Backup) -> None:
        dialog = RestoreDialog(self._workspace, marked, self._passphrases.get(marked.path), self)
        dialog.restored.connect(self._on_restored)
        dialog.open()

    @Slot(str)
    def _on_restored(self, sentence: str) -> None:
        self.told.emit(sentence)
        self.accept()

    # Making them

    @Slot()
    def back_up_now(self) -> None:
        """Make a backup, also of a state that is held already: she asked for one."""
        self.now_button.setEnabled(False)
        store = self._workspace.store

        def work(_task: Task) -> Path:
            return backup.backup(store)

        self._workspace.tasks.start(work, done=self._on_made, failed=self._on_not_made)

    def _on_made(self, path: Path) -> None:
        self.now_button.setEnabled(True)
        self.show_problem("")
        self.told.emit(tr("The store was copied to {path} and checked.", path=path))
        self._marks_first = True
        self.read()

    def _on_not_made(self, sentence: str) -> None:
        self.now_button.setEnabled(True)
        self.show_problem(sentence)

    @Slot()
    def save_copy(self) -> None:
        """Save a checked copy of the store in a place of her own."""
        proposed = f"{self._workspace.store.path.stem}-{dt.date.today():%Y-%m-%d}.db"
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save a copy of the store"), proposed, tr("Stores (*.db)")
        )
        if not chosen:
            return
        store, target = self._workspace.store, Path(chosen)

        def work(_task: Task) -> Path:
            store.copy_to(target)
            return target

        self._workspace.tasks.start(work, done=self._on_made, failed=self._on_not_made)

    @Slot()
    def open_other(self) -> None:
        """Put a file that lies elsewhere on the list."""
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Open a backup"), "", tr("Stores (*.db)"))
        if chosen:
            self.list_file(Path(chosen))

    def list_file(self, path: Path) -> None:
        """Put a file on the list, marked."""
        try:
            made = words.chosen_file(path)
        except OSError as error:
            self.show_problem(tr("{name} can't be used: {reason}.", name=path.name, reason=error.strerror))
            return
        self._chosen = [made, *(each for each in self._chosen if each.path != path)]
        self._marks_first = True
        self.read()

    @Slot()
    def choose_folder(self) -> None:
        """Choose where backups go from now on."""
        folder = str(backup.folder_of(self._workspace.store.path))
        chosen = QFileDialog.getExistingDirectory(self, tr("Choose the folder for backups"), folder)
        if chosen:
            self.use_folder(Path(chosen))

    def use_folder(self, folder: Path) -> None:
        """Put backups there from now on, beginning with one of now."""
        store = self._workspace.store

        def work(_task: Task) -> Path:
            backup.choose_folder(store, folder)
            return backup.backup(store)

        self._workspace.tasks.start(work, done=self._on_made, failed=self._on_not_made)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
