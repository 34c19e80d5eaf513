"""Two columns for one name, one in Latin letters and one in Cyrillic: "ФИО" beside "Full name"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.exchange.header_words import NAME, NAME_ALT
from db.exchange.plan import ColumnPlan, Decided
from db.exchange.sheets import Value
from db.language import tr

LOOKED_AT = 200
"""Of how many values of a column the letters are looked at."""

MOST = 0.8
"""The share of them that must be in one script."""

_ALIKE = {
    "contact": {
        NAME: NAME_ALT,
        "given_name": "given_name_alt",
        "patronymic": "patronymic_alt",
        "family_name": "family_name_alt",
    },
    "partner": {"name": "name_ru"},
}
"""By kind of record, the targets that have another for the other script."""

_CYRILLIC = frozenset({"name_ru"})
"""Those of them that are for one script alone."""


def in_other_script(
    kind: str, plans: Sequence[ColumnPlan], values: Mapping[int, Sequence[Value]]
) -> list[ColumnPlan]:
    """The same, where of two columns for one name the second goes to the field for the other script.

    Partners have one for Russian: there it is the column in Cyrillic that goes to it, whichever is first.
    """
    made = list(plans)
    for target, other in _ALIKE.get(kind, {}).items():
        same = [plan for plan in made if plan.target == target]
        if len(same) != 2 or any(plan.target == other for plan in made):
            continue
        scripts = [_is_cyrillic(values[plan.index]) for plan in same]
        if None in scripts or scripts[0] == scripts[1]:
            continue
        moved = same[scripts.index(True)] if other in _CYRILLIC else same[1]
        note = tr("The same name in the other script.")
        place = made.index(moved)
        made[place] = replace(moved, target=other, decided=Decided.CONTENT, note=note)
    return made


def _is_cyrillic(values: Sequence[Value]) -> bool | None:
    """Whether the texts of a column are Cyrillic or Latin; None where neither is in most of them."""
    texts = [
        value for value in values[:LOOKED_AT] if isinstance(value, str) and re.search(r"[^\W\d_]", value)
    ]
    if not texts:
        return None
    cyrillic = sum(bool(re.search(r"[Ѐ-ӿ]", text)) for text in texts)
    if cyrillic >= MOST * len(texts):
        return True
    return False if len(texts) - cyrillic >= MOST * len(texts) else None
