"""The catalogues: complete, compiled, with their places kept; labels by which an import finds its fields."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from db.exchange.header_words import by_header, filled_by
from db.language import catalogue
from db.names import fold
from db.queries import column_fields
from db.records import RECORDS, kind_fields
from resources import path
from resources.translations.update import compiled, merged, texts, untranslated

CATALOGUES = sorted(path("translations").glob("*/LC_MESSAGES/dateline.po"))
LANGUAGES = ("en", *(po.parent.parent.name for po in CATALOGUES))
MOST_OF_A_SHEET_NAME = 31
"""Characters that Excel allows in the name of a sheet."""

each_catalogue = pytest.mark.parametrize("po", CATALOGUES, ids=LANGUAGES[1:])
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_kind = pytest.mark.parametrize("kind", RECORDS)


def read(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.parent.parent.name)


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text),)


def translated(po: Path) -> Iterator[Message]:
    return (message for message in read(po) if message.id and all(forms(message.string)))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def shouts(text: str) -> bool:
    return any("!" in literal for literal, *_ in Formatter().parse(text))


def blanks(text: str) -> tuple[str, str, int]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], text.count("\n")


def twice(words: Iterable[str]) -> list[str]:
    return [word for word, times in Counter(map(fold, words)).items() if times > 1]


def test_there_is_russian() -> None:
    assert "ru" in LANGUAGES


@each_catalogue
def test_every_text_is_translated(po: Path) -> None:
    assert untranslated(merged(po)) == []


@each_catalogue
def test_the_compiled_catalogue_is_that_of_the_edited_one(po: Path) -> None:
    assert po.with_suffix(".mo").read_bytes() == compiled(read(po))


@each_catalogue
def test_translations_keep_the_places_to_fill_in(po: Path) -> None:
    for message in translated(po):
        named = list(map(places, forms(message.id)))
        assert [form for form in forms(message.string) if places(form) not in named] == [], message.id


@each_catalogue
def test_translations_keep_the_blanks_around_them_and_their_lines(po: Path) -> None:
    for message in translated(po):
        around = blanks(forms(message.id)[0])
        assert [form for form in forms(message.string) if blanks(form) != around] == []


@each_catalogue
def test_every_counted_text_has_all_its_plurals(po: Path) -> None:
    catalog = read(po)
    counted = [message for message in catalog if message.pluralizable]
    assert [each.id for each in counted if len(forms(each.string)) != catalog.num_plurals] == []


def test_russian_counts_in_three_forms() -> None:
    russian = catalogue("ru")
    told = [russian.ngettext("{n} release", "{n} releases", n).format(n=n) for n in (1, 3, 5, 11, 21, 112)]
    assert told == ["1 релиз", "3 релиза", "5 релизов", "11 релизов", "21 релиз", "112 релизов"]


def test_texts_are_found_inside_of_others() -> None:
    """Texts in f-strings and counted texts that are declared on a class."""
    found = texts()
    assert "undone" in found
    assert found["{n} visit"].id == ("{n} visit", "{n} visits")


@each_catalogue
def test_nothing_is_shouted(po: Path) -> None:
    for message in read(po):
        if message.id:
            assert not any(map(shouts, (*forms(message.id), *forms(message.string)))), message.id


def test_russian_puts_its_own_quotation_marks() -> None:
    for message in translated(path("translations", "ru", "LC_MESSAGES", "dateline.po")):
        written = "".join(forms(message.string))
        assert not set(written) & set("“”„\"'’"), message.id


@each_language
@each_kind
def test_labels_of_a_kind_are_told_apart(kind: str, language: str) -> None:
    assert twice(field.label_in(language) for field in column_fields(kind).values()) == []


@each_language
@each_kind
def test_choices_of_a_field_are_told_apart(kind: str, language: str) -> None:
    for field in kind_fields(kind).values():
        assert twice(choice.label_in(language) for choice in field.choices) == [], field.name


@each_language
def test_kinds_of_record_can_each_name_a_sheet(language: str) -> None:
    names = [catalogue(language).gettext(record.about.words.many) for record in RECORDS.values()]
    assert twice(names) == []
    assert [name for name in names if len(name) > MOST_OF_A_SHEET_NAME] == []


@each_language
@each_kind
def test_an_import_knows_each_label_again(kind: str, language: str) -> None:
    for name, field in kind_fields(kind).items():
        found = by_header(kind, field.label_in(language))
        assert found is not None
        assert name in filled_by(kind, found.target)
