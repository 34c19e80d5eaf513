"""Published systems by which the Cyrillic letters of six languages are written in Latin ones.

The tables are BGN/PCGN's (the romanization guidance of the Permanent Committee on Geographical Names,
gov.uk/government/publications/romanization-systems), ISO 9:1995, ICAO Doc 9303 part 3 for passports, and the
laws on the alphabets of Kazakhstan, Turkmenistan and Uzbekistan. What a system leaves to choice, such as the
dot in n·g that tells нг from ң, is left out, as names in use never have it. Small letters only: the case
follows the text.
"""

from dataclasses import dataclass, field

_VOWELS = "аеёиоуыэюяәіөүұӣӯў"


def _table(text: str) -> dict[str, str]:
    """A table written as letters with what they become: "а a б b"; "-" stands for nothing."""
    cells = text.split()
    return {
        cyrillic: "" if latin == "-" else latin for cyrillic, latin in zip(*[iter(cells)] * 2, strict=True)
    }


@dataclass(frozen=True)
class System:
    """A system: its code and name, the language, the letters, and those that differ after a vowel or first.

    `opening` holds at the beginning of a word and after the letters `after`; `source` says where it is from.
    """

    code: str
    name: str
    language: str
    source: str
    letters: dict[str, str]
    opening: dict[str, str] = field(default_factory=dict)
    after: str = ""
    following: dict[str, str] = field(default_factory=dict)
    """What holds after a vowel only."""


_COMMON = "а a б b в v г g д d з z к k л l м m н n о o п p р r с s т t ф f "
_BGN = _COMMON + "ж zh и i й y х kh ц ts ч ch ш sh щ shch ы y ю yu я ya "

