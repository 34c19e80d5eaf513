"""Putting the store under a passphrase, under another one, and under none again."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from db import protection
from db.language import mark, tr, trn
from db.protection import GOOD, SHORTEST, Left
from desktop import theme
from desktop.actions import Actions
from desktop.settings import Settings
from desktop.theme import SPACE
from desktop.widgets.form_layout import FormLayout
from desktop.widgets.passphrase_field import PassphraseField
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

WHAT = mark(
    "The store and its backups are encrypted: whoever finds the files, or the computer, reads nothing without"
    " the passphrase. Workbooks that you exported stay as they are."
)
LOST = mark(
    "If the passphrase is lost, the data are lost. Nobody, including us, can open the store without it."
)
KEPT = mark("I have kept it in a safe place")
NO_MORE = mark(
    "The store and its backups are written without encryption. Whoever has the files can read them again."
)
LONGER = mark("At least {n} characters. Several words in a row are best.")
FAIR = mark("It will do. From {n} characters on, such as five words, it is strong.")
STRONG = mark("Long enough to be strong, if it is not a sentence that others know.")
OTHER = mark("The two are not the same.")


def strength(passphrase: str) -> str:
    """What may be said honestly of a passphrase: its length, by NIST SP 800-63B, and nothing of its signs."""
    if protection.is_weak(passphrase):
        return tr(LONGER, n=SHORTEST)
    return tr(FAIR, n=GOOD) if len(passphrase) < GOOD else tr(STRONG)


class PassphraseDialog(TitledDialog):
    """Asks for what is needed, then says how far it is; `done_with` gets a sentence about what was done, or
    an empty one where the dialog says it itself.

    `asks_present` for the passphrase that the store has, `asks_new` for the one that it will have.
    """

    done_with = Signal(str)
    _told = Signal(int, int)

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        words: tuple[str, str, str],
        *,
        asks_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        """`words` are the title, the explanation and what the filled button is called."""
        title, explanation, confirm = words
        super().__init__(title, explanation, confirm, parent)
        self._workspace = workspace
        self._settings = settings
        self.present = PassphraseField(tr("Present passphrase")) if workspace.store.key else None
        self.new = PassphraseField(tr("Passphrase")) if asks_new else None
        self.again = PassphraseField(tr("The same once more")) if asks_new else None
        self.kept = QCheckBox(tr(KEPT)) if asks_new else None
        self._bar = QProgressBar()
        self._questions = QWidget()
        self._busy = False
        self._fill()
        self._told.connect(self._on_told)
        self.on_confirm(self._begin)
        self._look()
        first = self.present or self.new
        if first is not None:
            first.setFocus()

    def _fill(self) -> None:
        """The questions, in a part of their own that goes when they are answered."""
        column = QVBoxLayout(self._questions)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.medium)
        form = FormLayout()
        for label, field in (
            (tr("Present passphrase"), self.present),
            (tr("Passphrase") if self.present is None else tr("New passphrase"), self.new),
            (tr("The same once more"), self.again),
        ):
            if field is not None:
                form.add(label, field)
                field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 48)
                field.changed.connect(self._look)
        if self.kept is not None:
            lost = QLabel(tr(LOST))
            lost.setFont(theme.font("strong"))
            lost.setWordWrap(True)
            column.addWidget(lost)
        column.addLayout(form)
        if self.kept is not None:
            column.addWidget(self.kept)
            self.kept.toggled.connect(self._look)
        self._bar.setTextVisible(False)
        self._bar.hide()
        self.add(self._questions)
        self.add(self._bar)

    @Slot()
    def reject(self) -> None:
        """Leave it; not while files are written anew."""
        if not self._busy:
            super().reject()

    @Slot()
    def _look(self) -> None:
        """Say what is wanting, and let her go on when nothing is."""
        ready = self.present is None or bool(self.present.text())
        if self.new is not None and self.again is not None and self.kept is not None:
            typed, again = self.new.text(), self.again.text()
            self.new.show_note(strength(typed))
            # While she may still be typing it is not wrong yet.
            underway = typed.startswith(again) and not self.kept.isChecked()
            self.again.show_note("" if underway or typed == again else tr(OTHER))
            ready = ready and not protection.is_weak(typed) and typed == again and self.kept.isChecked()
        self.confirm.setEnabled(ready)

    @Slot()
    def _begin(self) -> None:
        present = self.present.text() if self.present is not None else None
        new = self.new.text() if self.new is not None else None
        store = self._workspace.store

        def work() -> list[Left]:
            if present is not None:
                store.check(present)
            return protection.protect(store, new, self._told.emit)

        self._set_busy(True)
        self._workspace.alone(work, self._on_done, self._on_failed)

    @Slot(int, int)
    def _on_told(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if done:
            self.explanation.setText(
                trn("{done} of {n} file is done.", "{done} of {n} files are done.", total, done=done)
            )

    def _on_done(self, left: Sequence[Left]) -> None:
        protected = self._workspace.store.key is not None
        self._settings.follow_store()
        self._forget()
        done = (
            tr("The store and its backups are protected.")
            if protected
            else tr("The store and its backups are no longer protected.")
        )
        self.done_with.emit(done if not left else "")
        if left:
            self._show_left(left)
        else:
            self._busy = False
            self.accept()

    def _show_left(self, left: Sequence[Left]) -> None:
        """Name the files that stay as they were."""
        self._set_busy(False)
        self.confirm.hide()
        self._questions.hide()
        self.explanation.setText(
            trn(
                "The store is done. {n} file stays as it was:",
                "The store is done. {n} files stay as they were:",
                len(left),
            )
        )
        self.show_problem("\n".join(each.why for each in left))
        self.cancel.setText(tr("Close"))

    def _on_failed(self, sentence: str) -> None:
        self._set_busy(False)
        if self.present is not None and not self._workspace.store.is_locked:
            self.present.line.clear()
        self._look()
        self.show_problem(sentence)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for part in (self.confirm, self.cancel, self._questions):
            part.setEnabled(not busy)
        self._bar.setRange(0, 0)
        self._bar.setVisible(busy)
        self.show_problem("")

    def _forget(self) -> None:
        for field in (self.present, self.new, self.again):
            if field is not None:
                field.clear()


class PassphraseDialogs(QObject):
    """The three dialogs of one window; `done` gets a sentence about what was done."""

    done = Signal(str)

    def __init__(self, workspace: Workspace, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._settings = settings
        self._window = window
        self._actions: Actions | None = None

    def offer(self, actions: Actions) -> None:
        """Let the actions of the window say what can be done with the store as it is, from now on."""
        self._actions = actions
        self._on_done("")

    @Slot()
    def protect(self) -> None:
        """Put the store under a passphrase."""
        self._open((tr("Protect with a passphrase"), tr(WHAT), tr("Protect the store")), asks_new=True)

    @Slot()
    def change(self) -> None:
        """Put the store under another passphrase."""
        words = tr("The store and its backups are written anew. The present passphrase opens them no longer.")
        self._open((tr("Change the passphrase"), words, tr("Change the passphrase")), asks_new=True)

    @Slot()
    def remove(self) -> None:
        """Put the store under no passphrase any more."""
        self._open((tr("Remove the passphrase"), tr(NO_MORE), tr("Remove the passphrase")), asks_new=False)

    def _open(self, words: tuple[str, str, str], *, asks_new: bool) -> None:
        dialog = PassphraseDialog(
            self._workspace, self._settings, words, asks_new=asks_new, parent=self._window
        )
        dialog.done_with.connect(self._on_done)
        dialog.open()

    @Slot(str)
    def _on_done(self, sentence: str) -> None:
        store = self._workspace.store
        if self._actions is not None:
            self._actions.show_protection(store.key is not None, not store.read_only)
        if sentence:
            self.done.emit(sentence)
