"""Reading text: outer blanks go, inner ones stay, and nothing that no workbook could carry remains."""

import re

from db.fields import Field
from db.language import tr
from db.understanding.answers import NOTHING, UNSEEN, Context, Understood, as_text

# Control characters except tab and line feed, halves of surrogate pairs and the two code points that are no
# characters: XML 1.0 and UTF-8 have no place for them. With them go marks that change the writing direction.
_FORBIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff\\ufeff\\u200b\\u2060\\u202a-\\u202e\\u2066-\\u2069]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BREAKS = re.compile(r"[ \t]*[\n\t]\s*")


def text(field: Field, raw: object, context: Context) -> Understood:
    """One line of text; line breaks and tabs within it become blanks."""
    if type(raw) is str and raw.isprintable() and raw and raw[0] != " " != raw[-1]:
        return Understood(raw)
    answer = long_text(field, raw, context)
    value = answer.value
    if not isinstance(value, str) or ("\n" not in value and "\t" not in value):
        return answer
    note = tr("Line breaks were turned into blanks.") if "\n" in value else ""
    return Understood(_BREAKS.sub(" ", value), note=" ".join(filter(None, (answer.note, note))))


def long_text(_field: Field, raw: object, _context: Context) -> Understood:
    """Lines of text, separated by line feeds."""
    if not isinstance(raw, str):
        return Understood(as_text(raw))
    lines = _LINE_ENDS.sub("\n", raw)
    clean = _FORBIDDEN.sub("", lines)
    value = clean.strip()
    if not value:
        return NOTHING
    gone = len(lines.strip().strip(UNSEEN)) - len(clean.strip().strip(UNSEEN))
    return Understood(value, note=tr("Characters that can't be seen were removed.") if gone else "")
