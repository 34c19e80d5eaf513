"""What a person chose for a sheet holds for the next one with the same headers."""

import json
from typing import Any

import pytest

from db.exchange.memory import MOST, Memory, recall, remember
from db.exchange.plan import NOTE, Decided, Proposal
from db.exchange.proposing import propose, with_country, with_into, with_order, with_target
from db.exchange.sheet_choices import with_constant
from db.exchange.sheets import Value
from db.store import Store
from tests.db.exchange.conftest import sheet, workbook

HEADER: list[Value] = ["№", "Name, Surname", "Position", "Mobile", "Desk", "Seen"]
LINE: list[Value] = [1, "Asel Bekova", "Editor", "+996 555 000101", "Culture", "04/05/2019"]


def proposed(store: Store, header: list[Value], *lines: list[Value]) -> Proposal:
    with store.read() as session:
        return propose(session, workbook(sheet(header, *lines, name="People")))


def kept(memory: Memory) -> Any:
    """A memory as it comes back from the file that it was kept in."""
    return json.loads(json.dumps(memory))


def targets(proposal: Proposal) -> dict[str, str | None]:
    return {column.header: column.target for column in proposal.sheets[0].columns}


def test_the_same_headers_in_another_order_go_where_they_were_sent(store: Store) -> None:
    proposal = proposed(store, HEADER, LINE)
    assert targets(proposal)["Desk"] == NOTE
    chosen = with_target(with_target(proposal, 0, 5, "job_title"), 0, 3, None)
    chosen = with_constant(chosen, 0, "country", "KG")
    memory = kept(remember(chosen, {}))
    order = [0, 4, 1, 2, 3, 5]
    again = proposed(store, [str(HEADER[n]).upper() for n in order], [LINE[n] for n in order])
    recalled = recall(again, memory)
    assert targets(recalled)["DESK"] == "job_title"
    assert targets(recalled)["POSITION"] is None
    assert targets(recalled)["MOBILE"] == "phones"
    decided = {column.header: column.decided for column in recalled.sheets[0].columns}
    assert decided["DESK"] is Decided.EARLIER and decided["MOBILE"] is Decided.HEADER
    assert decided["DESK"].phrase == "as you chose before"
    assert recalled.sheets[0].constants == (("country", "KG"),)
    assert kept(remember(recalled, memory)) == memory


def test_two_tables_with_the_same_headers_are_remembered_apart(store: Store) -> None:
    def both() -> Proposal:
        sheets = (sheet([*HEADER], [*LINE], name=name) for name in ("Osh", "Almaty"))
        with store.read() as session:
            return propose(session, workbook(*sheets))

    def said(proposal: Proposal) -> list[tuple[tuple[str, str], ...]]:
        return [each.constants for each in proposal.sheets]

    kg, kz = (("country", "KG"),), (("country", "KZ"),)
    alone = kept(remember(with_constant(proposed(store, HEADER, LINE), 0, "country", "KG"), {}))
    assert said(recall(both(), alone)) == [kg, kg]
    other = with_constant(recall(both(), alone), 1, "country", "KZ")
    memory = kept(remember(other, alone))
    assert said(recall(both(), memory)) == [kg, kz]
    nothing = kept(remember(with_constant(other, 1, "country", ""), memory))
    assert said(recall(both(), nothing)) == [kg, ()]
    assert said(recall(proposed(store, HEADER, LINE), nothing)) == [kg]


def test_other_headers_are_left_alone(store: Store) -> None:
    memory = remember(with_target(proposed(store, HEADER, LINE), 0, 5, "job_title"), {})
    other = proposed(store, [*HEADER[:5], "Remarks"], LINE)
    assert recall(other, memory) == other


def test_what_nobody_chose_is_not_remembered(store: Store) -> None:
    assert remember(with_country(proposed(store, HEADER, LINE), 0, "KG"), {}) == {}


def test_the_kind_that_was_chosen_comes_back(store: Store) -> None:
    header, line = ["Colour", "Weight"], ["red", "heavy"]
    proposal = with_target(with_into(proposed(store, [*header], [*line]), 0, "partner"), 0, 1, "name")
    again = recall(proposed(store, [*header], [*line]), kept(remember(proposal, {}))).sheets[0]
    assert (again.into, again.why) == ("partner", "as you chose before")
    assert again.columns[0].target == "name"
    left_out = remember(with_into(proposed(store, HEADER, LINE), 0, None), {})
    assert recall(proposed(store, HEADER, LINE), kept(left_out)).sheets[0].into is None


def test_an_order_that_was_chosen_is_kept_and_one_that_a_column_tells_is_not(store: Store) -> None:
    proposal = with_target(proposed(store, HEADER, LINE), 0, 6, "last_verified")
    assert proposal.sheets[0].columns[5].day_first is None
    memory = kept(remember(with_order(proposal, 0, 6, day_first=False), {}))
    assert recall(proposed(store, HEADER, LINE), memory).sheets[0].columns[5].day_first is False
    told = [*LINE[:5], "25/05/2019"]
    memory = kept(remember(with_target(proposed(store, HEADER, told), 0, 6, "last_verified"), {}))
    assert recall(proposed(store, HEADER, LINE), memory).sheets[0].columns[5].day_first is None


def test_choosing_differently_the_next_time_replaces_what_was_remembered(store: Store) -> None:
    first = remember(with_target(proposed(store, HEADER, LINE), 0, 5, "job_title"), {})
    second = remember(with_target(recall(proposed(store, HEADER, LINE), first), 0, 5, "section"), first)
    assert targets(recall(proposed(store, HEADER, LINE), second))["Desk"] == NOTE
    second = remember(with_target(recall(proposed(store, HEADER, LINE), first), 0, 5, None), first)
    assert targets(recall(proposed(store, HEADER, LINE), second))["Desk"] is None


@pytest.mark.parametrize(
    "damaged",
    [
        [],
        "x",
        None,
        3,
        {"kinds": []},
        {"kinds": {"contact": {"columns": 3}}},
        {"into": []},
        {"into": "nothing"},
        {
            "kinds": {
                "contact": {
                    "columns": {"desk": {"target": []}, "position": {"target": "nothing"}},
                    "constants": {"country": "Atlantis", "nothing": 1},
                }
            }
        },
    ],
)
def test_a_damaged_memory_is_passed_over(store: Store, damaged: Any) -> None:
    proposal = proposed(store, HEADER, LINE)
    (key,) = remember(with_target(proposal, 0, 5, "job_title"), {})
    assert recall(proposal, {key: damaged}).sheets[0].columns == proposal.sheets[0].columns


def test_the_oldest_is_forgotten_first(store: Store) -> None:
    memory: Memory = {f"header {number}": {"kinds": {}, "into": None} for number in range(MOST)}
    made = remember(with_target(proposed(store, HEADER, LINE), 0, 5, "job_title"), memory)
    assert len(made) == MOST
    assert "header 0" not in made and "header 1" in made
