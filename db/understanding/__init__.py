"""Understanding what people type: from what stood in a cell to the value of a field, and back."""

from db.understanding.amounts import Money, money
from db.understanding.answers import Context, Understood
from db.understanding.cells import understand
from db.understanding.dates import decide_day_first
from db.understanding.places import split_country
from db.understanding.showing import shown, typed

__all__ = [
    "Context",
    "Money",
    "Understood",
    "decide_day_first",
    "money",
    "shown",
    "split_country",
    "typed",
    "understand",
]
