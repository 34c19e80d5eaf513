"""Records that are there twice: finding them, merging them, remembering which are not the same."""

from db.duplicates.finding import Survey, find, survey
from db.duplicates.memory import now_of, say_not_the_same, told_apart
from db.duplicates.merging import merge, merged_values
from db.duplicates.nearby import like
from db.duplicates.twin import KINDS, LIKELY, Twin

__all__ = ["KINDS", "LIKELY", "Survey", "Twin", "find", "like", "merge", "merged_values", "now_of",
           "say_not_the_same", "survey", "told_apart"]  # fmt: skip
