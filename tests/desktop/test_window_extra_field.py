"""A field added to a record in one place is everywhere in the real window."""

from pathlib import Path

from tests.db.extra_field import run_with_extra_field

SNIPPET = """
from PySide6.QtWidgets import QApplication

from db.exchange.reading import read_workbook
from db.queries import Filter, Op
from db.search import search
from desktop import theme
from desktop.dialogs.export import ExportDialog
from desktop.main_window import MainWindow
from desktop.pages import Pages
from desktop.settings import Settings
from desktop.workspace import Workspace

app = QApplication([])
theme.apply(app, "light")
folder = Path(sys.argv[1]).parent
with store.write("Begin") as writer:
    writer.create("contact", {"family_name": "Omarova", "blog": "https://blog.example.com"})
    writer.create("contact", {"family_name": "Asanova"})
workspace = Workspace(store)
window = MainWindow(workspace, Settings(folder / "settings.ini"))
window.show()


def settle():
    quiet = 0
    while quiet < 5:
        app.processEvents()
        quiet = quiet + 1 if workspace.tasks.is_idle else 0


settle()
page = window.findChild(Pages).current()
chooser = page.list.choose_columns()
offered = [chooser.list.item(place).text() for place in range(chooser.list.count())]
chooser.close()
print("column", "Blog" in offered)
page.list.set_columns(["title", "blog"])
model = page.list.model
for _ in range(2):
    cells = [model.index(row, 1).data() for row in range(model.rowCount())]
    settle()
print("table", cells)
page.list.bar.set_filter("blog", Filter("blog", Op.NOT_EMPTY))
settle()
print("filter", page.list.bar.chips()[0].text(), model.rowCount())
page.list.table.choose(0)
settle()
print("form", page.form.body.row("blog").text())
dialog = ExportDialog(workspace, Settings(folder / "settings.ini"), page.list, window)
dialog.write(folder / "out.xlsx")
settle()
sheet = read_workbook(folder / "out.xlsx").sheets[1]
print("excel", "Blog" in sheet.row(1), "https://blog.example.com" in sheet.row(2))
with store.read() as session:
    print("search", [hit.title for hit in search(session, "blog.example")])
window.close()
"""


def test_a_field_added_in_one_place_is_everywhere_in_the_window(tmp_path: Path) -> None:
    said = run_with_extra_field(SNIPPET, tmp_path).splitlines()
    assert said == [
        "column True",
        "table ['', 'https://blog.example.com']",
        "filter Blog: not empty 1",
        "form https://blog.example.com",
        "excel True True",
        "search ['Omarova']",
    ]
