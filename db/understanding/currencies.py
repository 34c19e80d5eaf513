"""Reading currencies: ISO 4217 codes, signs, names and the short forms of Central Asia."""

from functools import lru_cache

from babel import Locale

from db.fields import Field
from db.language import mark, tr
from db.names import fold
from db.understanding.answers import Context, Understood, as_text, not_understood
from db.understanding.codes import names

SIGNS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "₽": "RUB",
    "₸": "KZT",
    "₴": "UAH",
    "₼": "AZN",
    "₺": "TRY",
    "⃀": "KGS",
}

# The Uzbek sum, which folding would turn into the Kyrgyz som.
_SUM = frozenset(["so'm", "so‘m", "soʻm", "so’m", "so`m", "soʼm", "сўм", "сум", "сума", "сумов", "сумы"])

_FURTHER = {
    "EUR": "euro|euros|eur|евро|evros",
    "USD": "us|us dollar|us dollars|u s dollar|u s dollars|dollar|dollars|usd|доллар|доллара|доллары|долларов"
    "|долл|дол|долл сша|дол сша|доллар сша|доллара сша|доллары сша|долларов сша",
    "KGS": "som|soms|сом|сома|сомы|сомов|сомдор|kyrgyz som|kyrgyz soms|kyrgyzstani som|киргизский сом"
    "|кыргызский сом|кыргызских сомов",
    "KZT": "tenge|тенге|тг|теңге|kazakh tenge",
    "TJS": "somoni|somonis|сомони|сомонӣ|смн|tajik somoni",
    "TMT": "manat|manats|манат|маната|манатов|turkmen manat",
    "UZS": "sum|sums|soum|uzbek sum|uzbek som|узбекский сум|узбекских сумов",
    "RUB": "rub|ruble|rubles|rouble|roubles|рубль|рубля|рубли|рублей|руб|р|russian ruble|rur",
    "GBP": "pound|pounds|pound sterling|pounds sterling|фунт|фунтов|фунт стерлингов|фунтов стерлингов",
    "CHF": "franken|swiss franc|swiss francs",
}


@lru_cache(maxsize=1)
def currency_codes() -> frozenset[str]:
    """The codes of ISO 4217 that Babel has an English name for, those of former currencies too."""
    return frozenset(Locale.parse("en").currencies)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    table = names(lambda each: each.currencies, currency_codes())
    for code, forms in _FURTHER.items():
        table.update({fold(form): code for form in forms.split("|")})
    return table


@lru_cache(maxsize=4_096)
def currency_code(text: str) -> str | None:
    """The ISO 4217 code of the currency that `text` names, None where it names none."""
    plain = text.strip().strip(".,;:()").strip()
    if plain.upper() in currency_codes():
        return plain.upper()
    if plain.casefold() in _SUM:
        return "UZS"
    if plain.upper().startswith(("US", "U.S.")) and plain.endswith("$"):
        return "USD"
    return SIGNS.get(plain) or _table().get(fold(plain))


def currency(_field: Field, raw: object, _context: Context) -> Understood:
    """The code of a currency."""
    text = as_text(raw)
    code = currency_code(text)
    if code is None:
        return not_understood(
            mark("“{text}” is not a currency. Write its name or its code, such as euro or EUR."), raw
        )
    return Understood(code, note=assumed_dollar(text) if code == "USD" else "")


def assumed_dollar(text: str) -> str:
    """The note for a dollar that doesn't say whose it is."""
    named = "us" in fold(text) or "ssha" in fold(text)
    return "" if named else tr("“{text}” was read as US dollars.", text=text)
