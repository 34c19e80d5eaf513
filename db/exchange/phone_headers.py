"""What the header of a column says about the phones below it."""

from db.names import fold

_PHONE_WORDS = {
    "fax": {"fax", "faks", "facsimile"},
    "home": {"home", "domashniy", "dom"},
    "mobile": {"mobile", "mob", "mobilnyy", "cell", "sotovyy", "whatsapp"},
    "work": {"work", "office", "rab", "rabochiy", "sluzhebnyy"},
}


def type_of_phones(header: str) -> str:
    """The type that a header gives to all phones below it: fax, home or mobile."""
    words = set(fold(header).split())
    said = [kind for kind, known in _PHONE_WORDS.items() if words & known]
    both = said == ["fax"] and words & {"tel", "telephone", "telefon", "phone", "phones", "telefony"}
    return said[0] if len(said) == 1 and not both else ""
