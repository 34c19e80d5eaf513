"""The grammar of contact cards: what is written keeps to the RFCs, what is read may not."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.vcard_lines import Line, cards, content_line, escape

TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from('\\;,:"^\n\t =' + string.hexdigits)
    ),
    max_size=300,
)


def only_line(*lines: str, version: str = "4.0") -> Line:
    """The one line of a card with these."""
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (card,) = cards(text.encode())
    assert card.problem == ""
    (line,) = card.lines
    return line


@given(value=TEXT, param=TEXT)
def test_a_line_comes_back_whatever_it_carries(value: str, param: str) -> None:
    """Folding, escaping and RFC 6868's signs take nothing away; no line is longer than 75 octets."""
    written = content_line("NOTE", escape(value), [("X-SAID", param)])
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    line = only_line(written.removesuffix("\r\n"))
    assert line.text == value
    assert line.param("X-SAID") == param


@given(parts=st.lists(TEXT, min_size=1, max_size=7))
def test_components_come_back(parts: list[str]) -> None:
    """Parts of a structured value stay apart."""
    assert only_line(f"N:{';'.join(map(escape, parts))}".replace("\n", "")).components() == tuple(parts)


def test_a_fold_within_a_letter_is_mended() -> None:
    """Programs that fold by octets cut Cyrillic letters in two."""
    octets = "NOTE:Асель".encode()
    content = b"BEGIN:VCARD\nVERSION:3.0\n" + octets[:6] + b"\n " + octets[6:] + b"\nEND:VCARD\n"
    (card,) = cards(content)
    assert card.lines[0].text == "Асель"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_letters_in_any_encoding(encoding: str) -> None:
    """Cyrillic in whatever a telephone or an old Outlook keeps it."""
    (card,) = cards("BEGIN:VCARD\r\nVERSION:2.1\r\nN:Секимова;Асель\r\nEND:VCARD\r\n".encode(encoding))
    assert card.lines[0].components() == ("Секимова", "Асель")


@pytest.mark.parametrize("charset", ["windows-1251", "no-such", "hex", "\0", ""])
def test_a_character_set_that_is_wrong_does_no_harm(charset: str) -> None:
    """What a card says of its letters is tried, then the usual ones are."""
    octets = "Асель".encode("cp1251")
    content = b"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=" + charset.encode() + b":" + octets + b"\nEND:VCARD\n"
    (card,) = cards(content)
    assert card.lines[0].value == "Асель"


def test_parameters_in_every_form() -> None:
    """Bare ones of 2.1, lists in quotation marks of 4.0, the same one several times."""
    assert only_line("TEL;CELL;PREF:1", version="2.1").types == {"cell", "pref"}
    assert only_line('TEL;TYPE="voice,home";PREF=1:1').types == {"voice", "home"}
    assert only_line("TEL;TYPE=CELL;TYPE=pref:1", version="3.0").types == {"cell", "pref"}
    assert only_line('NOTE;X-A="a:b;c,d";X-B=e:f').param("X-A") == "a:b;c,d"


def test_2_1_escapes_only_what_it_must() -> None:
    """A path with a backslash stays one in 2.1, where "\\n" is no line break."""
    assert only_line("NOTE:C:\\new\\;old", version="2.1").text == "C:\\new;old"
    assert only_line("NOTE:C:\\\\new\\nline", version="3.0").text == "C:\\new\nline"


def test_a_card_within_a_card_is_passed_over() -> None:
    """AGENT of 2.1 holds a whole card: the names in it are not those of the person."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:2.1",
        "N:One",
        "AGENT:",
        "BEGIN:VCARD",
        "N:Two",
        "END:VCARD",
        "END:VCARD",
    ]
    (card,) = cards("\r\n".join(lines).encode())
    assert [line.value for line in card.all("N")] == ["One"]
    assert card.problem == ""


def test_old_line_ends_and_blank_lines() -> None:
    """Line ends of old Macs; a blank line after a picture."""
    (card,) = cards(b"BEGIN:VCARD\rVERSION:3.0\rN:One\r\rNOTE:Two\rEND:VCARD\r")
    assert [line.value for line in card.lines] == ["One", "Two"]
