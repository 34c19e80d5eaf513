"""Folding: either script, any accents, brought to plain small Latin letters for comparing and searching.

Cyrillic goes by BGN/PCGN (Russian 1947, Kyrgyz 1979, Kazakh 1979, Tajik 1994, Uzbek Cyrillic 1979),
simplified: one table for all of them, since a name doesn't say its language; no diacritics and no signs for
ь and ъ; е is always "e", and ё counts as е, as Russian readers take it. Indexes keep what `fold` makes:
whoever changes it has to have them made anew.
"""

import unicodedata

CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    **{"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
    **{"ь": "", "ъ": ""},
    **{"ө": "o", "ү": "u", "ң": "ng"},  # Kyrgyz; Kazakh has them too
    **{"ә": "a", "ғ": "gh", "қ": "q", "ұ": "u", "һ": "h", "і": "i"},  # Kazakh
    **{"ӣ": "i", "ӯ": "u", "ҳ": "h", "ҷ": "j"},  # Tajik
    **{"ў": "o"},  # Uzbek, whose Latin alphabet writes it oʻ
    **{"җ": "j", "є": "ye", "ї": "yi", "ґ": "g"},  # Turkmen, Ukrainian
}
_LATIN = {
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ə": "a",
    "ŋ": "ng",
}
LETTERS = {**CYRILLIC, **_LATIN}
_APOSTROPHES = "'`´’‘ʻʼʹ′"  # they stand inside words: O'Brien, Oʻktam, Ja’far


class Folding(dict[int, str | None]):
    """A table for `str.translate`, filled with each character when it is first met."""

    def __init__(self, letters: dict[str, str]) -> None:
        """`letters` are the small letters that have a spelling of their own."""
        super().__init__()
        self._letters = letters

    def __missing__(self, code: int) -> str | None:
        self[code] = folded = self._folded(chr(code)) or None
        return folded

    def _folded(self, character: str) -> str:
        letter = character.casefold()
        if letter in self._letters:
            return self._letters[letter]
        if character in _APOSTROPHES or unicodedata.category(character) in ("Mn", "Me", "Cf"):
            return ""
        plain = unicodedata.normalize("NFKD", letter)
        if plain != character and len(plain) > 1:
            return "".join(self._folded(part) for part in plain)
        plain = plain.casefold()
        return plain if plain.isalnum() or unicodedata.category(plain[0]) == "Mc" else " "


_FOLDING = Folding(LETTERS)
# ASCII has a table of its own, as bytes are translated twice as fast.
_ASCII = bytes(ord(_FOLDING[code] or " ") for code in range(128)) + bytes(128)


def fold(text: str) -> str:
    """`text` for comparing and searching: caseless, Latin, without diacritics or punctuation."""
    if text.isascii():
        return " ".join(text.encode().translate(_ASCII, b"'`").decode().split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDING).split())
