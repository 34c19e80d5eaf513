"""How records that may be one are spoken of: how likely it is, and in what one is known from the other."""

from collections.abc import Sequence

from db.duplicates import Twin
from db.language import mark, tr
from db.queries import Ref, Row
from db.records.base import RecordKind
from desktop.records.wording import joined, words_of

_LIKELY = (
    (0.97, mark("almost certainly one")),
    (0.85, mark("very likely one")),
    (0.65, mark("likely one")),
    (0.0, mark("perhaps one")),
)
"""From which score on it is said in which words."""


def likelihood(score: float) -> str:
    """How likely two records are one, in words."""
    return next(tr(words) for least, words in _LIKELY if score >= least)


def speaks_for(twin: Twin) -> tuple[str, ...]:
    """What speaks for two records being one, without what speaks against it."""
    return twin.why[: len(twin.why) - len(twin.against)]


def reasons(why: Sequence[str]) -> str:
    """Reasons in one line."""
    return "; ".join(why)


def whereabouts(row: Row) -> str:
    """What one record is known by besides its title: the partner of a person, the place of all others."""
    partners = row.values.get("partner")
    if isinstance(partners, tuple) and partners:
        return ", ".join(ref.title for ref in partners if isinstance(ref, Ref))
    if row.values.get("job_title"):
        return str(row["job_title"])
    return joined((row.values.get("city") or "", words_of(row, "country")), ", ")


def this_may_be(row: Row, twin: Twin) -> str:
    """Such as "This may be “Sapova Aidana”, Example TV: same phone."."""
    who = joined((tr("“{name}”", name=row.title or tr("(no name)")), whereabouts(row)), ", ")
    return tr("This may be {who}: {why}.", who=who, why=reasons(twin.why[:3]))


def merge_label(about: RecordKind, gone: Sequence[str], kept: str) -> str:
    """How a merge is called in the history."""
    others = ", ".join(title or about.words.singular for title in gone)
    return tr("Merge {others} into {title}", others=others, title=kept or about.words.singular)


def apart_label(titles: Sequence[str]) -> str:
    """How it is called in the history that records are not the same."""
    return tr("{first} and {second} are not the same", first=", ".join(titles[:-1]), second=titles[-1])
