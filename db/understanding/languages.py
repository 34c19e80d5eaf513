"""Reading languages: BCP 47 codes, names in the languages of Central Asia, and short forms as "кырг."."""

import re
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from db.fields import Field
from db.language import mark, tr
from db.names import fold
from db.understanding.answers import Context, Understood, as_text, locale, not_understood
from db.understanding.codes import names, without

_FILLERS = frozenset(
    [
        "language",
        "lang",
        "yazyk",
        "yazyke",
        "yaz",
        "tili",
        "til",
        "tilinde",
        "zaboni",
        "zabon",
        "dili",
        "na",
        "in",
        "po",
    ]
)
_FURTHER = {
    "ru": "рус|русск|русский|русском|русски|rus|russ|russian|орус|орусча|орысша|русӣ",
    "ky": "кырг|кирг|кыргызский|киргизский|кыргызском|кыргызча|кыргыз|kyrg|kyrgyz|kyrghyz|kirghiz|kirgiz|kg",
    "kk": "каз|казахский|казахском|қазақша|қазақ|kaz|kazakh|qazaq|kz",
    "tg": "тадж|таджикский|таджикском|тоҷикӣ|тоҷик|taj|tajik|tadjik|tj",
    "uz": "узб|узбекский|узбекском|ўзбекча|ўзбек|uzb|uzbek",
    "tk": "туркм|туркменский|туркменском|түркмен|turkm|turkmen|tm",
    "en": "анг|англ|английский|английском|англисче|ағылшын|eng|engl|english",
    "de": "нем|немецкий|немецком|ger|german|deutsch",
    "fr": "фр|франц|французский|french|francais",
    "tr": "тур|турецкий|turkish",
    "fa": "перс|персидский|фарси|farsi|persian",
    "prs": "дари|dari",
    "zh": "кит|китайский|chinese",
    "es": "исп|испанский|spanish",
    "uk": "укр|украинский|ukrainian",
}
_SCRIPTS = {"uzbek cyrillic": "uz-Cyrl", "uzbek latin": "uz-Latn", "uzbekskiy kirillitsa": "uz-Cyrl"}
_LEVEL = re.compile(
    r"\s*(?:\(\s*{words}\s*\)|[-–—:]?\s*{words})$".replace(
        "{words}",
        r"(?:fluent(?:ly)?|native|mother tongue|excellent|very good|good|intermediate|upper[- ]intermediate"
        r"|advanced|basic|beginner|[abc][12]|родной|свободно|свободный|отлично|хорошо|средний|базовый"
        r"|начальный|со словар[её]м|разговорный)",
    ),
    re.IGNORECASE,
)
"""How well somebody speaks a language, behind its name."""
_SHORT = _SCRIPTS | {fold(form): code for code, forms in _FURTHER.items() for form in forms.split("|")}
_WRITTEN = {*_SCRIPTS, *(form for forms in _FURTHER.values() for form in forms.split("|"))}
# CLDR calls Kyrgyz by its older name in Russian.
_SHOWN = {("ky", "ru"): "кыргызский"}
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*(?:[,;/+&\n]|\band\b|\bи\b|\bжана\b|\bва\b)\s*", re.IGNORECASE)


@lru_cache(maxsize=1)
def language_codes() -> frozenset[str]:
    """The language codes that Babel has an English name for, without script or country."""
    every: Iterable[str] = Locale.parse("en").languages
    return frozenset(code for code in every if code.isalpha() and code != "und")


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    return names(lambda each: each.languages, language_codes()) | _SHORT


@lru_cache(maxsize=16_384)
def language_code(text: str) -> str | None:
    """The BCP 47 code of the language that `text` names, None where it names none."""
    plain = text.strip()
    folded, table = fold(plain), _table()
    # Who writes KG beside RU means Kyrgyz, though it is the code of Kongo; but ang is no анг.
    if plain.lower() not in _WRITTEN and _TAG.fullmatch(plain) and (tag := _known_tag(plain)):
        return tag
    return table.get(folded) or table.get(without(_FILLERS, folded))


def _known_tag(text: str) -> str | None:
    """The canonical form of a BCP 47 tag: ru, uz-Cyrl, pt-BR; None for a language nobody knows."""
    first, *rest = text.split("-")
    aliases = get_global("language_aliases")
    language = first.lower() if first.lower() in language_codes() else aliases.get(first.lower())
    if language not in language_codes():
        return None
    english = Locale.parse("en")
    scripts = [part.title() for part in rest if len(part) == 4]
    regions = [part.upper() for part in rest if len(part) != 4]
    if any(part not in english.scripts for part in scripts):
        return None
    if any(part not in english.territories for part in regions):
        return None
    return "-".join([str(language), *scripts, *regions])


def language_name(code: str, language: str) -> str:
    """The name of a language, such as "Uzbek (Cyrillic)"; the code where Babel has none."""
    if name := _SHOWN.get((code, language)):
        return name
    try:
        name = Locale.parse(code, sep="-").get_display_name(locale(language))
    except (ValueError, UnknownLocaleError):
        name = locale(language).languages.get(code)
    return name or code


def language(_field: Field, raw: object, _context: Context) -> Understood:
    """The code of one language."""
    code = language_code(as_text(raw))
    if code:
        return Understood(code)
    return not_understood(
        mark("“{text}” is not a language. Write its name or its code, such as Kyrgyz or ky."), raw
    )


def languages(field: Field, raw: object, context: Context) -> Understood:
    """The codes of the languages in a cell, each once, in their order."""
    said = _parts(as_text(raw))
    parts = [part if language_code(part) else _LEVEL.sub("", part) for part in said]
    codes = [language_code(part) for part in parts]
    for part, code in zip(parts, codes, strict=True):
        if code is None:
            return Understood((), problem=language(field, part, context).problem)
    left_out = [part for part, bare in zip(said, parts, strict=True) if part != bare]
    note = tr("Of “{text}” only the language was taken.", text=", ".join(left_out)) if left_out else ""
    return Understood(tuple(dict.fromkeys(codes)), note)


def _parts(text: str) -> list[str]:
    if language_code(text):
        return [text]
    parts = [part for part in _SEPARATORS.split(text) if part]
    words = text.split()
    if len(parts) == 1 and all(language_code(word) for word in words):
        return words
    return parts
