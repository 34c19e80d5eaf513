"""Filters in the words of a chip."""

import datetime as dt

import pytest

from db.filter_words import in_words, view_in_words
from db.queries import Filter, Op, View, column_fields

CONTACT = column_fields("contact")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Filter("country", Op.IS, ("KG", "TJ")), "Country: Kyrgyzstan, Tajikistan"),
        (
            Filter("country", Op.IS, ("KG", "TJ", "KZ", "UZ", "TM")),
            "Country: Kyrgyzstan, Tajikistan and 3 more",
        ),
        (Filter("country", Op.IS_NOT, ("NL",)), "Country: not Netherlands"),
        (Filter("kind", Op.IS, ("media",)), "Kind: Media"),
        (Filter("languages", Op.IS, ("ky", "ru")), "Languages: Kyrgyz, Russian"),
        (Filter("job_title", Op.CONTAINS, ("editor",)), "Job title: with “editor”"),
        (Filter("phones", Op.EMPTY), "Phone: empty"),
        (Filter("opt_out", Op.IS, (True,)), "Opted out: Yes"),
        (
            Filter("last_verified", Op.BETWEEN, (dt.date(2019, 1, 1), dt.date(2019, 12, 31))),
            "Last verified: 1 Jan 2019 – 31 Dec 2019",
        ),
        (Filter("last_verified", Op.BETWEEN, (dt.date(2019, 1, 1), None)), "Last verified: from 1 Jan 2019"),
        (Filter("created", Op.BETWEEN, (None, "2019-04-25")), "Added: up to 25 Apr 2019"),
        (Filter("partner", Op.IS, ("u1",)), "Partner: Газета «Мисал»"),
    ],
)
def test_a_chip_says_what_is_asked_for(asked: Filter, words: str) -> None:
    assert in_words(CONTACT[asked.field], asked, {"u1": "Газета «Мисал»"}, 3) == words


def test_the_first_sheet_of_a_workbook_names_every_value() -> None:
    view = View("contact", "Ирина", (Filter("country", Op.IS, ("KG", "TJ", "KZ", "UZ")),))
    assert view_in_words(view, {}) == "with “Ирина”; Country: Kyrgyzstan, Tajikistan, Kazakhstan, Uzbekistan"
