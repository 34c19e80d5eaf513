"""Writing a file: what goes in, as what, for whom, in which language, and where to."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from db import groups
from db.fields import Audience
from db.file_names import safe_name
from db.language import mark, tr, trn
from db.records import RECORDS
from desktop.dialogs import export_work
from desktop.dialogs.export_period import PeriodChoice
from desktop.dialogs.export_recipients import AUDIENCES, CodeBox, Recipient, RecipientBox, Recipients
from desktop.dialogs.export_scope import FormChoice, ScopeChoice
from desktop.dialogs.export_work import LISTS, Facts, Form, Listed, Order, Period, Scope
from desktop.settings import Settings
from desktop.tasks import Task
from desktop.theme import SIZE, SPACE
from desktop.widgets.busy import BusyPanel
from desktop.widgets.form_layout import FormLayout
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from db.exchange.exporting import ExportReport
    from desktop.records.record_list import RecordList

LANGUAGES = (("en", mark("English")), ("ru", mark("Russian")))
CARD_VERSIONS = (
    ("3.0", mark("vCard 3.0, read by every address book")),
    ("4.0", mark("vCard 4.0, the newest")),
)
FILTERS = {
    Form.WORKBOOK: mark("Workbook (*.xlsx)"),
    Form.TABLE: mark("Table (*.csv)"),
    Form.CARDS: mark("Contact cards (*.vcf)"),
}


class ExportDialog(TitledDialog):
    """Chooses what to write, then writes it with progress; `finished_with` tells of the file."""

    finished_with = Signal(str, object)
    """A sentence about what was written, and the path of the file."""

    def __init__(
        self, workspace: Workspace, settings: Settings, listed: "RecordList", parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Export"), confirm=tr("Export"), parent=parent)
        self._workspace = workspace
        self._settings = settings
        self._recipients = Recipients(settings)
        self._listed = Listed(
            listed.view(), listed.described(), listed.ids(), listed.selected_ids(), listed.columns()
        )
        self._facts: Facts | None = None
        self._task: Task | None = None
        self._is_leaving = False
        self.scope = ScopeChoice(self._listed)
        self.form = FormChoice(self._listed)
        self.period = PeriodChoice(settings)
        self.recipient = RecipientBox(self._recipients)
        self.audience = CodeBox(tr("They see"), AUDIENCES)
        self.headers = CodeBox(tr("Headers in"), LANGUAGES)
        self.cards = CodeBox(tr("Cards as"), CARD_VERSIONS)
        self.all_columns = QCheckBox(tr("With all columns, also those that are not shown"))
        self.all_releases = QCheckBox(tr("With all releases, also drafts and withdrawn ones"))
        self.with_opted_out = QCheckBox()
        self.left_out = QLabel()
        self.busy = BusyPanel()
        self._rows = FormLayout()
        self._pages = QStackedWidget()
        self._lay_out_body()
        self._show_recipient(self.recipient.current())
        self._connect()
        self._show_what_fits()
        self._workspace.read(export_work.look_up(self._listed), self._on_facts)
        self.scope.take_focus()

    def _lay_out_body(self) -> None:
        rows = self._rows
        rows.setVerticalSpacing(SPACE.small)
        rows.add(tr("What"), self.scope)
        rows.add("", self.all_columns)
        rows.add(tr("Period"), self.period)
        rows.add(tr("As"), self.form)
        rows.add(tr("Cards as"), self.cards)
        rows.add(tr("For whom"), self.recipient)
        rows.add(tr("They see"), self.audience)
        rows.add(tr("Headers in"), self.headers)
        rows.add("", self.all_releases)
        rows.add("", self.with_opted_out)
        rows.add("", self.left_out)
        for box in (self.all_columns, self.all_releases, self.with_opted_out):
            box.setMinimumHeight(SIZE.control)
        self.left_out.setProperty("role", "small")
        self.left_out.setTextFormat(Qt.TextFormat.PlainText)
        self.left_out.setWordWrap(True)
        self.left_out.setMinimumWidth(SIZE.reading)
        choices, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(rows)
        column.addStretch()
        choices.setLayout(column)
        self._pages.addWidget(choices)
        self._pages.addWidget(self.busy)
        self.add(self._pages, 1)

    def _connect(self) -> None:
        self.on_confirm(self._choose_file)
        self.busy.cancelled.connect(self._stop)
        self.recipient.chosen.connect(self._show_recipient)
        self.recipient.typed.connect(self._offer_audience)
        for changed in (
            self.scope.changed, self.form.changed, self.period.changed, self.all_columns.toggled,
            self.all_releases.toggled, self.with_opted_out.toggled, self.audience.currentIndexChanged,
            self.headers.currentIndexChanged,
        ):  # fmt: skip
            changed.connect(self._on_changed)

    # Choosing

    def order(self) -> Order:
        """All that is chosen."""
        recipient, scope = self.recipient.current(), self.scope.scope()
        is_internal = recipient.audience is Audience.INTERNAL
        group = self.scope.group()
        # A group is whom something is sent to.
        everybody = recipient.with_opted_out and is_internal and scope is not Scope.GROUP
        return Order(
            group.listed(self._listed.columns) if group else self._listed,
            scope,
            self.form.form(),
            recipient.audience,
            recipient.language,
            all_columns=recipient.all_columns,
            with_opted_out=everybody,
            all_releases=recipient.all_releases and is_internal and scope is Scope.PACK,
            period=self.period.period() or Period(),
            version="4.0" if self.cards.code() == "4.0" else "3.0",
        )

    @Slot(object)
    def _show_recipient(self, recipient: Recipient) -> None:
        """Bring back what was chosen last for somebody."""
        parts = (
            self.audience, self.headers, self.all_columns, self.all_releases, self.with_opted_out,
        )  # fmt: skip
        for part in parts:
            part.blockSignals(True)
        self.audience.choose(recipient.audience)
        self.headers.choose(recipient.language)
        self.all_columns.setChecked(recipient.all_columns)
        self.all_releases.setChecked(recipient.all_releases)
        self.with_opted_out.setChecked(recipient.with_opted_out)
        for part in parts:
            part.blockSignals(False)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self.form.offer_for(self.scope.scope())
        self.recipient.change(
            audience=Audience(self.audience.code()),
            language=self.headers.code(),
            all_columns=self.all_columns.isChecked(),
            all_releases=self.all_releases.isChecked(),
            with_opted_out=self.with_opted_out.isChecked(),
        )
        self._show_what_fits()

    def _on_facts(self, facts: Facts) -> None:
        self._facts = facts
        self.scope.offer_groups(facts.groups)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        """Offer what belongs to what is chosen, and say what comes of it."""
        order = self.order()
        is_list = order.scope in LISTS
        is_cards, is_pack = order.form is Form.CARDS, order.scope is Scope.PACK
        self._rows.setRowVisible(self.all_columns, is_list and not is_cards)
        self._rows.setRowVisible(self.period, is_pack)
        self._rows.setRowVisible(self.all_releases, is_pack and order.audience is Audience.INTERNAL)
        self._rows.setRowVisible(self.cards, is_cards)
        self._rows.setRowVisible(self.headers, not is_cards)
        self._offer_audience()
        self._say_who_opted_out(order)
        hidden = export_work.left_out(order, self._facts)
        fields = ", ".join(hidden)
        said = tr("Left out for them: {fields}.", fields=fields) if hidden else tr("No field is left out.")
        if out := self._opted_out(order):
            said = f"{said} {groups.Addresses((), out).left_out}"
        self.left_out.setText(said)
        if is_pack:
            self._count_period(order)
        self._name_button(order)
        self._fit()

    @Slot()
    def _offer_audience(self) -> None:
        """Who is always offered is called after what they see; that of others can be chosen."""
        self.audience.setEnabled(self.recipient.is_own())

    def _fit(self) -> None:
        """Be as high as what is offered, and stay on the screen."""
        self.adjustSize()
        room, place = self.screen().availableGeometry(), self.frameGeometry()
        if self.isVisible() and place.bottom() > room.bottom():
            self.move(place.left(), max(room.top(), room.bottom() - place.height()))

    def _say_who_opted_out(self, order: Order) -> None:
        people = self._facts.opted_out[order.scope] if self._facts else 0
        text = trn("Also {n} contact who opted out", "Also {n} contacts who opted out", people)
        self.with_opted_out.setText(text)
        is_asked = bool(people) and order.audience is Audience.INTERNAL and order.scope is not Scope.GROUP
        self._rows.setRowVisible(self.with_opted_out, is_asked)

    def _opted_out(self, order: Order) -> int:
        """How many people of what is chosen stay out because they opted out."""
        if order.with_opted_out or self._facts is None:
            return 0
        group = self.scope.group()
        return group.opted_out if group is not None else self._facts.opted_out[order.scope]

    def _count_period(self, order: Order) -> None:
        if self.period.period() is None:
            self.period.show_found("")
        else:
            self._workspace.read(export_work.count_in(order), self._on_counted)

    def _on_counted(self, found: tuple[Order, str]) -> None:
        order, counted = found
        if self.period.period() is not None and order == self.order():
            period = order.period
            text = tr("{period}: {counted}", period=period.phrase(), counted=counted)
            self.period.show_found(text if period.phrase() else counted)

    def _name_button(self, order: Order) -> None:
        rows = len(order.listed.ids(order.scope))
        if order.scope in LISTS:
            rows -= self._opted_out(order)
        if order.scope is Scope.PACK:
            self.confirm.setText(tr("Export the pack"))
        elif order.scope is Scope.STORE:
            self.confirm.setText(tr("Export the whole store"))
        elif order.form is Form.CARDS:
            self.confirm.setText(trn("Export {n} card", "Export {n} cards", rows))
        else:
            counted = RECORDS[self._listed.kind].about.words.counted(rows)
            self.confirm.setText(tr("Export {counted}", counted=counted))
        is_day = order.scope is not Scope.PACK or self.period.period() is not None
        self.confirm.setEnabled(self._task is None and is_day and (rows > 0 or order.form is not Form.CARDS))

    # Writing

    @Slot()
    def _choose_file(self) -> None:
        order = self.order()
        dialog = QFileDialog(self, self.confirm.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr(FILTERS[order.form]))
        dialog.setDefaultSuffix(order.form.lstrip("."))
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(self._settings.get("folder") or documents)
        dialog.selectFile(_file_name(order))
        if dialog.exec() and dialog.selectedFiles():
            target = Path(dialog.selectedFiles()[0])
            self._settings.put("folder", str(target.parent))
            self.write(target)

    def write(self, target: Path) -> None:
        """Write the file to `target` as chosen."""
        if self._task is not None:
            return
        self._keep()
        self._is_leaving = False
        self.show_problem("")
        self.busy.set_title(tr("Writing {name}", name=target.name))
        self.busy.set_progress(0, None, " ")
        self._pages.setCurrentWidget(self.busy)
        self.confirm.hide()
        self.cancel.hide()
        work = export_work.write(self._workspace.store, self.order(), target)
        self._task = self._workspace.tasks.start(work, done=self._on_done, failed=self._on_failed)
        self._task.progress.connect(self._on_progress)
        self._task.cancelled.connect(self._on_cancelled)

    def _keep(self) -> None:
        """Remember what is chosen, for the recipient and for the next time."""
        self.recipient.take()
        self._recipients.keep(self.recipient.current())
        self.period.keep()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        if done and not (self._task and self._task.asked_to_stop()):
            self.busy.set_progress(done, total or None)

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_done(self, report: "ExportReport") -> None:
        self._task = None
        self.finished_with.emit(export_work.told(report), report.path)
        self.accept()

    def _on_failed(self, sentence: str) -> None:
        self._back(sentence)

    @Slot()
    def _on_cancelled(self) -> None:
        self._back(tr("Stopped. Nothing was written."))
        if self._is_leaving:
            super().reject()

    def _back(self, sentence: str) -> None:
        self._task = None
        self._pages.setCurrentIndex(0)
        self.confirm.show()
        self.cancel.show()
        self._show_what_fits()
        self.show_problem(sentence)
        self.confirm.setFocus()

    def reject(self) -> None:
        """Leave; a file that is being written is stopped first and leaves nothing behind."""
        if self._task is None:
            super().reject()
            return
        self._is_leaving = True
        self._task.cancel()


def _file_name(order: Order) -> str:
    """What a file is called unless she calls it otherwise: what it is and from when."""
    day = f"{dt.date.today():%Y-%m-%d}"
    if order.scope is Scope.PACK:
        days = [f"{each:%Y-%m-%d}" for each in (order.period.start, order.period.end) if each]
        what, day = tr("Delegation pack"), " – ".join(days) or day
    elif order.scope is Scope.STORE:
        what = tr("Everything")
    elif order.scope is Scope.GROUP:
        what = order.listed.described.partition(": ")[2]
    else:
        what = RECORDS[order.listed.kind].about.words.plural
    # The day stands at the end, and is not to be cut off.
    return safe_name(what, f" {day}{order.form}")