RU_BGN = System(
    "ru-bgn",
    "BGN/PCGN 1947",
    "ru",
    "Romanization of Russian, BGN/PCGN 1947 System",
    _table(_BGN + "е e ё ë у u ъ ” ь ’ э e"),
    {"е": "ye", "ё": "yë"},
    "аеёиоуыэюяйъь",
)
RU_PASSPORT = System(
    "ru-passport",
    "ICAO Doc 9303",
    "ru",
    "ICAO Doc 9303, part 3, section 6 B: Cyrillic characters; Russian passports since 2014",
    _table(_COMMON + "е e ё e ж zh и i й i у u х kh ц ts ч ch ш sh щ shch ъ ie ы y ь - э e ю iu я ia"),
)
ISO9 = System(
    "iso9",
    "ISO 9:1995",
    "",
    "ISO 9:1995, Transliteration of Cyrillic characters into Latin characters: one letter for one",
    _table(
        _COMMON + "е e ё ë ж ž и i й j у u х h ц c ч č ш š щ ŝ ъ ʺ ы y ь ʹ э è ю û я â ә a̋ ғ ġ қ ķ ң ņ ө ô"
        " ү ù ұ u̇ һ ḥ і ì ҷ ç ҳ ḩ ӣ ī ӯ ū ў ŭ җ ž̧"
    ),
)
KY_BGN = System(
    "ky-bgn",
    "BGN/PCGN 1979",
    "ky",
    "Romanization of Kyrgyz, BGN/PCGN 1979 System; in Kyrgyzstan official for names of places since 2010",
    _table(_BGN + "е e ё yo ж j ң ng ө ö у u ү ü ъ ” ь ’ э e"),
)
KK_BGN = System(
    "kk-bgn",
    "BGN/PCGN 1979",
    "kk",
    "Romanization of Kazakh, BGN/PCGN 1979 System",
    _table(_BGN + "ә ä ғ gh е e ё yo и ī қ q ң ng ө ö у ū ұ u ү ü һ h ъ ” і i ь ’ э ė"),
)
KK_2021 = System(
    "kk-2021",
    "Kazakh alphabet of 2021",
    "kk",
    "The alphabet of 31 letters presented by the government of Kazakhstan on 28 January 2021",
    _table(
        _COMMON + "ә ä ғ ğ е e ё io ж j и i й i қ q ң ñ ө ö у u ұ ū ү ü х h һ h ц ts ч tş ш ş щ ştş ъ - ы y"
        " і ı ь - э e ю iu я ia"
    ),
)
TG_BGN = System(
    "tg-bgn",
    "BGN/PCGN 1994",
    "tg",
    "Romanization of Tajik, BGN/PCGN 1994 System, with its notes on the letters abolished in 1998",
    _table(_BGN + "ғ gh е e ё yo ӣ í қ q у u ӯ ŭ ҳ h ҷ j ц s щ sh ъ ’ ы i ь - э ė"),
    following={"ц": "ts"},
)
UZ_BGN = System(
    "uz-bgn",
    "BGN/PCGN 1979",
    "uz",
    "Romanization of Uzbek Cyrillic, BGN/PCGN 1979 System",
    _table(_BGN + "в w е e ё yo у u ў ŭ қ q ғ gh ҳ h ъ ’ ь ’ э e"),
    {"е": "ye"},
    "аеёиоуэюяўъь",
)
_UZ = _COMMON + "е e ё yo ж j и i й y у u х x ц s ы i э e ю yu я ya қ q ҳ h ъ ’ ь - "
UZ_1995 = System(
    "uz-1995",
    "Uzbek alphabet of 1995",
    "uz",
    "Law of Uzbekistan on introducing the Uzbek alphabet based on Latin script, 2 September 1993, as amended"
    " on 6 May 1995",
    _table(_UZ + "ў oʻ ғ gʻ ч ch ш sh щ sh"),
    {"е": "ye"},
    "аеёиоуэюяўъь",
    {"ц": "ts"},
)
UZ_2021 = System(
    "uz-2021",
    "Uzbek alphabet proposed in 2021",
    "uz",
    "The draft with ō ḡ ş ç put to discussion in 2021; not law, and what was proposed later differs from it",
    _table(_UZ + "ў ō ғ ḡ ч ç ш ş щ ş"),
    {"е": "ye"},
    "аеёиоуэюяўъь",
    {"ц": "ts"},
)
TK_1999 = System(
    "tk-1999",
    "Turkmen alphabet of 1999",
    "tk",
    "The Turkmen alphabet of 12 April 1993 as revised in 1995 and 1999; correspondences with the old Cyrillic"
    " one by the Institute of the Estonian Language (eki.ee)",
    _table(
        _COMMON
        + "в w е e ё ýo ж ž җ j и i й ý ң ň ө ö у u ү ü х h ц s ч ç ш ş щ ş ъ - ы y ь - э e ә ä ю ýu я ýa"
    ),
    {"е": "ýe"},
    "аеёиоуыэюяәөүй",
)

SYSTEMS = {
    system.code: system
    for system in (
        *(RU_BGN, RU_PASSPORT, ISO9, KY_BGN, KK_BGN, KK_2021),
        *(TG_BGN, UZ_1995, UZ_2021, UZ_BGN, TK_1999),
    )
}
"""All systems by their codes."""


def transliterate(text: str, system: str) -> str:
    """Cyrillic letters of a text in Latin ones by a system (a code of SYSTEMS); all else stays as it is.

    KeyError for a system that isn't known.
    """
    rules = SYSTEMS[system]
    return "".join(_letter(text, place, rules) for place in range(len(text)))


def _letter(text: str, place: int, rules: System) -> str:
    letter = text[place]
    small = letter.lower()
    before = text[place - 1].lower() if place else ""
    opens = not before.isalpha() or before in rules.after
    latin = rules.opening.get(small) if opens else None
    if latin is None and before in _VOWELS and before:
        latin = rules.following.get(small)
    latin = rules.letters.get(small) if latin is None else latin
    if latin is None:
        return letter
    if letter == small:
        return latin
    return latin.upper() if _in_capitals(text, place) else latin[:1].upper() + latin[1:]


def _in_capitals(text: str, place: int) -> bool:
    """Whether a capital stands in a word of capitals: ЩЕГЛОВА, but not Щеглова nor a lone Щ."""
    after = text[place + 1 : place + 2]
    if after.isalpha():
        return after.isupper()
    return place > 0 and text[place - 1].isalpha() and text[place - 1].isupper()
