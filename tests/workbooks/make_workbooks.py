"""Makes the workbooks of this folder: `python tests/workbooks/make_workbooks.py`.

They have the faults that workbooks have when they come by e-mail. The people in them are invented. The
.xls and .ods are converted by LibreOffice (`soffice`), so that not only our own writers are read.
"""

import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).parent


def participants() -> None:
    """A list of participants: titles merged across, header in row 4, a total row, an empty sheet."""
    book = Workbook()
    sheet = _first(book, "Participants")
    rows: list[list[object]] = [
        ["Regional seminar on care in prisons"],
        ["Osh, 6-7 June 2019. Participants"],
        [],
        ["№", "Name, Surname", "Position", "Institution", "Country", "Tel.", "E-mail", "Arrival"],
        [1, "Mr. Azamat TURDUBAEV", "Head of Unit", "Prison Service", "Kyrgyzstan", "+996 555 00 01 02",
         "a.turdubaev@example.kg", date(2019, 6, 5)],
        [2, "Ms Malika Sharipova", "Narcologist", "Narcology Centre", "Tajikistan", "992 37 200-00-15",
         "M.Sharipova@EXAMPLE.tj ", "05/06/2019"],
        [3, "Dr Yerlan Seitov, MD", "Deputy Director", "Mental Health Centre", "Kazakhstan", 87010000678,
         "y.seitov@example.kz", datetime(2019, 6, 5, 18, 30)],
        [4, "Azamat Turdubaev", "Head of Unit", "PS", "KG", "0555 000102", "azamat@example.kg", "05.06.19"],
        [],
        ["TOTAL:", 4],
    ]  # fmt: skip
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("A2:H2")
    book.create_sheet("Sheet2")
    book.save(FOLDER / "participants.xlsx")


def media() -> None:
    """A Russian list of journalists with two phones in a cell, and a second one on a hidden sheet."""
    book = Workbook()
    sheet = _first(book, "СМИ КР")
    for row in (
        ["Список СМИ (обновлён 01.02.2020)"],
        [],
        ["Ф.И.О.", "Организация", "Должность", "Телефон (раб./моб.)", "Эл. почта", "Язык", "Примечание"],
        ["Асанова Бермет Эсеновна", "Газета «Көчмө»", "репортёр", "0312 00-11-22\n0772 00 20 30",
         "bermet@example.kg", "кырг., рус.", "звонить до 17:00"],
        ["Петров К.Л.", "Радио «Волна»", "редактор", "+996(312)000234 доб. 4", "radio@example.kg", "рус."],
    ):  # fmt: skip
        sheet.append(row)
    hidden = book.create_sheet("СМИ РТ")
    hidden.sheet_state = "hidden"
    hidden.append(["Ф.И.О.", "Организация", "Телефон"])
    hidden.append(["Ғаниев Қодир", "ТВ «Субҳ»", "(+992) 93 000 60 70"])
    book.save(FOLDER / "media-ru.xlsx")


def mixture() -> None:
    """One cell of each sort, beginning at C3, with a hidden row and column; also as .xls and .ods."""
    book = Workbook()
    sheet = _first(book, "Лист")
    values: list[object] = [
        "name", date(2019, 4, 25), datetime(2019, 4, 25, 18, 30), time(9, 15), timedelta(hours=30),
        "=1/0", True, "0312", 1.5, "one\ntwo", "=1+1", "  two  spaces", 1234567890123456789, "Ҳамид өңү",
    ]  # fmt: skip
    for row, value in enumerate(values, start=3):
        sheet.cell(row, 3, value)
    sheet["D3"] = 3
    sheet["E3"] = "KG"
    sheet.merge_cells("E3:E5")
    sheet["C3"].font = Font(bold=True)
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden["A1"] = 1
    book.create_sheet("Empty")
    source = FOLDER / "mixture.xlsx"
    book.save(source)
    for suffix in ("xls", "ods"):
        command = ["soffice", "--headless", "--convert-to", suffix, "--outdir", str(FOLDER), str(source)]
        subprocess.run(command, check=True, capture_output=True)


def _first(book: Workbook, name: str) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = name
    return sheet


if __name__ == "__main__":
    participants()
    media()
    mixture()
