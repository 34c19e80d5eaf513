"""Looking into a backup: its records, each beside how it is now, to be brought back one by one or several."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from db.backup import Backup
from db.backup.bringing import Outcome, Wish
from db.backup.comparing import Standing
from db.language import tr, trn
from db.records import STANDING, record_type
from db.understanding.dates import in_words
from desktop import icons
from desktop.dialogs.backup_look_parts import BesideTable, EntryTable
from desktop.dialogs.backups_work import Entry, Looking, Shown, made_words, outcome_words, row_title
from desktop.tasks import Task
from desktop.theme import SIZE, SPACE
from desktop.widgets.banner import Banner
from desktop.widgets.search_field import SearchField
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

PAUSE_MS = 150
"""How long after the last letter it is looked for what is typed, in milliseconds."""


class LookDialog(TitledDialog):
    """The records of one backup; what is brought back is one batch, which undo takes back."""

    def __init__(
        self, workspace: Workspace, chosen: Backup, passphrase: str | None, parent: QWidget | None = None
    ) -> None:
        # In the journal "today" would soon be wrong.
        self._made = f"{in_words(chosen.moment.date())} {chosen.moment:%H:%M}"
        super().__init__(
            tr("Backup of {moment}", moment=made_words(chosen, dt.datetime.now())),
            tr("Records as they were then. What you bring back is one change, which Undo takes back."),
            tr("Bring back"),
            parent,
        )
        self._workspace = workspace
        self._looking = Looking(workspace.store, chosen.path, passphrase)
        self._is_open = False
        self._asked = 0
        self.kinds = QComboBox()
        self.search = SearchField(tr("Find in the backup"))
        self.only = QCheckBox(tr("Only what is different or gone now"))
        self.table = EntryTable()
        self.heading, self.says = _label("heading"), _label("muted")
        self.beside = BesideTable()
        self.outcome = Banner("good", "")
        self.outcome.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._fill()
        self._connect()
        self.resize(3 * SIZE.reading - 2 * SIZE.row, SIZE.reading + 2 * SIZE.label_column)
        workspace.tasks.start(self._looking.open, done=self._on_open, failed=self.show_problem)

    def _fill(self) -> None:
        self.cancel.setText(tr("Close"))
        self.confirm.setEnabled(False)
        self.confirm.setVisible(not self._workspace.read_only)
        self.only.setChecked(True)
        self.kinds.setAccessibleName(tr("Kind of record"))
        for kind in STANDING:
            about = record_type(kind).about
            self.kinds.addItem(icons.icon(about.icon), about.words.plural, kind)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData("contact")))
        top = QHBoxLayout()
        top.setSpacing(SPACE.small)
        top.addWidget(self.kinds)
        top.addWidget(self.search, 1)
        top.addWidget(self.only)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(_column(self.heading, self.says, self.beside))
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        self.add(top)
        self.add(self.outcome)
        self.add(parts, 1)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._list)
        self.search.textChanged.connect(self._soon.start)
        self.kinds.currentIndexChanged.connect(self._list)
        self.only.toggled.connect(self._list)
        self.table.picked.connect(self._on_picked)
        self.beside.itemChanged.connect(self._allow)
        self.on_confirm(self.bring_back)
        self._workspace.changed.connect(self._list)

    @property
    def kind(self) -> str:
        """The kind of record that is listed."""
        return str(self.kinds.currentData())

    def done(self, result: int) -> None:
        """Let go of the backup."""
        self._soon.stop()
        self._asked += 1
        self._is_open = False
        super().done(result)
        self._workspace.tasks.start(self._looking.close)

    # The list

    def _on_open(self, _nothing: None) -> None:
        self._is_open = True
        self._list()
        self.search.setFocus()

    @Slot()
    def _list(self) -> None:
        if not self._is_open:
            return
        self._asked += 1
        kind, text, only = self.kind, self.search.text(), self.only.isChecked()

        def work(_task: Task) -> list[Entry]:
            return self._looking.entries(kind, text, different_only=only)

        done = partial(self._on_listed, self._asked)
        self._workspace.tasks.start(work, done=done, failed=self.show_problem)

    def _on_listed(self, asked: int, entries: list[Entry]) -> None:
        if asked != self._asked:
            return
        self.show_problem("")
        self.table.show_entries(entries)
        if not entries:
            same = self.only.isChecked() and not self.search.text()
            self.heading.setText("")
            self.says.setText(
                tr("Nothing of this kind is different or gone now.") if same else tr("Nothing found.")
            )

    # One record

    @Slot()
    def _on_picked(self) -> None:
        chosen = self.table.chosen()
        self.confirm.setEnabled(False)
        self.beside.show_record(None)
        self.heading.setText("")
        self.says.setText("")
        if len(chosen) == 1:
            uid, kind = chosen[0].uid, self.kind

            def work(_task: Task) -> Shown | None:
                return self._looking.shown(kind, uid)

            done = partial(self._on_shown, uid)
            self._workspace.tasks.start(work, done=done, failed=self.show_problem)
        elif chosen:
            counted = record_type(self.kind).about.words.counted(len(chosen))
            self.heading.setText(counted)
            self.says.setText(tr("They come back as they were then, with their parts and ties."))
            self._allow()

    def _on_shown(self, uid: str, shown: Shown | None) -> None:
        chosen = self.table.chosen()
        if shown is None or len(chosen) != 1 or chosen[0].uid != uid:
            return
        self.heading.setText(row_title(shown.record.then))
        self.says.setText(_standing_words(shown))
        self.beside.show_record(shown)
        self._allow()

    def _wishes(self) -> list[Wish]:
        chosen = self.table.chosen()
        if len(chosen) == 1:
            wish = self.beside.wish()
            return [wish] if wish is not None else []
        wanted = (Standing.GONE, Standing.DIFFERENT)
        return [Wish(self.kind, entry.uid) for entry in chosen if entry.standing in wanted]

    @Slot()
    def _allow(self) -> None:
        number = len(self._wishes())
        self.confirm.setEnabled(number > 0)
        self.confirm.setText(
            trn("Bring back {n} record", "Bring back {n} records", number) if number > 1 else tr("Bring back")
        )

    # Bringing back

    @Slot()
    def bring_back(self) -> None:
        """Bring back what is chosen and ticked, as one batch."""
        wishes = self._wishes()
        if not wishes or not self.confirm.isEnabled():
            return
        self.confirm.setEnabled(False)
        first = next(entry.title for entry in self.table.chosen() if entry.uid == wishes[0].uid)
        what = first if len(wishes) == 1 else record_type(self.kind).about.words.counted(len(wishes))
        label = tr("Bring back {what} from the backup of {moment}", what=what, moment=self._made)
        self._workspace.tasks.start(
            self._looking.bring(label, wishes),
            done=self._on_brought,
            failed=self._on_not_brought,
            writes=True,
        )

    def _on_brought(self, outcome: Outcome) -> None:
        self.outcome.show_message("warning" if outcome.remarks else "good", outcome_words(outcome))
        self.outcome.show()

    def _on_not_brought(self, sentence: str) -> None:
        self.show_problem(sentence)
        self._allow()


def _standing_words(shown: Shown) -> str:
    record = shown.record
    if record.erased:
        return tr("This record was erased for good. It does not come back.")
    if record.now is None and record.merged:
        return tr("It was merged into {title} since. It can come back beside that.", title=record.merged)
    if record.now is None:
        return tr("It is not there now. It comes back whole, with its parts and ties.")
    if record.differing or shown.ties:
        return tr("What is ticked comes back; the rest stays as it is now.")
    return tr("It is now as it was then.")


def _column(*parts: QWidget) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(SPACE.small, 0, 0, 0)
    column.setSpacing(SPACE.small)
    for part in parts[:-1]:
        column.addWidget(part)
    column.addWidget(parts[-1], 1)
    return widget


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
