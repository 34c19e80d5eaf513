"""Reading amounts of money: "KGS 1 250 000,50", "€12.400", "about 150 thousand Euros", "150 тыс. евро"."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from db.fields import Field
from db.language import mark, tr
from db.names import fold
from db.understanding.answers import Context, Understood, as_text, not_understood
from db.understanding.currencies import SIGNS, assumed_dollar, currency_code
from db.understanding.numbers import exactly, figure

_US_DOLLAR = re.compile(r"\bU\.?S\.?\s?\$|\$\s?США\b", re.IGNORECASE)
_CENT = Decimal("0.01")
_LARGEST = Decimal(10) ** 15

_NUMBER = re.compile(r"(?:(?<![\w.,])[-−])?\d(?:[\d.,\u00a0\u202f\u2009'’ ]*\d)?")
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|approx|appr|circa|c\.\s?a|ca|roughly|some|nearly|almost|c(?=\.\s)"
    r"|около|ок|примерно|прим|приблизительно|прибл|порядка|почти|болжол менен|тақрибан)\b\.?|[~≈±]",
    re.IGNORECASE,
)
_TAX = re.compile(
    r"\s*\(?\s*\b(?:incl|including|inclusive of|excl|excluding|with|without|net of|plus"
    r"|включая|вкл|с учетом|с уч[её]том|с|без|искл)\b\.?\s*(?:VAT|taxes|tax|НДС|налог\w*)\s*\)?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"\s*\([^()\d]{12,}\)\s*")  # the amount again, in words
_IN_BRACKETS = re.compile(r"\(\s*\d[\d.,\s]*\)")  # which bookkeepers write for less than nothing
_TIMES = {
    **dict.fromkeys(
        ["thousand", "thousands", "thsd", "thd", "ths", "k", "tys", "tysyach", "tysyachi", "tysyacha"], 3
    ),
    **dict.fromkeys(["million", "millions", "mln", "mio", "mn", "m", "millionov", "milliona"], 6),
    **dict.fromkeys(["billion", "billions", "bln", "bn", "mlrd", "milliard", "milliardov", "milliarda"], 9),
}


@dataclass(frozen=True)
class Money:
    """An amount with two decimals, its ISO 4217 currency (empty: not named), whether it is "about"."""

    amount: Decimal
    currency: str = ""
    approximate: bool = False
    note: str = ""


def money(text: str) -> Money | None:
    """The amount that a text names, None where it names none or more than one."""
    approximate = bool(_ABOUT.search(text))
    bare = _TAX.sub(" ", text)
    beside = [found.group().strip() for found in (*_TAX.finditer(text), *_IN_WORDS.finditer(bare))]
    plain = _ABOUT.sub(" ", _IN_WORDS.sub(" ", bare))
    numbers = _NUMBER.findall(plain)
    if len(numbers) != 1 or _IN_BRACKETS.search(plain):
        return None
    power, code, known = _words(plain.replace(numbers[0], " ", 1))
    # With "million" behind it, 1.250 has decimals; alone it separates thousands, as money has two decimals.
    found = figure(numbers[0], grouping="" if power else ".,")
    if not known or found is None or abs(found.value) >= _LARGEST.scaleb(-power):
        return None
    exact = found.value.scaleb(power)
    amount = exact.quantize(_CENT, ROUND_HALF_UP)
    notes = [
        tr("About {amount}: the amount is approximate.", amount=f"{amount:,.2f}") if approximate else "",
        tr("Rounded to {amount}.", amount=f"{amount:,.2f}") if amount != exact else "",
        tr("“{text}” was read as {number}.", text=text.strip(), number=f"{amount:,.2f}")
        if found.assumed and not approximate
        else "",
        assumed_dollar(text) if code == "USD" else "",
        tr("“{text}” was left out.", text=" ".join(beside)) if beside else "",
    ]
    return Money(amount, code, approximate, " ".join(filter(None, notes)))


def _words(text: str) -> tuple[int, str, bool]:
    """What stands around the number: the power of ten, the currency, and whether every word was known."""
    if code := currency_code(text):
        return 0, code, True
    text = _US_DOLLAR.sub(" USD ", text)
    for sign, code in SIGNS.items():
        text = text.replace(sign, f" {code} ")
    power, others = 0, []
    for word in re.split(r"[\s.]+", text.strip()):
        times = _TIMES.get(fold(word))
        if times and not power:
            power = times
        else:
            others.append(word)
    rest = " ".join(others).strip(" .,;:()-–—")
    code = currency_code(rest) or ""
    return power, code, bool(code or not rest)


def amount(_field: Field, raw: object, _context: Context) -> Understood:
    """An amount of money; its currency, where one is named, in `Understood.currency`."""
    found = _plain(raw) if isinstance(raw, int | float | Decimal) else money(as_text(raw))
    if found is None:
        return not_understood(
            mark("“{text}” is not an amount of money. Write it as 150000.00 or EUR 150000.00."), raw
        )
    return Understood(found.amount, found.note, currency=found.currency)


def _plain(raw: int | float | Decimal) -> Money | None:
    """The amount of a cell that holds a number; more decimals come from a calculation and are rounded."""
    exact = exactly(raw)
    if exact is None or abs(exact) >= _LARGEST:
        return None
    return Money(exact.quantize(_CENT, ROUND_HALF_UP))
