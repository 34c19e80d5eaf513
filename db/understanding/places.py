"""Reading countries: codes, names in the languages of Central Asia, official and short forms."""

import re
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from db.fields import Field
from db.language import mark
from db.names import fold
from db.understanding.answers import Context, Understood, as_text, locale, not_understood
from db.understanding.codes import names, without

# Codes that CLDR has beside the countries of ISO 3166-1: groups, private use, parts with a code reserved.
# XK (Kosovo) stays, as the European Union uses it.
_NOT_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)

_FILLERS = frozenset(
    [
        *("the", "republic", "of", "rep", "respublika", "respublikasi", "respublikasy", "jumhurii"),
        *("resp", "respubliki", "respublike", "r"),
        *("dzhumkhurii", "jumhuriyat", "zhumhuriyati", "respublikasynyn", "g", "state", "country", "strana"),
    ]
)

# Forms that CLDR lacks: official names, the short ones of letters and tables, and other spellings.
_FURTHER = {
    "KG": "кр|к р|kr|кыргызстан|киргизия|киргизстан|киргизская|кыргызская|кыргыз|kyrgyz|kyrgystan|kirgizstan"
    "|kirghizstan|kirgistan|kirgisistan|kirghizia|kirgizia|kyrgyzia|qyrgyzstan|kyrgyztan|krgyzstan|kyrgizstan"
    "|кырг|кирг|кыргызтан|кыргыстан|кыргизстан|кыргызской республики|кыргызстана",
    "KZ": "рк|казахстан|казакстан|kazakstan|qazaqstan|kasachstan|kazakh|казахская|каз|khazakhstan"
    "|kazachstan|kazahstan|kazkhstan|республики казахстан|казахстана",
    "TJ": "рт|тадж|таджикистан|tadjikistan|tadzhikistan|tojikiston|tadschikistan|таджикская|tajik|tadjik|taj"
    "|tajikstan|tadjikstan|tajkistan|республики таджикистан|таджикистана",
    "TM": "туркмения|туркменистан|turkmenia|turkmen|туркм|turkmenstan|туркменистана",
    "UZ": "руз|р уз|узбекистан|uzbekiston|usbekistan|узб|ўзбекистон|uzbek|uzbekstan"
    "|республики узбекистан|узбекистана",
    "RU": "рф|russia|russian federation|россия|российская федерация|russian fed|росс федерация|рос федерация"
    "|russland",
    "US": "usa|us|u s|u s a|united states of america|америка|соединенные штаты америки|сша|с ш а",
    "GB": "uk|u k|great britain|britain|england|scotland|wales"
    "|united kingdom of great britain and northern ireland|великобритания|англия",
    "AE": "uae|оаэ|эмираты",
    "AF": "ира|афганистан|islamic republic of afghanistan",
    "AZ": "азербайджан|azerbaijan",
    "BY": "белоруссия|беларусь|рб|belorussia",
    "CD": "drc|democratic congo|congo kinshasa|democratic republic of the congo",
    "CG": "congo|republic of the congo|congo brazzaville",
    "CI": "ivory coast|cote d ivoire",
    "CN": "prc|peoples republic of china|people s republic of china|кнр",
    "CZ": "czech|czech republic|чешская республика",
    "DE": "frg|federal republic of germany|germany|фрг|deutschland|ger|брд",
    "IR": "islamic republic of iran|iran islamic republic of|iran islamic",
    "KP": "dprk|кндр|north korea|korea democratic peoples republic of|democratic peoples republic of korea",
    "KR": "south korea|republic of korea|korea republic of|korea|республика корея",
    "LA": "lao pdr|lao",
    "MD": "молдавия|moldova republic of",
    "MK": "macedonia|north macedonia|македония",
    "NL": "holland|голландия",
    "PS": "palestine|state of palestine",
    "SY": "syria|syrian arab republic",
    "TR": "turkey|turkiye|турция",
    "TW": "taiwan",
    "VN": "viet nam|vietnam",
}
# How the countries of the programme call themselves in Russian, where CLDR keeps an older name.
_SHOWN = {("KG", "ru"): "Кыргызстан"}


_PARTS = re.compile(r"[,;/()]|\s[-–—]\s")
_COUNT = re.compile(r"\s*\(\d{1,5}\)$")  # how many stand below: "Kyrgyzstan (12)"


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """The codes of ISO 3166-1, alpha-2, and XK."""
    every: Iterable[str] = Locale.parse("en").territories
    return frozenset(code for code in every if len(code) == 2 and code.isalpha()) - _NOT_COUNTRIES


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    codes = country_codes()
    table = names(lambda each: each.territories, codes)
    for code, forms in _FURTHER.items():
        table.update({fold(form): code for form in forms.split("|")})
    for other, (code, *_) in get_global("territory_aliases").items():
        if len(other) == 3 and other.isalpha() and code in codes:
            table.setdefault(fold(other), code)  # alpha-3
    return table


@lru_cache(maxsize=16_384)
def country_code(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that `text` names, None where it names none."""
    plain = _COUNT.sub("", text.strip())
    if len(plain) == 2 and plain.isascii() and plain.upper() in country_codes():
        return plain.upper()
    folded, table = fold(plain), _table()
    if found := table.get(folded) or table.get(without(_FILLERS, folded)):
        return found
    words = folded.split()
    if len(words) > 1 and all(len(word) == 1 for word in words):
        return table.get("".join(words))  # Р.К.
    return _said_twice(plain)


def _said_twice(text: str) -> str | None:
    """The country that each part of a text names: "KG - Kyrgyzstan", "РК (Казахстан)"."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    found = {country_code(part) for part in parts} if len(parts) == 2 else set()
    return found.pop() if len(found) == 1 else None


def country_name(code: str, language: str) -> str:
    """The name of a country; the code itself where Babel doesn't know it."""
    name: str | None = _SHOWN.get((code, language)) or locale(language).territories.get(code)
    return name or code


def split_country(text: str) -> tuple[str | None, str]:
    """The country at either end of a text, and the rest: "Kyrgyzstan, Stepnoe" is KG and "Stepnoe"."""
    if whole := country_code(text):
        return whole, ""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    for place in (0, -1):
        if len(parts) > 1 and (code := country_code(parts[place])):
            return code, ", ".join(parts[1:] if place == 0 else parts[:-1])
    return None, text.strip()


def country(_field: Field, raw: object, _context: Context) -> Understood:
    """The code of a country."""
    code = country_code(as_text(raw))
    if code:
        return Understood(code)
    return not_understood(
        mark("“{text}” is not a country. Write its name or its code, such as Kyrgyzstan or KG."), raw
    )
