"""What puts two contacts beside each other, so that they are compared at all.

No rule needs more than two things to be alike, and each thing may be missing or wrong as long as two others
are right.
"""

from collections.abc import Iterator

from db.duplicates.blocks import Rule
from db.duplicates.person import Person


def order(one: Person) -> str:
    """The order within a crowded block."""
    name = one.names[0] if one.names else None
    parts = (name.family, name.given, name.patronymic) if name else ()
    return " ".join(part.key for part in parts if part) + one.birthday


def _emails(one: Person) -> Iterator[str]:
    yield from one.emails


def _mailboxes(one: Person) -> Iterator[str]:
    """The part before the host, of those that are long enough to be a name."""
    for address in one.emails:
        box = address.partition("@")[0]
        if len(box) > 7:
            yield box


def _phones(one: Person) -> Iterator[str]:
    yield from one.phones


def _whole_names(one: Person) -> Iterator[str]:
    """Family and given name, whichever stands where."""
    for name in one.names:
        if name.family and name.given:
            yield "\t".join(sorted((name.family.rough, name.given.rough)))


def _family_and_initial(one: Person) -> Iterator[str]:
    for name in one.names:
        if name.family and name.given:
            yield f"{name.family.rough}\t{name.given.key[:1]}"


def _words(one: Person) -> Iterator[str]:
    for name in one.names:
        for word in (name.family, name.given):
            if word and len(word.key) > 2:
                yield word.rough


def _initials(one: Person) -> Iterator[str]:
    for name in one.names:
        for word in (name.family, name.given):
            if word:
                yield word.key[:1]


def _beside_words(one: Person, texts: tuple[str, ...]) -> Iterator[str]:
    for word in dict.fromkeys(_words(one)):
        for text in texts:
            if text:
                yield f"{word}\t{text}"


def _word_and_year(one: Person) -> Iterator[str]:
    return _beside_words(one, (one.birthday[:4],))


def _word_and_day(one: Person) -> Iterator[str]:
    return _beside_words(one, (one.birthday[5:],))


def _word_and_place(one: Person) -> Iterator[str]:
    return _beside_words(one, one.places)


def _word_and_partner(one: Person) -> Iterator[str]:
    return _beside_words(one, one.partners)


def _word_and_patronymic(one: Person) -> Iterator[str]:
    fathers = tuple(name.patronymic.rough for name in one.names if name.patronymic)
    return _beside_words(one, fathers)


def _birthday(one: Person) -> Iterator[str]:
    if one.birthday:
        yield one.birthday


def _street(one: Person) -> Iterator[str]:
    if one.street:
        yield one.street


def _places(one: Person) -> Iterator[str]:
    yield from one.places


def _birth_years(one: Person) -> Iterator[str]:
    if one.birthday:
        yield one.birthday[:4]


RULES: tuple[Rule[Person], ...] = (
    Rule(_emails, (_words,)),
    Rule(_mailboxes, (_words,)),
    Rule(_phones, (_words,)),
    Rule(_whole_names, (_places, _birth_years)),
    Rule(_family_and_initial, (_places, _birth_years)),
    Rule(_birthday, (_initials, _words)),
    Rule(_street, (_initials, _words)),
    Rule(_word_and_patronymic, (_places, _words)),
    Rule(_word_and_year, (_places, _words)),
    Rule(_word_and_day, (_initials, _words)),
    Rule(_word_and_place, (_initials, _words)),
    Rule(_word_and_partner, (_initials, _words)),
)
