"""Reading amounts of money: "KGS 1 250 000,50", "€12.400", "about 150 thousand Euros", "150 тыс. евро"."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from db.fields import Field
from db.language import mark, tr
from db.names import fold
from db.understanding.answers import Context, Understood, as_text, not_understood
from db.understanding.currencies import SIGNS, assumed_dollar, currency_code
from db.understanding.numbers import Figure, exactly, figure

_US_DOLLAR = re.compile(r"\bU\.?S\.?\s?\$|\$\s?США\b", re.IGNORECASE)
_CENT = Decimal("0.01")
_MOST = Decimal("999999999999999.99")  # stores keep more; few other programs would, to the last digit
_NO_AMOUNT = mark("“{text}” is not an amount of money. Write it as 150000.00 or EUR 150000.00.")
_TOO_LARGE = mark("“{text}” is too large an amount. Dateline keeps amounts up to {most}.")

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
    read = _read(text)
    if read is None or read.is_too_large:
        return None
    exact = read.figure.value.scaleb(read.power)
    amount = _in_cents(exact)
    notes = [
        tr("About {amount}: the amount is approximate.", amount=f"{amount:,.2f}") if read.approximate else "",
        tr("Rounded to {amount}.", amount=f"{amount:,.2f}") if amount != exact else "",
        tr("“{text}” was read as {number}.", text=text.strip(), number=f"{amount:,.2f}")
        if read.figure.assumed and not read.approximate
        else "",
        assumed_dollar(text) if read.currency == "USD" else "",
        tr("“{text}” was left out.", text=" ".join(read.beside)) if read.beside else "",
    ]
    return Money(amount, read.currency, read.approximate, " ".join(filter(None, notes)))


@dataclass(frozen=True)
class _Read:
    """What a text says: a number, the power of ten behind it, its currency, and what stands beside it."""

    figure: Figure
    power: int
    currency: str
    approximate: bool
    beside: list[str]

    @property
    def is_too_large(self) -> bool:
        return abs(self.figure.value) > _MOST.scaleb(-self.power)


def _read(text: str) -> _Read | None:
    """What a text says, None where that is no amount or more than one."""
    bare = _TAX.sub(" ", text)
    beside = [found.group().strip() for found in (*_TAX.finditer(text), *_IN_WORDS.finditer(bare))]
    plain = _ABOUT.sub(" ", _IN_WORDS.sub(" ", bare))
    numbers = _NUMBER.findall(plain)
    if len(numbers) != 1 or _IN_BRACKETS.search(plain):
        return None
    power, code, known = _words(plain.replace(numbers[0], " ", 1))
    # With "million" behind it, 1.250 has decimals; alone it separates thousands, as money has two decimals.
    found = figure(numbers[0], grouping="" if power else ".,")
    if not known or found is None:
        return None
    return _Read(found, power, code, bool(_ABOUT.search(text)), beside)


def no_amount(raw: object, sentence: str = _NO_AMOUNT) -> Understood:
    """The answer for what is no amount, or too large for one; `sentence` is said where it is none at all."""
    exact = exactly(raw)
    read = _read(as_text(raw)) if exact is None else None
    if (read and read.is_too_large) or (exact is not None and exact.is_finite() and not _fits(exact)):
        return not_understood(_TOO_LARGE, raw, most=f"{_MOST:,.2f}")
    return not_understood(sentence, raw)


def _in_cents(exact: Decimal) -> Decimal:
    return exact.quantize(_CENT, ROUND_HALF_UP)


def _fits(exact: Decimal) -> bool:
    return abs(exact) <= _MOST


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
        return no_amount(raw)
    return Understood(found.amount, found.note, currency=found.currency)


def _plain(raw: int | float | Decimal) -> Money | None:
    """The amount of a cell that holds a number; more decimals come from a calculation and are rounded."""
    exact = exactly(raw)
    return Money(_in_cents(exact)) if exact is not None and _fits(exact) else None
