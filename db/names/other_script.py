"""A person's name in the other script, as a proposal: which language it is taken for, and by which system.

The language shows in the letters (ҳ, ў, ә, ý), then in the endings (uulu, -zoda, oʻgʻli), then in the
languages that the person speaks, then in the country; Russian where nothing tells. Into Latin the name goes
as passports and the press have it, without the signs of BGN/PCGN; Uzbek and Turkmen have their own alphabets.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.names.cyrillic import in_cyrillic, word_in_cyrillic
from db.names.romanization import SYSTEMS, transliterate

LANGUAGES = ("ru", "ky", "kk", "tg", "uz", "tk")

OF_COUNTRY = {"KG": "ky", "KZ": "kk", "TJ": "tg", "UZ": "uz", "TM": "tk", "RU": "ru", "BY": "ru"}

_SYSTEM = {"ru": "ru-bgn", "ky": "ky-bgn", "kk": "kk-bgn", "tg": "tg-bgn", "uz": "uz-1995", "tk": "tk-1999"}
_OWN_ALPHABET = frozenset({"uz-1995", "tk-1999"})
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")

# The first that fits decides; letters that two languages share are not here.
_TOLD_BY = (
    (re.compile("[ҳҷӣӯ]"), re.compile("[ў]"), "tg"),
    (re.compile("[ў]|oʻ|gʻ|[oOgG]['’‘`](?=[a-z])"), None, "uz"),
    (re.compile("[җýň]|ž(?!.*[čš])"), None, "tk"),
    (re.compile("[әіұһ]"), None, "kk"),
    (re.compile("ḡ|ō"), None, "uz"),
    (re.compile(r"\b(?:uulu|уулу)\b"), None, "ky"),
    (re.compile(r"(?:zoda|зода)\b"), None, "tg"),
    (re.compile(r"(?:ұлы|қызы|qyzy|ūly|uly|улы)\b(?<!guly)(?<!гулы)"), None, "kk"),
    (re.compile(r"\b(?:o'?g'?li|ўғли|ogli|ugli|qizi|қизи|угли)\b"), None, "uz"),
    (re.compile(r"(?:ow|ew|owa|ewa)\b"), None, "tk"),
    (re.compile("[ңөү]"), re.compile("[ғқ]"), "ky"),
    (re.compile("[ғқ]"), re.compile("[ңөү]"), "uz"),
    (re.compile("[ғқңөү]"), None, "kk"),
    (re.compile(r"\b(?:kyzy|кызы)\b"), None, "ky"),
)


@dataclass(frozen=True)
class Proposal:
    """A name in the other script: its parts, the language and the system taken.

    `certain` is False where the language had to be guessed or where a Latin spelling may be read in several
    ways; `others` are further readings of the whole, best first.
    """

    parts: dict[str, str]
    language: str
    system: str
    certain: bool
    others: tuple[str, ...] = ()


def language_of_name(
    name: str, languages: Sequence[str] = (), country: str | None = None
) -> tuple[str, bool]:
    """The language by whose rules a name is written, and whether the name itself tells it.

    `languages` are those that the person speaks (BCP 47), `country` is ISO 3166-1.
    """
    small = unicodedata.normalize("NFC", name).lower()
    for shows, unless, language in _TOLD_BY:
        if shows.search(small) and not (unless and unless.search(small)):
            return language, True
    own = [language.split("-")[0] for language in languages]
    spoken = [language for language in own if language in LANGUAGES and language != "ru"]
    if len(spoken) == 1:
        return spoken[0], False
    return OF_COUNTRY.get(country or "", "ru"), False


def other_script(
    parts: Mapping[str, str], languages: Sequence[str] = (), country: str | None = None
) -> Proposal | None:
    """The parts of a person's name in the other script; None where they are in both, or in neither.

    `parts` are given name, patronymic and so on, under any keys, the empty ones left out; `languages` are
    those that the person speaks (BCP 47), `country` is ISO 3166-1.
    """
    name = " ".join(parts.values())
    is_cyrillic = bool(_CYRILLIC.search(name))
    if is_cyrillic == bool(_LATIN.search(name)):
        return None
    language, told = language_of_name(name, languages, country)
    if is_cyrillic:
        return _into_latin(parts, language, told)
    return _into_cyrillic(parts, language, told)


def _into_latin(parts: Mapping[str, str], language: str, told: bool) -> Proposal:
    code = _SYSTEM[language]
    written = {key: _as_used(transliterate(part, code), code) for key, part in parts.items()}
    # Where a Russian would write the same, it doesn't matter which language it is.
    plain = {key: _as_used(transliterate(part, "ru-bgn"), "ru-bgn") for key, part in parts.items()}
    other = " ".join(plain.values())
    others = () if told or plain == written else (other,)
    return Proposal(written, language, SYSTEMS[code].name, told or plain == written, others)


def _as_used(latin: str, code: str) -> str:
    """Without the signs and accents that names in passports and papers never have; alphabets keep theirs."""
    if code in _OWN_ALPHABET:
        return latin
    bare = re.sub("[’”]", "", latin)
    return "".join(mark for mark in unicodedata.normalize("NFD", bare) if unicodedata.category(mark) != "Mn")


def _into_cyrillic(parts: Mapping[str, str], language: str, told: bool) -> Proposal:
    read = {key: in_cyrillic(part, language)[0] for key, part in parts.items()}
    whole = in_cyrillic(" ".join(parts.values()), language)
    best = " ".join(read.values())
    others = tuple(reading for reading in whole if reading != best)
    name = SYSTEMS[_SYSTEM[language]].name
    return Proposal(read, language, name, told and _is_plain(parts, language), others)


def _is_plain(parts: Mapping[str, str], language: str) -> bool:
    """Whether each word of a name has one reading that is clearly the best."""
    words = " ".join(parts.values()).lower().split()
    for word in words:
        costs = [cost for _, cost in word_in_cyrillic(word, language)]
        if len(costs) > 1 and costs[1] - costs[0] < 0.5:
            return False
    return True
