"""Whatever stands in a record, the file that is named after it lies in its folder, on every system."""

import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.file_names import LONGEST, safe_name

NAMES = {
    "Айгүл Өмүрбекова": "Айгүл Өмүрбекова.vcf",
    "../../etc/passwd": "etc-passwd.vcf",
    r"..\..\Windows\win.ini": "Windows-win.ini.vcf",
    "/etc/passwd": "etc-passwd.vcf",
    "C:list": "C-list.vcf",
    r"\\example.com\share": "example.com-share.vcf",
    "CON": "_CON.vcf",
    "nul.txt": "_nul.txt.vcf",
    "LPT¹": "_LPT¹.vcf",
    "Conrad": "Conrad.vcf",
    "list\u202efdp.exe": "listfdp.exe.vcf",
    "line\nbreak\tand\x00more": "line break andmore.vcf",
    "~$list": "list.vcf",
    "-rf": "rf.vcf",
    "name. . .": "name.vcf",
    "...": "Dateline.vcf",
    "": "Dateline.vcf",
    "What? <Who> | \"When\" * 'Where'": "What- -Who- - -When- - 'Where.vcf",
}


@pytest.mark.parametrize("words", NAMES)
def test_a_name_keeps_what_a_file_may_be_called(words: str) -> None:
    assert safe_name(words, ".vcf") == NAMES[words]


SIGNS = st.one_of(
    st.characters(codec=None),
    st.sampled_from('./\\:*?"<>|~$- \t\r\n\x00\u202e\u200f\ufeff\ud800éО😀'),
)
WORDS = st.one_of(
    st.text(SIGNS, max_size=300),
    st.sampled_from(["CON", "con ", "aux.", "COM1.x.y", "lpt9", "CONIN$", "..", "~", "e\u0301" * 200]),
)


@given(words=WORDS, ending=st.sampled_from(["", ".vcf", ".xlsx"]))
@example("я" * 500, ".xlsx")
@example("con" + "\u200b", "")
@example("x" * 134 + " .", ".xlsx")
def test_no_name_leads_out_of_its_folder_or_is_refused(words: str, ending: str) -> None:
    name = safe_name(words, ending)
    stem = name.removesuffix(ending)
    assert stem and name.endswith(ending)
    assert len(name.encode()) <= LONGEST
    folder = Path("/folder")
    assert (folder / name).resolve().parent == folder
    windows = PureWindowsPath(name)
    assert (windows.name, windows.drive, windows.root) == (name, "", "")
    assert not PureWindowsPath(name.replace("¹", "1")).is_reserved()
    assert not set(name) & set('<>:"/\\|?*')
    assert all(unicodedata.category(sign) not in ("Cc", "Cf", "Cs") for sign in name)
    assert stem == stem.strip(" .") and stem[0] not in "-~.$"
    assert safe_name(stem, ending) == name
