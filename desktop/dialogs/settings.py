"""The settings: look, language, how close rows stand."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from db.language import language, mark, tr
from desktop import theme
from desktop.settings import Settings
from desktop.widgets.form_layout import FormLayout
from desktop.widgets.titled_dialog import TitledDialog

SCHEMES = (("system", mark("As the desktop has it")), ("light", mark("Light")), ("dark", mark("Dark")))
DENSITIES = (("comfortable", mark("Comfortable")), ("compact", mark("Compact")))
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
        form = FormLayout()
        form.add(tr("Look"), self._scheme)
        form.add(tr("Rows"), self._density)
        form.add(tr("Language"), self._language)
        self.add(form)
        self._scheme.currentIndexChanged.connect(self._on_scheme)
        self._density.currentIndexChanged.connect(self._on_density)
        self._language.currentIndexChanged.connect(self._on_language)

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


def _choice(choices: Sequence[tuple[str, str]], current: str) -> QComboBox:
    box = QComboBox()
    for code, text in choices:
        box.addItem(text, code)
    box.setCurrentIndex(max(0, box.findData(current)))
    return box
