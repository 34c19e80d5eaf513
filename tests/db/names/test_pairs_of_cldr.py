"""Places by their names in CLDR: countries, and cities of time zones, in the languages of the region."""

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

import pytest
from babel import Locale

from db.names import likeness
from db.names.likeness import sound_alike

LANGUAGES = ("en", "ru", "ky", "kk", "uz", "tk", "tg")
SAME = 0.9

Names = dict[str, set[str]]


def cities() -> Names:
    """The names of the exemplar city of each time zone."""
    of: Names = {}
    for language in LANGUAGES:
        for zone, names in Locale.parse(language).time_zones.items():
            if "/" in zone and "city" in names and not zone.startswith("Etc"):
                of.setdefault(zone, set()).add(names["city"])
    english = Locale.parse("en").time_zones
    for zone, names in of.items():
        if "city" not in english.get(zone, {}):
            names.add(zone.rsplit("/", 1)[1].replace("_", " "))
    return of


def countries() -> Names:
    """The names of each country."""
    of: Names = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                of.setdefault(code, set()).add(name)
    return of


def alike(places: Names) -> Iterator[tuple[str, str]]:
    """Two names of one place."""
    for names in places.values():
        yield from combinations(sorted(names), 2)


def unlike(places: Names) -> Iterator[tuple[str, str]]:
    """Names of places beside each other in the alphabet, so that many begin alike."""
    by_name = sorted((name, key) for key, names in places.items() for name in names)
    for (one, key), (two, other) in pairwise(by_name):
        if key != other and one != two and not places[key] & places[other]:
            yield one, two


def measured(places: Names, how_alike: Callable[[str, str], float]) -> tuple[float, float]:
    """Precision and recall."""
    same, other = list(alike(places)), list(unlike(places))
    assert min(len(same), len(other)) > 300
    found = sum(how_alike(*pair) >= SAME for pair in same)
    wrong = sum(how_alike(*pair) >= SAME for pair in other)
    print(f"{len(same)} pairs alike, {len(other)} unlike: {found} found, {wrong} wrong")
    return found / (found + wrong), found / len(same)


@pytest.mark.parametrize("places", [cities(), countries()], ids=["cities", "countries"])
def test_places_are_known_under_their_names_in_the_languages_of_the_region(places: Names) -> None:
    precision, recall = measured(places, likeness)
    assert precision >= 0.999
    assert recall >= 0.98


@pytest.mark.parametrize(
    ("places", "least"), [(cities(), 0.51), (countries(), 0.28)], ids=["cities", "countries"]
)
def test_places_that_no_table_knows_are_heard_where_they_sound_alike(places: Names, least: float) -> None:
    """Half of the world's places are called otherwise elsewhere (Вена, Vienna): the ear can't tell these."""
    precision, recall = measured(places, sound_alike)
    assert precision >= 0.98
    assert recall >= least
