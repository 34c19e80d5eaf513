"""What the header of a column says about the amounts of money below it."""

import re
from functools import lru_cache

from db.understanding.currencies import currency_code

_PARTS = re.compile(r"[()\[\],;/|]|\s[-–—]\s")


@lru_cache(maxsize=256)
def currency_of(header: str) -> str:
    """The ISO 4217 code that a header names: "Cost (EUR)", "Сумма, сом", "Budget in USD"; else empty.

    Small letters make a code only where it stands apart, as "all" and "top" are codes, too.
    """
    parts = [part.strip() for part in _PARTS.split(header)]
    named = {currency_code(part.removeprefix("in ").removeprefix("в ")) for part in parts[1:] if part}
    last = parts[0].split()[-1:] if not header.isupper() else []
    named |= {currency_code(word) for word in last if word.isupper() or not word.isalpha()}
    named.discard(None)
    return named.pop() or "" if len(named) == 1 else ""
