"""Names of people, organisations and places, in both scripts.

Folding for comparing and searching, the sound of a word, how alike two names are, the parts of a person's
name, and a name in the other script by published systems.
"""

from db.names.acronyms import acronym
from db.names.cyrillic import in_cyrillic
from db.names.folding import fold
from db.names.likeness import likeness
from db.names.other_script import Proposal, language_of_name, other_script
from db.names.persons import Person, cased, looks_like_family, parse_person
from db.names.romanization import SYSTEMS, transliterate
from db.names.sounds import skeleton, sound, sounds

__all__ = [
    "SYSTEMS",
    "Person",
    "Proposal",
    "acronym",
    "cased",
    "fold",
    "in_cyrillic",
    "language_of_name",
    "likeness",
    "looks_like_family",
    "other_script",
    "parse_person",
    "skeleton",
    "sound",
    "sounds",
    "transliterate",
]
