"""A contact as it is compared: its names by sound, what it is reached by, where it lives and works."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from db.duplicates.words import Word, family, given, patronymic, place
from db.names import fold
from db.values import Reach

FIELDS = (
    "honorific", "given_name", "patronymic", "family_name", "given_name_alt", "patronymic_alt",
    "family_name_alt", "job_title", "phones", "emails", "street", "postal_code", "city", "region", "country",
    "birthday",
)  # fmt: skip
"""The fields of a contact that are compared."""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


FREE_MAIL = _words(
    "gmail.com mail.ru yandex.ru yandex.com ya.ru yahoo.com hotmail.com outlook.com icloud.com bk.ru list.ru",
    "inbox.ru rambler.ru live.com gmx.de gmx.net web.de protonmail.com proton.me umail.uz mail.kz",
)
"""Hosts at which people of all organisations have their mail."""

_ROLES = _words(
    "info office press pr media contact mail admin secretary secretariat reception hello news newsroom",
    "editor redaktsiya redakcia redakciya kanc kancelaria priemnaya hr support delegation enquiries",
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in one script."""

    family: Word | None
    given: Word | None
    patronymic: Word | None


@dataclass(slots=True)
class Person:
    """What is compared of a contact. Texts are folded; `birthday` is ISO 8601, `sex` "f", "m" or empty.

    `sex_is_said` tells that it comes from more than the ending of a family name.
    """

    uid: str
    names: tuple[Name, ...] = ()
    sex: str = ""
    sex_is_said: bool = False
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    mobiles: tuple[str, ...] = ()
    birthday: str = ""
    street: str = ""
    places: tuple[str, ...] = ()  # postal code, then city
    region: str = ""
    country: str = ""
    job: str = ""
    partners: tuple[str, ...] = ()


def person(uid: str, values: Mapping[str, Any], partners: tuple[str, ...] = ()) -> Person:
    """What is compared of a contact with these values, who works at `partners` (uids)."""
    sex, is_said = _sex(values)
    birthday = values.get("birthday")
    return Person(
        uid,
        tuple(dict.fromkeys(_names(values))),
        sex,
        is_said,
        addresses(values.get("emails") or ()),
        numbers(values.get("phones") or ()),
        tuple(number(each) for each in values.get("phones") or () if each.type == "mobile"),
        birthday.isoformat() if birthday else "",
        street_words(values.get("street") or ""),
        places(values),
        plain(values.get("region")),
        values.get("country") or "",
        plain(values.get("job_title")),
        partners,
    )


def places(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Postal code and city as they are compared, each behind its first letter."""
    code, city = plain(values.get("postal_code")), place(values.get("city") or "")
    return tuple(f"{letter}{text}" for letter, text in (("p", code), ("c", city)) if text)


def number(reach: Reach) -> str:
    """A phone as it is compared: in E.164 without an extension, else its digits."""
    return reach.normal.split(";")[0] or "".join(filter(str.isdigit, reach.value))


def is_role(address: str) -> bool:
    """Whether an address is that of an office, such as press@…, and not of one person."""
    return re.split(r"[.\-_\d]", address.partition("@")[0])[0] in _ROLES


def host_of(address: str) -> str:
    """The organisation's host in an address; empty for one at which everybody has mail."""
    host = address.rpartition("@")[2]
    return "" if host in FREE_MAIL else host


def _names(values: Mapping[str, Any]) -> Iterator[Name]:
    for suffix in ("", "_alt"):
        last, first, father = (
            values.get(part + suffix) or "" for part in ("family_name", "given_name", "patronymic")
        )
        parts = (_word(family, last), _word(given, first), _word(patronymic, father))
        if parts[0] or parts[1]:
            yield Name(*parts)


def _word(made: Any, text: str) -> Word | None:
    word: Word | None = made(text) if text else None
    return word if word and word.folded else None


def addresses(reaches: Iterable[Reach]) -> tuple[str, ...]:
    """E-mail addresses as they are compared."""
    return tuple(dict.fromkeys((each.normal or each.value).strip().casefold() for each in reaches))


def numbers(reaches: Iterable[Reach]) -> tuple[str, ...]:
    """Phones as they are compared."""
    # Less than an extension can't tell anybody from anybody.
    return tuple(dict.fromkeys(digits for each in reaches if len(digits := number(each)) > 4))


@lru_cache(maxsize=1 << 16)
def plain(text: str | None) -> str:
    """A text folded; empty for nothing."""
    return fold(text) if text else ""


_WAYS = _words(
    "street str st ulitsa ul u road rd avenue ave av prospekt prosp pr pereulok per dom d house lane ln",
    "place pl kochosu kochasi kvartira kv apt office of the",
)


def street_words(text: str) -> str:
    """Street and house in any order of words, without what only says that it is a street."""
    words = fold(text).split()
    return " ".join(sorted(word for word in words if word not in _WAYS) or words)


_WOMAN = re.compile(r"(?:[oe][vw]na|ichna|kyzy|kizi|kizy|qizi|qyzy|gyzy)$")
_MAN = re.compile(r"(?:[oe][vw]it?ch|uulu|(?<!g)uly|ogly|oglu|ogli|oghli|ugli)$")
_WOMAN_BY_FAMILY = re.compile(r"\w{2}(?:[oe][vw]a|ina|skaya|skaia)$")
_MAN_BY_FAMILY = re.compile(r"\w{2}(?:[oe][vw]|in|skiy|skii|sky)$")
_MADAM = _words("mrs ms miss mme mlle frau gzha gospozha madam")
_SIR = _words("mr herr gn gospodin sir")


def _sex(values: Mapping[str, Any]) -> tuple[str, bool]:
    """Whether a name is that of a woman or a man, and whether more than the family name says so."""
    title = fold(values.get("honorific") or "").replace(" ", "")
    if title in _MADAM or title in _SIR:
        return ("f" if title in _MADAM else "m"), True
    for father in (values.get("patronymic"), values.get("patronymic_alt")):
        if father and (found := _by_ending(fold(father), _WOMAN, _MAN)):
            return found, True
    for last in (values.get("family_name_alt"), values.get("family_name")):
        if last and (found := _by_ending(fold(last), _WOMAN_BY_FAMILY, _MAN_BY_FAMILY)):
            return found, False
    return "", False


def _by_ending(text: str, woman: re.Pattern[str], man: re.Pattern[str]) -> str:
    return "f" if woman.search(text) else "m" if man.search(text) else ""
