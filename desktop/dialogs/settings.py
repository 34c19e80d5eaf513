"""The settings: look, language, how close rows stand."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from db.language import language, mark, tr, trn
from desktop import theme
from desktop.locking import USUAL_MINUTES
from desktop.settings import LOCK_AFTER, Settings
from desktop.widgets.form_layout import FormLayout
from desktop.widgets.titled_dialog import TitledDialog

SCHEMES = (("system", mark("As the desktop has it")), ("light", mark("Light")), ("dark", mark("Dark")))
DENSITIES = (("comfortable", mark("Comfortable")), ("compact", mark("Compact")))
MINUTES = (5, 15, 30, 60)
"""After how many minutes without use a protected store may be locked."""
LANGUAGES = (("en", "English"), ("ru", "Русский"))
"""The languages that there is a catalogue for, each by its own name."""


class SettingsDialog(TitledDialog):
    """Each setting takes effect as it is chosen, but for the language, which waits for the next start."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tr("Settings"), parent=parent)
        self._settings = settings
        self._scheme = _choice([(code, tr(text)) for code, text in SCHEMES], settings.get("scheme", "system"))
        self._density = _choice(
            [(code, tr(text)) for code, text in DENSITIES], settings.get("density", "comfortable")
        )
        self._language = _choice(LANGUAGES, settings.get("language") or language())
        after = settings.get(LOCK_AFTER, USUAL_MINUTES)
        self._lock_after = _choice([(minutes, _in_words(minutes)) for minutes in (*MINUTES, 0)], after)
        form = FormLayout()
        form.add(tr("Look"), self._scheme)
        form.add(tr("Rows"), self._density)
        form.add(tr("Language"), self._language)
        form.add(tr("Lock a protected store"), self._lock_after)
        self.add(form)
        self._scheme.currentIndexChanged.connect(self._on_scheme)
        self._density.currentIndexChanged.connect(self._on_density)
        self._language.currentIndexChanged.connect(self._on_language)
        self._lock_after.currentIndexChanged.connect(self._on_lock_after)

    @Slot()
    def _on_lock_after(self) -> None:
        self._settings.put(LOCK_AFTER, self._lock_after.currentData())

    @Slot()
    def _on_scheme(self) -> None:
        app = QApplication.instance()
        self._settings.put("scheme", self._scheme.currentData())
        if isinstance(app, QApplication):
            theme.apply(app, self._scheme.currentData())

    @Slot()
    def _on_density(self) -> None:
        self._settings.put("density", self._density.currentData())
        self._settings.density_changed.emit()

    @Slot()
    def _on_language(self) -> None:
        self._settings.put("language", self._language.currentData())
        self.explanation.setText(tr("The language changes when Dateline is next started."))
        self.explanation.show()


def _in_words(minutes: int) -> str:
    if not minutes:
        return tr("Only by hand")
    return trn("After {n} minute without use", "After {n} minutes without use", minutes)


def _choice(choices: Sequence[tuple[str | int, str]], current: str | int) -> QComboBox:
    box = QComboBox()
    for code, text in choices:
        box.addItem(text, code)
    box.setCurrentIndex(max(0, box.findData(current)))
    return box
