"""Reading coordinates: 42.93 N, 74.41 E; 42,8746; 74,5698; degrees, minutes and seconds."""

import re

from db.fields import Field
from db.language import catalogue, mark
from db.understanding.answers import Context, Understood, as_text, not_understood

_NOT_COORDINATES = mark("“{text}” is not a pair of coordinates. Write them as 42.93, 74.41.")
_OFF_THE_MAP = mark(
    "“{text}” lies outside of the map: latitude goes from -90 to 90, longitude from -180 to 180."
)

_DIRECTIONS = (
    (re.compile(r"с\.?\s*ш\.?"), "N"),
    (re.compile(r"ю\.?\s*ш\.?"), "S"),
    (re.compile(r"в\.?\s*д\.?"), "E"),
    (re.compile(r"з\.?\s*д\.?"), "W"),
)
_SHOWN = {
    "N": mark("{degrees}° N"),
    "S": mark("{degrees}° S"),
    "E": mark("{degrees}° E"),
    "W": mark("{degrees}° W"),
}
_SIGNS = str.maketrans(
    {"º": "°", "˚": "°", "'": "′", "’": "′", "‘": "′", '"': "″", "”": "″", "“": "″", "−": "-"}
)
_LABELS = re.compile(r"\b(?:lat(?:itude)?|lo?ng?(?:itude)?|широта|долгота)\b\s*[:=.]?", re.IGNORECASE)
_ONE = (
    r"(?P<front{0}>[NSEW])?\s*(?P<degrees{0}>[-+]?\d{{1,3}}(?:[.,]\d+)?)\s*°?\s*"
    r"(?:(?P<minutes{0}>\d{{1,2}}(?:[.,]\d+)?)\s*′\s*(?:(?P<seconds{0}>\d{{1,2}}(?:[.,]\d+)?)\s*(?:″|′′)\s*)?)?"
    r"(?(front{0})|(?P<back{0}>[NSEW])?)"
)
_PAIR = re.compile(rf"\(?{_ONE.format(1)}(?:\s*[;,/|]\s*|\s+){_ONE.format(2)}\)?")
_TWO_WAYS = re.compile(r"\d+,\d+")


def coordinates(_field: Field, raw: object, _context: Context) -> Understood:
    """Latitude and longitude in decimal degrees, up to six decimals: "42.93, 74.41"."""
    text = _plain(as_text(raw))
    match = _PAIR.fullmatch(text)
    if not match or _TWO_WAYS.fullmatch(text):
        return not_understood(_NOT_COORDINATES, raw)
    first, second = _degrees(match, "1"), _degrees(match, "2")
    axes = [match["front1"] or match["back1"] or "", match["front2"] or match["back2"] or ""]
    if first is None or second is None or "".join(_axis(each) for each in axes) not in ("", "NE", "EN"):
        return not_understood(_NOT_COORDINATES, raw)
    if _axis(axes[0]) == "E":
        first, second = second, first
    if abs(first) > 90 or abs(second) > 180:
        return not_understood(_OFF_THE_MAP, raw)
    return Understood(f"{_decimal(first)}, {_decimal(second)}")


def _plain(text: str) -> str:
    """The text with N, S, E, W and one sign each for degrees, minutes and seconds, blanks between the two."""
    text = _LABELS.sub(" ", text.casefold())
    for russian, letter in _DIRECTIONS:
        text = russian.sub(letter, text)
    text = text.upper().translate(_SIGNS).strip()
    if text[:1] in ("N", "S", "E", "W"):
        return text[0] + re.sub(r"\s*([NSEW])", r" \1", text[1:])
    return re.sub(r"([NSEW])(?=[\d+-])", r"\1 ", text)


def _degrees(match: re.Match[str], which: str) -> float | None:
    """The decimal degrees of one of the two, negative to the south and west; None for 60 minutes and more."""
    degrees, minutes, seconds = (
        float((match[f"{part}{which}"] or "0").replace(",", "."))
        for part in ("degrees", "minutes", "seconds")
    )
    if minutes >= 60 or seconds >= 60:
        return None
    sign = -1 if match[f"degrees{which}"].startswith("-") else 1
    if (match[f"front{which}"] or match[f"back{which}"]) in ("S", "W"):
        sign = -sign
    return sign * (abs(degrees) + minutes / 60 + seconds / 3600)


def _axis(letter: str) -> str:
    return {"S": "N", "W": "E"}.get(letter, letter)


def _decimal(degrees: float) -> str:
    text = f"{degrees:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def on_the_map(value: str, language: str) -> str:
    """Coordinates as a person reads them in a language: 42.93° N, 74.41° E."""
    latitude, longitude = value.split(", ")
    said = (
        _SHOWN["S" if latitude.startswith("-") else "N"],
        _SHOWN["W" if longitude.startswith("-") else "E"],
    )
    words = (catalogue(language).gettext(each) for each in said)
    degrees = (latitude.removeprefix("-"), longitude.removeprefix("-"))
    return ", ".join(each.format(degrees=number) for each, number in zip(words, degrees, strict=True))
