"""Rules are made by filtering a list: their words are there to be read."""

from db.fields import Field
from db.language import mark
from db.understanding.answers import Context, Understood, not_understood

_PROBLEM = mark("“{text}” is the rule of a group in words. Open the group in Dateline to change its rule.")


def rule(_field: Field, raw: object, _context: Context) -> Understood:
    """The answer to whatever is typed for a rule."""
    return not_understood(_PROBLEM, raw)
