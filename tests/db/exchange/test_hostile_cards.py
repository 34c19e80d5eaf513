"""Contact cards that mean harm: nothing they lead to is fetched, and none of them takes the machine."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import WorldError
from db.exchange.limits import USUAL
from db.exchange.reading import read_workbook
from db.exchange.vcard_lines import cards
from db.store import Store
from tests.db.exchange.vcard_desk import people

HEAD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Aigul Example\r\nN:Example;Aigul\r\n"
OLD = HEAD.replace(b"3.0", b"2.1")
END = b"END:VCARD\r\n"

MANY = 200_000
LARGE: dict[str, bytes] = {
    "a picture of 15 MB on one line": HEAD + b"PHOTO;ENCODING=b:" + b"A" * 15_000_000 + b"\r\n" + END,
    "a picture in short lines": HEAD
    + b"PHOTO;ENCODING=b:"
    + b"\r\n ".join([b"A" * 74] * MANY)
    + b"\r\n"
    + END,
    "many parameters": HEAD + b"TEL" + b";TYPE=a" * MANY + b":1\r\n" + END,
    "many quotation marks": HEAD + b'TEL;X="' + b'";X="' * MANY + b"\r\n" + END,
    "parameters without an end": HEAD + b"TEL" + b";a" * MANY + b"\r\n" + END,
    "many components": HEAD + b"ADR:" + b";" * MANY + b"\r\n" + END,
    "many escapes": HEAD + b"NOTE:" + b"\\;" * MANY + b"\r\n" + END,
    "quoted-printable": OLD + b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"=41" * MANY + b"\r\n" + END,
    "quoted line ends": OLD + b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"=\r\n" * MANY + b"\r\n" + END,
    "cards within cards": b"BEGIN:VCARD\r\nVERSION:2.1\r\nAGENT:\r\n" * MANY,
    "blanks": HEAD + b" " * 1_000_000 + b"A\r\n" + END,
    "a line without a sign": HEAD + b"A" * 1_000_000 + b"\r\n" + END,
}


@pytest.mark.parametrize("what", LARGE)
def test_size_and_depth_cost_no_more_than_reading_the_bytes(what: str) -> None:
    began = time.process_time()
    found = list(cards(LARGE[what]))
    assert found[0].lines or found[0].problem
    assert time.process_time() - began < 8  # a minute and more where the effort grows with the square


def test_a_file_beyond_the_limit_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "large.vcf"
    path.write_bytes(LARGE["a picture of 15 MB on one line"])
    with pytest.raises(WorldError, match=r"large\.vcf"):
        read_workbook(path, limits=replace(USUAL, file=10_000_000))


LEADING = """BEGIN:VCARD
VERSION:4.0
FN:Aigul Example
PHOTO;VALUE=uri:file:///etc/passwd
PHOTO;MEDIATYPE=image/jpeg:https://example.com/seen.jpg
LOGO:file://example.com/share/logo.png
SOUND;VALUE=uri:ftp://example.com/name.ogg
KEY;VALUE=uri:javascript:alert(1)
SOURCE:smb://example.com/aigul.vcf
URL:javascript:alert(1)
NOTE:=cmd|' /C calc'!A0
EMAIL:aigul@example.kg
END:VCARD
"""


def test_what_a_card_leads_to_is_words_at_the_most(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "leads.vcf"
    path.write_text(LEADING, encoding="utf-8")
    (person,) = people(store, path)
    assert person.values["given_name"] == "Aigul"
    for leads in ("/etc/passwd", "seen.jpg", "name.ogg", "logo.png"):
        assert not any(leads in str(value) for name, value in person.values.items() if name != "note")
    assert "javascript" not in str({k: v for k, v in person.values.items() if k != "note"})
