"""What is special about partners."""

from db.queries import Row
from db.records.partner import REACH
from desktop.records.spec import ChipSpec, TabSpec
from desktop.records.wording import joined, words_of


def subtitle(row: Row) -> str:
    """The other names, then the place."""
    names = dict.fromkeys(filter(None, (row["acronym"], row["name_ru"], row["name_local"])))
    others = [name for name in names if name != row.title]
    return joined((*others, joined((row["city"], words_of(row, "country")), ", ")))


def chips(row: Row) -> tuple[ChipSpec, ...]:
    """Kind and role in the programme."""
    made = [ChipSpec(words_of(row, "kind"))] if row["kind"] else []
    if row["role"]:
        made.append(ChipSpec(row["role"], "info"))
    return tuple(made)


TAB = TabSpec(kind="partner", subtitle=subtitle, chips=chips, lists_after=REACH)
