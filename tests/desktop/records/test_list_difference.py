"""From one list of ids to the next, told in steps that end in the new list."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from desktop.records.list_difference import Difference, difference

IDS = st.lists(st.integers(0, 60), unique=True).map(lambda numbers: array("q", numbers))


def followed(old: "array[int]", steps: Difference, new: "array[int]") -> "array[int]":
    """What comes of following the steps one after the other, as a table does."""
    ids = old
    for first, last in reversed(steps.removed):
        ids = ids[:first] + ids[last + 1 :]
    ids = ids if steps.order is None else steps.order
    for first, last in steps.added:
        ids = ids[:first] + new[first : last + 1] + ids[first:]
    return ids


@given(IDS, IDS)
def test_the_steps_lead_to_the_new_list(old: "array[int]", new: "array[int]") -> None:
    steps = difference(old, new)
    if steps is None:
        assert not set(old) & set(new)
    else:
        assert followed(old, steps, new) == new


def test_rows_that_stand_together_are_one_step() -> None:
    steps = difference(array("q", [1, 2, 3, 4, 5]), array("q", [1, 5, 8, 9]))
    assert steps == Difference(removed=((1, 3),), added=((2, 3),))


def test_the_same_list_needs_no_step() -> None:
    steps = difference(array("q", [1, 2]), array("q", [1, 2]))
    assert steps is not None and steps.is_nothing


def test_lists_that_are_torn_to_pieces_begin_anew() -> None:
    assert difference(array("q", range(400)), array("q", range(0, 400, 2))) is None
