"""Reading choices and yes or no, in English, Russian and the language in use."""

from functools import lru_cache

from rapidfuzz import fuzz, process

import db.language
from db.fields import Choice, Field
from db.language import catalogue, mark, tr
from db.names import fold
from db.understanding.answers import Context, Understood, as_text, not_understood

YES, NO = mark("Yes"), mark("No")

_YES = frozenset(
    {
        *(
            "yes",
            "y",
            "true",
            "t",
            "1",
            "да",
            "д",
            "истина",
            "есть",
            "имеется",
            "ооба",
            "иә",
            "ҳа",
            "ha",
            "бале",
        ),
        *("hawa", "oui", "ja", "+", "x", "х", "v", "✓", "✔", "√", "☑", "☒", "✅"),
    }
)
_NO = frozenset(
    {
        *("no", "n", "false", "f", "0", "нет", "не", "н", "ложь", "жок", "жоқ", "йўқ", "yo'q", "yoq", "yoʻq"),
        *("ýok", "non", "nein", "☐", "✗", "✘", "❌"),
    }
)
_MINUS = frozenset({"-", "−", "–"})
"""What stands for no beside a plus; elsewhere a dash says nothing."""


def choice(field: Field, raw: object, _context: Context) -> Understood:
    """The code of the choice whose code, label or alias stands there."""
    text = as_text(raw)
    forms = _forms(field.choices, db.language.language())
    code = forms.get(fold(text)) if text else None
    if code is not None:
        return Understood(code)
    near = process.extractOne(fold(text), forms.keys(), scorer=fuzz.ratio, score_cutoff=75)
    guess = field.choice(forms[near[0]]) if near else None
    if guess:
        return not_understood(
            mark("“{text}” is not one of the choices. Did you mean “{guess}”?"), raw, guess=guess.label
        )
    return not_understood(
        mark("“{text}” is not one of the choices. Choose from: {choices}."),
        raw,
        choices=", ".join(each.label for each in field.choices),
    )


@lru_cache(maxsize=256)
def _forms(choices: tuple[Choice, ...], language: str) -> dict[str, str]:
    """Every way to write a choice, folded, with its code. Codes outrank labels, and labels aliases."""
    catalogues = [catalogue(each) for each in dict.fromkeys((language, "en", "ru"))]
    forms = {fold(each.code): each.code for each in choices}
    for each in choices:
        for translations in catalogues:
            forms.setdefault(fold(translations.gettext(each.english)), each.code)
    for each in choices:
        for alias in each.aliases:
            for translations in catalogues:
                forms.setdefault(fold(translations.gettext(alias)), each.code)
    forms.pop("", None)
    return forms


def yes_no(_field: Field, raw: object, _context: Context) -> Understood:
    """True or False."""
    text = as_text(raw).casefold().rstrip(".! ")
    if len(text) == 3 and text[0] + text[-1] in ("[]", "()"):
        text = text[1].strip() or "0"
    if text in _MINUS:
        return Understood(False, note=tr("“{text}” was read as No.", text=text))
    if text in _YES or text == tr(YES).casefold():
        return Understood(True)
    if text in _NO or text == tr(NO).casefold():
        return Understood(False)
    return not_understood(mark("“{text}” is neither yes nor no. Write yes or no."), raw)
