"""Tables saved as text: whatever the delimiter and the letters, every cell arrives, as text."""

from pathlib import Path

import pytest

from db.errors import WorldError
from db.exchange.reading import read_workbook
from db.exchange.sheets import Row

ROWS = [["Имя", "Телефон", "Город"], ["Асанова, Бермет", "0312001122", "Ош"], ["Петров К.Л.", "007", "Нарын"]]


def read(path: Path, content: bytes) -> tuple[list[Row], list[str]]:
    path.write_bytes(content)
    book = read_workbook(path)
    return book.sheets[0].rows, book.remarks


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "cp1251", "cp866"]
)
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_encoding_and_delimiter_are_found_out(encoding: str, delimiter: str, tmp_path: Path) -> None:
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
    if encoding in {"utf-16-be", "utf-16-le"}:
        text = text.replace("Имя", "Name").replace("Телефон", "Telephone").replace("Город", "City")
        text += "\r\n" + delimiter.join(["Somebody with a long name in Latin letters", "1", "2"]) * 20
    rows, remarks = read(tmp_path / "list.csv", text.encode(encoding))
    assert rows[1:3] == ROWS[1:]
    assert bool(remarks) == (encoding in {"cp1251", "cp866"})


def test_a_guess_is_remarked(tmp_path: Path) -> None:
    _, remarks = read(tmp_path / "list.csv", "Имя;Город\nБермет;Ош\n".encode("cp1251"))
    assert remarks == ["The file does not say how its letters are stored; it was read as Windows-1251."]
    _, remarks = read(tmp_path / "list.csv", ("Name;City\n" + "Zoë Müller;Köln\n" * 3).encode("cp1252"))
    assert "Windows-1252" in remarks[0]


def test_leading_zeros_commas_and_line_breaks_stay(tmp_path: Path) -> None:
    rows, _ = read(tmp_path / "list.csv", b"sep=;\nName;Phone\n\"Two\nlines; one\";0312\n\n'=1+1;'+996 312\n")
    assert rows == [["Name", "Phone"], ["Two\nlines; one", "0312"], (), ["=1+1", "+996 312"]]


def test_an_open_quotation_mark_is_remarked(tmp_path: Path) -> None:
    _, remarks = read(tmp_path / "list.csv", b'Name,City\n"Aigul,Osh\nNurbek,Naryn\n')
    assert "Quotation marks" in remarks[0]


def test_running_text_is_not_cut_at_its_commas(tmp_path: Path) -> None:
    rows, _ = read(
        tmp_path / "letter.txt", b"Dear all,\n\nwe met in Osh, in June, and talked.\nSee you soon\n"
    )
    assert rows == [["Dear all,"], (), ["we met in Osh, in June, and talked."], ["See you soon"]]


def test_text_under_another_name_is_read_with_a_remark(tmp_path: Path) -> None:
    rows, remarks = read(tmp_path / "list.xlsx", b"Name;City\nAigul;Osh\n")
    assert rows[1] == ["Aigul", "Osh"]
    assert remarks == ["The file is a table of text under the name of something else."]


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="is not a workbook"):
        read(tmp_path / "list.csv", b"Name;City\n\x01\x02\x03")
