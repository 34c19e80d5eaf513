"""Names of people, organisations and places, in both scripts.

Folding for comparing and searching, the sound of a word, how alike two names are, the parts of a person's
name, and a name in the other script by published systems.
"""

from db.names.acronyms import acronym
from db.names.folding import fold
from db.names.likeness import likeness
from db.names.persons import Person, cased, looks_like_family, parse_person
from db.names.sounds import skeleton, sound, sounds

__all__ = [
    "Person",
    "acronym",
    "cased",
    "fold",
    "likeness",
    "looks_like_family",
    "parse_person",
    "skeleton",
    "sound",
    "sounds",
]
