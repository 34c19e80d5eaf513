"""Names that are one and names that are not, in tables written by hand: what is found, and what is right.

The second part of each table was measured before the rules were tuned on it. It then gave for persons a
precision of 0.99 and a recall of 0.94 (0.68 for European names, 0.95 or more for each language here),
for organisations 1.00 and 0.92, for places 1.00 and 0.86. The third part, for persons, gave 0.94 and 0.97;
two of its pairs were looked for among common names as those that the rules get wrong. What is held below
is what is reached by now.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.names import likeness

SAME = 0.9
"""From this likeness on two names may be taken for one."""

HELD = {
    # file and language: precision, recall
    ("persons", "ru"): (1.0, 0.97),
    ("persons", "ky"): (0.98, 1.0),
    ("persons", "kk"): (1.0, 1.0),
    ("persons", "tg"): (0.98, 1.0),
    ("persons", "uz"): (1.0, 1.0),
    ("persons", "tk"): (1.0, 1.0),
    ("persons", "xx"): (1.0, 0.82),
    ("organisations", ""): (1.0, 1.0),
    ("places", ""): (1.0, 1.0),
}


@dataclass(frozen=True)
class Pair:
    """A line of a table."""

    language: str
    one: str
    other: str
    same: bool


def pairs(table: str) -> list[Pair]:
    """The pairs of a table."""
    lines = (Path(__file__).parent / f"pairs_{table}.tsv").read_text("utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [Pair(language, one, other, same == "1") for language, one, other, same, *_ in cells]


def measured(among: Iterable[Pair]) -> tuple[float, float]:
    """Precision and recall."""
    told = [(pair.same, likeness(pair.one, pair.other) >= SAME) for pair in among]
    right = told.count((True, True))
    found, wanted = right + told.count((False, True)), right + told.count((True, False))
    return right / found, right / wanted


@pytest.mark.parametrize(("table", "language"), HELD)
def test_precision_and_recall_do_not_fall(table: str, language: str) -> None:
    among = [pair for pair in pairs(table) if language in ("", pair.language)]
    precision, recall = measured(among)
    print(f"{table} {language}: {len(among)} pairs, precision {precision:.3f}, recall {recall:.3f}")
    least_precision, least_recall = HELD[table, language]
    assert precision >= least_precision
    assert recall >= least_recall


@pytest.mark.parametrize("table", ["persons", "organisations", "places"])
def test_it_does_not_matter_which_comes_first(table: str) -> None:
    for pair in pairs(table):
        assert likeness(pair.one, pair.other) == likeness(pair.other, pair.one), pair


def test_each_language_has_its_share_of_the_table() -> None:
    of: dict[str, list[bool]] = defaultdict(list)
    for pair in pairs("persons"):
        of[pair.language].append(pair.same)
    assert set(of) == {"ru", "ky", "kk", "tg", "uz", "tk", "xx"}
    for language, same in of.items():
        assert len(same) >= 60, language
        assert same.count(False) >= 15, language
    assert len(pairs("organisations")) >= 80
