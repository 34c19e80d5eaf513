"""Three values that merge: texts, lists, ties."""

import pytest

from db.exchange.merging import Choices, Merged, Side, Verdict, in_stored_form, merge, merge_lists, merge_ties
from db.values import Reach


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("a", "a", "a", Merged(Verdict.UNTOUCHED, "a")),
        ("a", "b", "a", Merged(Verdict.OURS, "b")),
        ("a", "a", "b", Merged(Verdict.THEIRS, "b")),
        ("a", "a", None, Merged(Verdict.THEIRS, None)),
        ("a", "b", "b", Merged(Verdict.ALIKE, "b")),
        ("a", None, None, Merged(Verdict.ALIKE, None)),
        ("a", "b", "c", Merged(Verdict.CONFLICT, "c")),
        ("a", None, "c", Merged(Verdict.CONFLICT, "c")),
        (None, "b", "c", Merged(Verdict.CONFLICT, "c")),
    ],
)
def test_whole_values(base: str | None, ours: str | None, theirs: str | None, expected: Merged) -> None:
    assert merge(base, ours, theirs) == expected


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "verdict", "value"),
    [
        ("ab", "ab", "ba", Verdict.THEIRS, "ba"),
        ("ab", "abc", "ad", Verdict.THEIRS, "acd"),
        ("ab", "a", "abc", Verdict.THEIRS, "ac"),
        ("ab", "a", "b", Verdict.THEIRS, ""),
        ("ab", "abc", "a", Verdict.THEIRS, "ac"),
        ("ab", "bac", "ba", Verdict.ALIKE, "bac"),
        ("ab", "ac", "ab", Verdict.OURS, "ac"),
    ],
)
def test_lists(base: str, ours: str, theirs: str, verdict: Verdict, value: str) -> None:
    assert merge_lists(tuple(base), tuple(ours), tuple(theirs)) == Merged(verdict, tuple(value))


def test_a_phone_that_both_changed_is_a_conflict_and_one_that_one_changed_is_not() -> None:
    number = "+996312901000"
    plain, work, home = (Reach(number, kind, normal=number) for kind in ("", "work", "home"))
    other = Reach("+996312902000", normal="+996312902000")
    assert merge_lists((plain,), (work,), (home,)) == Merged(Verdict.CONFLICT, (home,))
    assert merge_lists((plain,), (work,), ()) == Merged(Verdict.CONFLICT, ())
    assert merge_lists((plain,), (work,), (plain, other)) == Merged(Verdict.THEIRS, (work, other))
    typed_otherwise = Reach("+996 312 90 10 00", "home", normal=number)
    assert merge_lists((plain,), (plain, other), (typed_otherwise,)) == Merged(
        Verdict.THEIRS, (typed_otherwise, other)
    )


def test_lists_in_which_entries_repeat_count_as_a_whole() -> None:
    assert merge_lists(("a", "a"), ("a",), ("a", "b")) == Merged(Verdict.CONFLICT, ("a", "b"))


def test_ties() -> None:
    assert merge_ties(frozenset("ab"), frozenset("abc"), frozenset("ad")) == Merged(
        Verdict.THEIRS, frozenset("acd")
    )
    assert merge_ties(frozenset("ab"), frozenset("ac"), frozenset("a")).verdict is Verdict.ALIKE
    assert merge_ties(frozenset("ab"), frozenset("a"), frozenset("ab")).verdict is Verdict.OURS


def test_what_reads_like_what_is_stored_is_what_is_stored() -> None:
    assert in_stored_form(False, "a b", "a b", "a  b") == "a  b"
    assert in_stored_form(True, ("x", "y"), ("x",), ("X",)) == ("X", "y")
    assert in_stored_form(True, ("x",), (), ("X",)) == ("x",)


def test_what_is_nearest_decides() -> None:
    theirs, ours = Side.THEIRS, Side.OURS
    choices = Choices(
        cells={(0, "u", "city"): theirs},
        rows={(0, "u"): ours},
        columns={(0, "city"): ours, (0, "note"): theirs},
        conflicts=theirs,
    )
    sides = [
        choices.side(0, uid, name, Verdict.CONFLICT)
        for uid, name in (("u", "city"), ("u", "note"), ("v", "city"), ("v", "note"), ("v", "street"))
    ]
    assert sides == [theirs, ours, ours, theirs, theirs]
    assert choices.side(1, "u", "city", Verdict.THEIRS) is theirs
    assert choices.side(0, "u", "city", Verdict.ALIKE) is ours
    assert Choices().side(0, "u", "city", Verdict.CONFLICT) is None
