"""Names of persons taken apart: a table of how they stand in lists of the region and beyond."""

from collections import Counter
from pathlib import Path

import pytest

from db.names import Person, parse_person

PARTS = ("honorific", "given", "patronymic", "family", "suffix")


def told() -> list[tuple[str, str, Person]]:
    """Language, text and parts of each line of the table."""
    lines = (Path(__file__).parent / "parsed_persons.tsv").read_text("utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(language, text, _person(parts)) for language, text, *parts in cells]


def _person(parts: list[str]) -> Person:
    honorific, given, patronymic, family, suffix = parts
    return Person(honorific, given, patronymic, family, suffix)


@pytest.mark.parametrize(("text", "person"), [(text, person) for _, text, person in told()])
def test_names_of_the_table_are_taken_apart(text: str, person: Person) -> None:
    found = parse_person(text)
    assert [getattr(found, part) for part in PARTS] == [getattr(person, part) for part in PARTS]


def test_each_language_has_its_share() -> None:
    count = Counter(language for language, *_ in told())
    assert count.total() >= 150
    assert min(count.values()) >= 15
