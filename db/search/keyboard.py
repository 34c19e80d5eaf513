"""Text that was typed while the keyboard was set to another layout: ghbdtn is привет, руддщ is hello.

The keys are those of the layouts us, ru, kg, kz, tj and uz (cyrillic) of xkeyboard-config 2.35, which follow
the countries' standards; Kyrgyz on Windows is the Russian layout as far as its keys go.
"""

from functools import lru_cache

_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_SHIFTED = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_FURTHER: tuple[dict[str, str], ...] = (
    {},
    {"-": "ө", "=": "ң", "\\": "ү"},  # Kyrgyz
    {"2": "ә", "3": "і", "4": "ң", "5": "ғ", "8": "ү", "9": "ұ", "0": "қ", "-": "ө", "=": "һ"},  # Kazakh
    {"w": "қ", "o": "ҳ", "s": "ҷ", "m": "ӣ", "-": "ғ", "=": "ӯ"},  # Tajik
    {"o": "ў", "s": "қ", "-": "ғ", "=": "ҳ"},  # Uzbek
)
"""What the layouts of the region's languages have on the keys where they differ from the Russian one."""


def retyped(text: str) -> list[str]:
    """What was meant if the keyboard was set to the other script, the likeliest first; none for digits."""
    latin = any("a" <= letter <= "z" for letter in text.lower())
    cyrillic = any("а" <= letter <= "ӿ" or letter in "ёі" for letter in text.lower())
    if latin == cyrillic:
        return []
    tables = _to_cyrillic() if latin else _to_latin()
    every = dict.fromkeys(text.translate(table) for table in tables)
    return [other for other in every if other != text]


@lru_cache(maxsize=1)
def _to_cyrillic() -> list[dict[int, str]]:
    russian = dict(zip(_KEYS + _SHIFTED, _RUSSIAN + _RUSSIAN.upper(), strict=True))
    return [
        str.maketrans({**russian, **further, **{k.upper(): v.upper() for k, v in further.items()}})
        for further in _FURTHER
    ]


@lru_cache(maxsize=1)
def _to_latin() -> list[dict[int, str]]:
    return [
        str.maketrans({letter: chr(key) for key, letter in reversed(table.items())})
        for table in _to_cyrillic()
    ]
