"""E-mail addresses and links."""

from typing import cast

import pytest

from db.fields import Field, Kind
from db.understanding import shown, understand
from db.values import Reach

EMAILS = Field("E-mails", Kind.EMAILS)
LINK = Field("Website", Kind.LINK)
LINKS = Field("Social media", Kind.LINKS)


@pytest.mark.parametrize(
    ("raw", "normals"),
    [
        ("n.x@example.kg", ["n.x@example.kg"]),
        ("G.Rahimova@EXAMPLE.tj ", ["G.Rahimova@example.tj"]),
        ("annayev(at)example.tm", ["annayev@example.tm"]),
        ("a [at] example [dot] kg", ["a@example.kg"]),
        ("a(собака)example.kg", ["a@example.kg"]),
        ("press at example.org", ["press@example.org"]),
        ("a@example.kg.", ["a@example.kg"]),
        ("a(a)example.kg", ["a@example.kg"]),
        ("press at example dot kg", ["press@example.kg"]),
        ("'a@example.kg'", ["a@example.kg"]),
        ("a@example.kg>", ["a@example.kg"]),
        ("Asel Sekimova a@example.kg", ["a@example.kg"]),
        ("a@example.kg (Asel); b@example.kg (Bakyt)", ["a@example.kg", "b@example.kg"]),
        ("Asel: a@example.kg; Bakyt: b@example.kg", ["a@example.kg", "b@example.kg"]),
        ("раб: a@example.kg, личн: b@example.kg", ["a@example.kg", "b@example.kg"]),
        ("mailto:a@example.kg?subject=Press", ["a@example.kg"]),
        ("аsel@example.kg", ["asel@example.kg"]),  # the first letter is a Cyrillic one
        ("a@пример.kg", ["a@пример.kg"]),
        ("Asel Sekimova <a@example.kg>", ["a@example.kg"]),
        ("mailto:a@example.kg", ["a@example.kg"]),
        ("E-mail: a@example.kg", ["a@example.kg"]),
        ("d.y@example.uz, dilnoza@example.com", ["d.y@example.uz", "dilnoza@example.com"]),
        ("a@example.kg\nb@example.kg", ["a@example.kg", "b@example.kg"]),
        ("a@example.kg b@example.kg; c@example.kg", ["a@example.kg", "b@example.kg", "c@example.kg"]),
        ("нет", []),
    ],
)
def test_addresses(raw: str, normals: list[str]) -> None:
    answer = understand(EMAILS, raw)
    found = cast(tuple[Reach, ...], answer.value)
    assert ([reach.normal for reach in found], answer.problem) == (normals, "")
    assert shown(EMAILS, found) == ", ".join(normals)


@pytest.mark.parametrize(
    "raw",
    [
        "foo",
        "Эл. почта",
        "a b@example.kg",
        "бc@example.kg",
        "a@example,kg",
        "http://a@example.kg",
        "a@example",
        "@example.kg",
        "a@@example.kg",
    ],
)
def test_what_is_no_address_is_said_and_kept(raw: str) -> None:
    answer = understand(EMAILS, raw)
    assert answer.problem == f"“{raw}” is not an e-mail address. Write it as name@example.org."
    assert [reach.normal for reach in cast(tuple[Reach, ...], answer.value)] == [""]


@pytest.mark.parametrize(
    "address",
    [*(f"{letter}.novak@example.kg" for letter in "cefhmoptw"), "m.1985@example.kg", "mob.asel@example.kg",
     "office.press@example.kg", "tel.2@example.kg"],
)  # fmt: skip
def test_an_address_that_begins_like_a_label_is_kept_whole(address: str) -> None:
    assert understand(EMAILS, address).value == (Reach(address, normal=address),)
    (labelled,) = cast(tuple[Reach, ...], understand(EMAILS, f"work: {address}").value)
    assert labelled == Reach(address, "work", normal=address)


def test_a_repaired_address_stays_as_typed_and_is_noted() -> None:
    answer = understand(EMAILS, "annayev(at)example.tm")
    assert answer.value == (Reach("annayev(at)example.tm", normal="annayev@example.tm"),)
    assert answer.note == "“annayev(at)example.tm” was read as annayev@example.tm."


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("example.org", "https://example.org"),
        ("www.example.kg/x", "https://www.example.kg/x"),
        ("example.org:8080/x", "https://example.org:8080/x"),
        ("mailto:a@example.kg", "mailto:a@example.kg"),
    ],
)
def test_links(raw: str, value: str) -> None:
    answer = understand(LINK, raw)
    assert (answer.value, bool(answer.note)) == (value, raw != value)


@pytest.mark.parametrize(
    "raw", ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", "foo", "http://[::1", "a b.org"]
)
def test_nothing_else_can_be_opened(raw: str) -> None:
    answer = understand(LINK, raw)
    assert answer.value is None
    assert "is not a web address" in answer.problem


def test_several_links() -> None:
    assert understand(LINKS, "https://example.org\nexample.kg/a,b; www.example.tj").value == (
        "https://example.org",
        "https://example.kg/a,b",
        "https://www.example.tj",
    )
